"""Zalo in a real round: the short text, fallback to the next contact, the channel stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery import apprise_send
from dondoc.delivery.dispatch_window import dispatch_window
from models import Channel
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office
from tests.support.zalo_server import FIRST, FOLLOWER, STRANGER, ZaloServer

OPENING = date(2027, 3, 1)


@pytest.fixture
def zalo():
    with ZaloServer() as running:
        yield running


@pytest.fixture
def office(engine, settings, rulebook, cast, zalo):
    """Only messages by Zalo really leave; mail is the postman's."""
    given = {"zalo_app_id": "4242", "zns_template": "7890"}
    secrets = {"zalo_secret": SecretStr("khoa-bi-mat"), "zalo_refresh_token": SecretStr(FIRST)}
    office = Office(engine, settings.model_copy(update={**given, **secrets}), rulebook)

    def send(ready):
        if ready.channel == "email":
            return office.postman(ready)
        account = replace(ready.envelope.credentials, places=zalo.places)
        ready.envelope.credentials = account
        return apprise_send.send(
            ready.url, title=ready.title, body=ready.body, envelope=ready.envelope
        )

    office.window = lambda now: dispatch_window(engine, office.settings, rulebook, now, send)
    return office


def test_a_unit_reads_it_in_zalo(office, zalo):
    office.add_contact("so-y-te", channel="zalooa", address=FOLLOWER, position=0)
    office.morning(OPENING)

    assert 3 == office.window(at(OPENING, 8)).sent
    (message,) = zalo.messages
    text = message["message"]["text"]
    assert text.startswith("Sở Nội vụ mở kỳ: Báo cáo tuyên truyền CCHC quý I/2027, hạn thứ Ba")
    assert f"{office.settings.base_url}/v/" in text


def test_zns_and_the_official_account_live_on_one_token(office, zalo):
    office.add_contact("so-y-te", channel="zalooa", address=FOLLOWER, position=0)
    office.add_contact("so-tu-phap", channel="zns", address="0912 345 678", position=0)
    office.morning(OPENING)

    assert 3 == office.window(at(OPENING, 8)).sent
    assert [FIRST] == zalo.refreshes
    assert 2 == len(zalo.messages)


def test_who_no_longer_follows_gives_way_to_the_next_contact(office):
    office.add_contact("so-y-te", channel="zalooa", address=STRANGER, position=0)
    office.morning(OPENING)
    office.window(at(OPENING, 8))

    assert 1 == len(office.postman.to("van-thu%40so-y-te"))
    assert "Dịch vụ nhắn tin từ chối: -213" in office.contact(STRANGER).disabled_why


def test_a_token_refused_stops_the_channel_and_burns_no_message(office, zalo):
    office.add_contact("so-y-te", channel="zalooa", address=FOLLOWER, position=0)
    zalo.refresh_token = "refresh-moi"
    office.morning(OPENING)

    result = office.window(at(OPENING, 8))
    assert (2, ("zalooa",)) == (result.sent, result.paused)
    (waits,) = [one for one in office.messages() if one.channel == "zalooa"]
    assert (MessageState.PENDING, 0) == (waits.state, waits.attempts)

    office.settings.zalo_refresh_token = SecretStr("refresh-moi")
    with transaction(office.engine) as session:
        session.get_one(Channel, "zalooa").paused_at = None
    assert 1 == office.window(at(OPENING, 9)).sent
