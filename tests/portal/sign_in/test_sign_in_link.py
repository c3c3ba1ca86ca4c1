"""Signing in by a one-time link: once, for half an hour, never by a GET."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest

from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.ledger.links import substitute
from dondoc.portal.sign_in.session import COOKIE
from models import Account, Message, Token
from models.database import transaction
from models.kinds import TokenPurpose
from tests.support.cast import Cast
from tests.support.portal import Portal


def link_of(portal: Portal, account: Account) -> str:
    with transaction(portal.engine) as session:
        link = sign_in_link(session, portal.settings, account, portal.now)
    return link.removeprefix(portal.settings.base_url)


def press(portal: Portal, link: str, **form: str) -> httpx.Response:
    return portal.client.post(link, data=form)


@pytest.fixture
def link(portal: Portal, sqlite_cast: Cast) -> str:
    return link_of(portal, sqlite_cast.officer)


def test_it_signs_in_and_leads_to_the_board(portal: Portal, link: str) -> None:
    answer = press(portal, link)

    assert (303, "/bang") == (answer.status_code, answer.headers["location"])
    assert "Phạm Thị Hà" in portal.get("/bang").text


def test_a_get_changes_nothing(portal: Portal, link: str) -> None:
    before = portal.dump()

    for _ in range(3):  # a mail gateway looks at every link, more than once
        answer = portal.get(link)

    assert 200 == answer.status_code
    assert "Phạm Thị Hà" in answer.text
    assert before == portal.dump()
    assert 303 == press(portal, link).status_code


def test_it_works_once_only(portal: Portal, link: str) -> None:
    press(portal, link)
    portal.client.cookies.clear()

    assert 410 == press(portal, link).status_code
    assert 410 == portal.get(link).status_code
    assert COOKIE not in portal.client.cookies


def test_it_expires_after_half_an_hour(portal: Portal, link: str) -> None:
    portal.now += timedelta(minutes=30)

    assert 410 == portal.get(link).status_code
    assert 410 == press(portal, link).status_code


def test_a_forged_link_and_a_units_link_sign_nobody_in(portal: Portal, sqlite_cast: Cast) -> None:
    unit_token = portal.link().rsplit("/", 1)[1]

    assert 410 == press(portal, f"/dang-nhap/{'a' * 32}").status_code
    assert 410 == press(portal, f"/dang-nhap/{unit_token}").status_code


def test_a_disabled_account_does_not_get_in(portal: Portal, sqlite_cast: Cast, link: str) -> None:
    press(portal, link)
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).disabled_at = portal.now

    assert 303 == portal.get("/bang").status_code
    assert 410 == press(portal, link_of(portal, sqlite_cast.officer)).status_code


def test_the_cookie_is_kept_from_scripts_and_other_sites(portal: Portal, link: str) -> None:
    cookie = press(portal, link).headers["set-cookie"]

    assert {"HttpOnly", "SameSite=strict", "Max-Age=43200"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # http:// on the machine itself


def test_only_hashes_are_kept(portal: Portal, link: str) -> None:
    press(portal, link)
    cookie = portal.client.cookies[COOKIE]

    everything = str(portal.dump())

    assert cookie not in everything
    assert link.rsplit("/", 1)[1] not in everything
    sessions = [row for row in portal.rows(Token) if row.purpose is TokenPurpose.SESSION]
    assert 1 == len(sessions)


def test_a_session_ends_after_twelve_hours(portal: Portal, link: str) -> None:
    press(portal, link)
    portal.now += timedelta(hours=12)

    assert "/dang-nhap?tiep=/bang" == portal.get("/bang").headers["location"]


def test_the_link_of_the_mail_is_the_one_that_works(portal: Portal, sqlite_cast: Cast) -> None:
    portal.client.post("/dang-nhap", data={"dia_chi": "ha@so-noi-vu.example"})
    [message] = portal.rows(Message)

    sent = substitute(message.text, portal.settings.signing_key(), message.key)

    found = re.search(r"/dang-nhap/[a-z2-7]{32}", sent)
    assert found
    assert 303 == press(portal, found[0]).status_code
