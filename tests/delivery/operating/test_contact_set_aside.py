"""A contact set aside after its message was gathered: it does not leave, the next one is told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.operating.pause_withdraw import pause_channel, release_channel
from dondoc.messages.reason_words import cancel_words, reason_words
from models import Contact
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office
from tests.support.resending import again

pytestmark = pytest.mark.one_database

OPENING, REMINDED = date(2027, 3, 1), date(2027, 3, 12)
UNIT, CLERK = "so-y-te", "van-thu%40so-y-te"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _gathered(office, on=OPENING):
    """The messages of the morning are made, and wait for the channel."""
    with transaction(office.engine) as session:
        pause_channel(session, "email", by="account:1", now=at(on, 7))
    office.window(at(on, 8))
    with transaction(office.engine) as session:
        release_channel(session, "email", by="account:1", now=at(on, 9))


def _set_aside(office, unit=UNIT):
    with transaction(office.engine) as session:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == unit)):
            contact.disabled_at, contact.disabled_why = at(OPENING, 9), "đã nghỉ hưu"


def test_what_was_gathered_for_it_goes_to_the_next_in_order(office):
    _gathered(office)
    _set_aside(office)
    office.add_contact(UNIT, "hai", position=2)

    office.window(at(OPENING, 14))
    office.window(at(REMINDED, 8))

    assert [] == office.postman.to(CLERK)
    assert 1 == len(office.postman.to("hai%40so-y-te"))
    assert [] == office.postman.to("%40so-noi-vu")


def test_its_message_is_closed_with_the_reason(office):
    _gathered(office)
    _set_aside(office)
    office.add_contact(UNIT, "hai", position=2)

    result = office.window(at(OPENING, 14))

    (closed,) = [one for one in office.messages() if one.state is MessageState.CANCELLED]
    assert "Đầu mối đã ngừng dùng trước khi tin được gửi. đã nghỉ hưu" == reason_words(closed)
    assert (None, 1) == (closed.lease_until, result.cancelled)
    whys = {cancel_words(one) for one in office.notices() if one.message_id == closed.id}
    assert {"Đầu mối đã ngừng dùng trước khi tin được gửi."} == whys


def test_with_nobody_left_so_noi_vu_is_told_once(office):
    _gathered(office)
    _set_aside(office)

    for now in (at(OPENING, 14), at(date(2027, 3, 2), 8)):
        office.window(now)
    office.morning(REMINDED)
    office.window(at(REMINDED, 8))

    (told,) = office.postman.to("%40so-noi-vu")
    assert "Sở Y tế hiện không có địa chỉ liên hệ nào dùng được" in told.body
    assert "“đã nghỉ hưu”" in told.body


def test_a_corrected_address_gets_what_was_gathered_for_the_old_one(office):
    """Before anyone else, though another clerk stands at the same place of the order."""
    office.window(at(OPENING, 8))
    office.morning(REMINDED)
    _gathered(office, REMINDED)
    office.add_contact("so-tai-chinh", "hai")
    again(office, to="moi@so-tai-chinh.example", now=at(REMINDED, 9))

    office.window(at(REMINDED, 14))

    titles = [ready.title for ready in office.postman.to("moi%40so-tai-chinh")]
    assert ["[Mở kỳ]", "[Nhắc hạn]"] == sorted(title.split("] ")[0] + "]" for title in titles)
    assert [] == office.postman.to("hai%40so-tai-chinh")
    assert 1 == len(office.postman.to("van-thu%40so-tai-chinh"))
    closed = [reason_words(one) for one in office.messages() if one.state is MessageState.CANCELLED]
    assert ["Địa chỉ đã sửa thành moi@so-tai-chinh.example."] == closed
