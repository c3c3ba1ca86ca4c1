"""Forms with files are read a few at a time; who waits too long is told to come again."""

from __future__ import annotations

import asyncio

import pytest
from fastapi import HTTPException, Request

from dondoc.portal.unit.upload_slot import upload_slot
from tests.support.portal import Portal


def test_one_more_waits_for_a_place_and_a_place_is_given_back(portal: Portal) -> None:
    portal.app.state.uploads = asyncio.Semaphore(1)
    request = Request({"type": "http", "app": portal.app})

    async def crowd() -> int:
        async with upload_slot(request):
            with pytest.raises(HTTPException) as caught:
                await upload_slot(request, patience=0.01).__aenter__()
        async with upload_slot(request, patience=0.01):
            return caught.value.status_code

    assert 503 == asyncio.run(crowd())


def test_the_places_are_for_who_has_a_link(portal: Portal) -> None:
    portal.app.state.uploads = asyncio.Semaphore(0)

    assert 404 == portal.client.post("/v/khong-phai-ma/nop", data={"x": "y"}).status_code
