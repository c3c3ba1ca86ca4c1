"""Before its first real notice a contact confirms its address; what is to be said waits."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.verification import verify
from dondoc.delivery.sign_in_mail import queue_sign_in
from models.database import transaction
from models.kinds import MessageState, Way
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


def test_it_is_asked_once_with_what_waits_and_nothing_that_answers_for_the_unit(office):
    result = office.window(EIGHT)
    office.window(at(OPENING, 14))

    assert (3, 1) == (result.sent, result.unverified)
    (asked,) = office.postman.to(CLERK)
    assert "[Xác nhận] 1 việc chờ báo, gần nhất T3 16/03 – đầu mối Sở Y tế" == asked.title
    assert "Sở Nội vụ dự kiến gửi thông báo cho Sở Y tế tới địa chỉ này" in asked.body
    assert "1. Báo cáo tuyên truyền CCHC quý I/2027, hạn thứ Ba, ngày 16/03/2027." in asked.body
    assert re.search(rf"{office.settings.base_url}/xac-nhan/[a-z2-7]{{32}}", asked.body)
    assert "/v/" not in asked.body + (asked.envelope.html or "")
    assert asked.envelope.ics is None


def test_a_silent_one_is_reminded_once_after_two_working_days(office):
    days = [OPENING, *(date(2027, 3, day) for day in (2, 3, 4, 5, 8, 9, 10))]
    for day in days:
        office.window(at(day, 8))
        office.window(at(day, 14))

    sent = [one.created_at for one in office.messages() if one.key.startswith("xac-nhan|")]
    assert [EIGHT.date(), at(date(2027, 3, 3), 8).date()] == [moment.date() for moment in sent]


def test_an_answer_by_the_contact_itself_proves_the_address(office):
    number = office.contact("van-thu@so-y-te.example").id
    office.hand_in(at(OPENING, 10), by=f"contact:{number}", way=Way.LINK)

    assert at(OPENING, 10) == office.contact("van-thu@so-y-te.example").verified_at


def test_confirming_twice_is_confirming_once(office):
    assert confirm(office, at(OPENING, 9))
    assert not confirm(office, at(OPENING, 10))
    assert at(OPENING, 9) == office.contact("van-thu@so-y-te.example").verified_at


def test_confirmed_before_the_question_left_it_is_not_asked(office):
    confirm(office, at(OPENING, 7, 45))
    office.window(EIGHT)

    (told,) = office.postman.to(CLERK)
    assert "[Mở kỳ]" in told.title


def test_held_in_trial_mode_it_is_asked_when_the_trial_ends(office):
    office.settings = office.settings.model_copy(update={"trial": True})
    office.window(EIGHT)
    office.settings = office.settings.model_copy(update={"trial": False})
    office.window(at(date(2027, 3, 5), 8))

    states = [one.state for one in office.messages() if one.key.startswith("xac-nhan|")]
    assert [MessageState.CANCELLED, MessageState.SENT] == states


def test_with_the_rule_off_everything_goes_as_it_is(office):
    office.settings = office.settings.model_copy(update={"verify_contacts": False})

    assert 3 == office.window(EIGHT).sent
    assert "[Mở kỳ]" in office.postman.to(CLERK)[0].title


def test_two_dispatches_at_once_ask_once(office):
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(office.window, [EIGHT, EIGHT]))

    assert 1 == len(office.postman.to(CLERK))


def test_mail_to_accounts_is_not_affected(office, cast):
    with transaction(office.engine) as session:
        queue_sign_in(session, office.settings, cast.officer, EIGHT)

    office.at_once(EIGHT)

    (told,) = office.postman.to("ha%40so-noi-vu")
    assert "/dang-nhap/" in told.body
