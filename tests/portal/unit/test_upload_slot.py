"""Forms with files are read a few at a time; who waits too long is told to come again."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import HTTPException, Request

from dondoc.portal.unit.upload_slot import UploadPlaces, upload_slot
from tests.support.portal import Portal


def request_by(portal: Portal, token: str) -> Request:
    return Request({"type": "http", "app": portal.app, "path_params": {"token": token}})


def test_one_more_waits_for_a_place_and_a_place_is_given_back(portal: Portal) -> None:
    portal.app.state.uploads = UploadPlaces(1)

    async def crowd() -> int:
        async with upload_slot(request_by(portal, "a")):
            with pytest.raises(HTTPException) as caught:
                await upload_slot(request_by(portal, "b"), patience=0.01).__aenter__()
        async with upload_slot(request_by(portal, "b"), patience=0.01):
            return caught.value.status_code

    assert 503 == asyncio.run(crowd())


def test_one_link_never_takes_the_places_of_others(portal: Portal) -> None:
    portal.app.state.uploads = UploadPlaces(4, of_one=2)
    mine, other = request_by(portal, "A"), request_by(portal, "b")

    async def crowd() -> int:
        async with upload_slot(mine), upload_slot(request_by(portal, "a ")):
            with pytest.raises(HTTPException) as caught:
                await upload_slot(mine, patience=0.01).__aenter__()
            async with upload_slot(other, patience=0.01), upload_slot(other, patience=0.01):
                pass
        async with upload_slot(mine, patience=0.01), upload_slot(mine, patience=0.01):
            return caught.value.status_code

    assert 503 == asyncio.run(crowd())


def test_the_places_are_for_who_has_a_link(portal: Portal) -> None:
    portal.app.state.uploads = UploadPlaces(0)

    assert 404 == portal.client.post("/v/khong-phai-ma/nop", data={"x": "y"}).status_code
