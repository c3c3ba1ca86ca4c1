"""Before its first real notice a contact confirms its address; what is to be said waits."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.verification import verify
from dondoc.rounds.evidence import Given
from dondoc.rounds.submission import Handing, record_submission
from models import Notice
from models.database import transaction
from models.kinds import MessageState, Way
from tests.delivery.post import Office

OPENING, T_MINUS_5 = date(2027, 3, 1), date(2027, 3, 9)
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
    assert "[Xác nhận đầu mối] Sở Y tế: 1 việc chờ báo, gần nhất thứ Ba 16/03" == asked.title
    assert "Sở Nội vụ dự kiến gửi thông báo cho Sở Y tế tới địa chỉ này" in asked.body
    assert "1. Báo cáo tuyên truyền CCHC quý I/2027, hạn thứ Ba, ngày 16/03/2027." in asked.body
    assert re.search(rf"{office.settings.base_url}/xac-nhan/[a-z2-7]{{32}}", asked.body)
    assert "/v/" not in asked.body + (asked.envelope.html or "")
    assert asked.envelope.ics is None


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
    office.morning(T_MINUS_5)
    office.window(at(T_MINUS_5, 8))
    confirm(office, at(T_MINUS_5, 15))

    assert 1 == office.at_once(at(T_MINUS_5, 15)).sent
    told = office.postman.to(CLERK)[-1]
    assert 2 == told.body.count("/v/")  # the newest rung, and what was said at once
    assert "gián đoạn" not in told.body
    assert 0 == office.window(at(date(2027, 3, 10), 8)).sent


def test_confirmed_at_night_it_leaves_when_the_office_opens(office):
    office.window(EIGHT)
    confirm(office, at(OPENING, 21))

    assert 0 == office.at_once(at(OPENING, 21)).sent
    assert 0 == office.window(at(date(2027, 3, 2), 7)).sent
    assert 1 == office.at_once(at(date(2027, 3, 2), 7, 30)).sent


def test_a_silent_one_is_reminded_once_after_two_working_days(office):
    days = [OPENING, *(date(2027, 3, day) for day in (2, 3, 4, 5, 8, 9, 10))]
    for day in days:
        office.window(at(day, 8))
        office.window(at(day, 14))

    sent = [one.created_at for one in office.messages() if one.key.startswith("xac-nhan|")]
    assert [EIGHT.date(), at(date(2027, 3, 3), 8).date()] == [moment.date() for moment in sent]


def test_what_the_unit_has_answered_meanwhile_is_no_longer_said(office):
    office.window(EIGHT)
    _hand_in(office, at(OPENING, 10), by="account:1", way=Way.STAFF)
    confirm(office, at(OPENING, 11))
    office.at_once(at(OPENING, 11))

    _asked, told = office.postman.to(CLERK)
    assert "[Mở kỳ]" not in told.title
    assert "BN-2027-" in told.body  # its receipt


def test_an_answer_by_the_contact_itself_proves_the_address(office):
    number = office.contact("van-thu@so-y-te.example").id
    _hand_in(office, at(OPENING, 10), by=f"contact:{number}", way=Way.LINK)

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


def _hand_in(office, now, *, by, way):
    given = Given(
        document_number="12/BC-SYT",
        document_on="01/03/2027",
        signer="Nguyễn Văn An",
        figures={"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"},
    )
    with transaction(office.engine) as session:
        record_submission(
            session,
            office.rulebook,
            assignment_id=office.assignment("so-y-te"),
            given=given,
            handing=Handing(by=by, way=way, received_at=now),
            now=now,
        )


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
