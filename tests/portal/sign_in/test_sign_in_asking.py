"""Asking for a sign-in link: the page tells nobody who has an account, and mails are few."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from models import Message
from models.kinds import MessageState
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

KNOWN = "ha@so-noi-vu.example"


def ask(portal: Portal, address: str, tiep: str = "/bang") -> httpx.Response:
    return portal.client.post("/dang-nhap", data={"dia_chi": address, "tiep": tiep})


def mails(portal: Portal) -> list[Message]:
    return portal.rows(Message)


def test_an_account_is_mailed_at_any_hour(portal: Portal, sqlite_cast: Cast) -> None:
    ask(portal, " Ha@SO-noi-vu.example ")

    [message] = mails(portal)
    assert (sqlite_cast.officer.id, "email", True) == (
        message.account_id,
        message.channel,
        message.any_hour,
    )
    assert message.key.startswith(f"dang-nhap|{sqlite_cast.officer.id}|2027-03-15T02:14:00")
    assert "⟦sign-in⟧" in message.text  # the token itself is made only on the wire
    assert message.state in (MessageState.PENDING, MessageState.SENDING)


def test_the_answer_is_the_same_for_an_unknown_address(portal: Portal, sqlite_cast: Cast) -> None:
    known = ask(portal, KNOWN)
    unknown = ask(portal, "ai-do@khong-co.example")

    same = unknown.text.replace("ai-do@khong-co.example", KNOWN)
    assert (200, known.text) == (unknown.status_code, same)
    assert 1 == len(mails(portal))


def test_a_disabled_account_is_not_mailed(portal: Portal, sqlite_cast: Cast) -> None:
    from models import Account
    from models.database import transaction

    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).disabled_at = portal.now

    assert 200 == ask(portal, KNOWN).status_code
    assert [] == mails(portal)


def test_it_mails_three_times_in_fifteen_minutes_at_most(portal: Portal, sqlite_cast: Cast) -> None:
    answers = {ask(portal, KNOWN).text for _ in range(5)}
    assert (1, 3) == (len(answers), len(mails(portal)))

    ask(portal, "xem@so-noi-vu.example")  # another account has its own count
    assert 4 == len(mails(portal))

    portal.now += timedelta(minutes=15)
    ask(portal, KNOWN)
    assert 5 == len(mails(portal))


def test_what_is_no_address_is_said_at_the_field(portal: Portal, sqlite_cast: Cast) -> None:
    answer = ask(portal, "chị Hà")

    assert 422 == answer.status_code
    assert 'value="chị Hà"' in answer.text
    assert "Hãy ghi địa chỉ thư điện tử" in answer.text


def test_it_remembers_where_one_wanted_to_go(portal: Portal, sqlite_cast: Cast) -> None:
    wanted = portal.get("/bang/viec/3?x=1").headers["location"]
    assert "/dang-nhap?tiep=/bang/viec/3%3Fx%3D1" == wanted

    ask(portal, KNOWN, "/bang/viec/3")

    assert "⟦sign-in⟧?tiep=/bang/viec/3" in mails(portal)[0].text


@pytest.mark.parametrize(
    "tiep",
    [
        "https://ke-gian.example/",
        "//ke-gian.example",
        "/\\ke-gian.example",
        "javascript:alert(1)",
        "/bang\r\nSet-Cookie: x=1",
    ],
)
def test_it_leads_nowhere_else(portal: Portal, sqlite_cast: Cast, tiep: str) -> None:
    ask(portal, KNOWN, tiep)

    assert "⟦sign-in⟧?tiep=/bang" in mails(portal)[0].text
    assert "ke-gian" not in mails(portal)[0].text
    assert 'value="/bang"' in portal.client.get("/dang-nhap", params={"tiep": tiep}).text


def test_who_comes_from_afar_is_led_on_once(portal: Portal, sqlite_cast: Cast) -> None:
    """A SameSite=Strict cookie does not travel with a link in a web mail."""
    afar = {"Sec-Fetch-Site": "cross-site"}

    led_on = portal.client.get("/dang-nhap?tiep=/bang", headers=afar).text
    at_home = portal.client.get("/dang-nhap?tiep=/bang").text

    assert '<meta http-equiv="refresh" content="0; url=/bang">' in led_on
    assert 'http-equiv="refresh"' not in at_home


def test_another_sites_form_is_refused(portal: Portal, sqlite_cast: Cast) -> None:
    answer = portal.client.post(
        "/dang-nhap", data={"dia_chi": KNOWN}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert (403, []) == (answer.status_code, mails(portal))


def test_signing_out_ends_the_session_everywhere(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Desk(portal, sqlite_cast.officer)
    copy = dict(portal.client.cookies)

    assert "/dang-nhap" == desk.post("/dang-xuat").headers["location"]

    portal.client.cookies.update(copy)
    assert 303 == portal.get("/bang").status_code
