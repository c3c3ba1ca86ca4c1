"""What waited for a contact to confirm its address leaves as one message, if it is still true."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.verification import verify
from models import Notice
from models.database import transaction
from tests.support.post import Office

OPENING, T_MINUS_2 = date(2027, 3, 1), date(2027, 3, 12)
EIGHT = at(OPENING, 8)
CLERK = "van-thu%40so-y-te"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    """The clerk of Sở Y tế is new: nobody has confirmed that address."""
    office = Office(engine, settings, rulebook)
    office.forget_contact("van-thu@so-y-te.example")
    office.morning(OPENING)
    return office


def confirm(office, now):
    with transaction(office.engine) as session:
        number = office.contact("van-thu@so-y-te.example").id
        return verify(session, number, by=f"contact:{number}", how="thử", now=now)


def test_what_waited_leaves_as_one_message_as_soon_as_it_is_confirmed(office):
    office.window(EIGHT)
    assert confirm(office, at(OPENING, 9))

    assert 1 == office.at_once(at(OPENING, 9)).sent
    assert 0 == office.window(at(OPENING, 14)).sent
    _asked, told = office.postman.to(CLERK)
    assert "[Mở kỳ]" in told.title
    assert "/v/" in told.body
    assert "gián đoạn" not in told.body


def test_rungs_and_immediate_words_that_waited_are_one_message(office):
    office.window(EIGHT)
    _something_immediate(office, at(OPENING, 9))
    office.morning(T_MINUS_2)
    office.window(at(T_MINUS_2, 8))
    confirm(office, at(T_MINUS_2, 15))

    assert 1 == office.at_once(at(T_MINUS_2, 15)).sent
    told = office.postman.to(CLERK)[-1]
    links = [line for line in told.body.splitlines() if "/v/" in line and "lich.ics" not in line]
    assert 2 == len(links)  # the newest rung, and what was said at once
    assert "gián đoạn" not in told.body
    assert 0 == office.window(at(date(2027, 3, 10), 8)).sent


def test_confirmed_at_night_it_leaves_when_the_office_opens(office):
    office.window(EIGHT)
    confirm(office, at(OPENING, 21))

    assert 0 == office.at_once(at(OPENING, 21)).sent
    assert 0 == office.window(at(date(2027, 3, 2), 7)).sent
    assert 1 == office.at_once(at(date(2027, 3, 2), 7, 30)).sent


def test_what_the_unit_has_answered_meanwhile_is_no_longer_said(office):
    office.window(EIGHT)
    office.hand_in(at(OPENING, 10))
    confirm(office, at(OPENING, 11))
    office.at_once(at(OPENING, 11))

    _asked, told = office.postman.to(CLERK)
    assert "[Mở kỳ]" not in told.title
    assert "BN-2027-" in told.body  # its receipt


def _something_immediate(office, now):
    """A refused extension, as say_at_once writes it."""
    number = office.contact("van-thu@so-y-te.example").id
    with transaction(office.engine) as session:
        about = office.assignment("so-y-te")
        session.add(
            Notice(
                key=f"a{about}·c{number}·extension_refused·d1·1",
                assignment_id=about,
                contact_id=number,
                kind="extension_refused",
                rung="d1",
                not_before=now,
                immediate=True,
                created_at=now,
                detail='{"reason": "Ngày đề nghị quá muộn."}',
            )
        )
