"""Sent again because a person asked: a message of its own, never twice for one asking."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Audit, Notice
from models.database import transaction
from models.kinds import MessageState, Way
from tests.support.post import Office
from tests.support.resending import CLERK, NINE, OPENING, again, first

FIGURES = {"tin_bai": "1", "hoi_nghi": "1", "an_pham": "1", "luot_nguoi": "1"}


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    return office


def _submit(office: Office) -> None:
    given = Given(
        document_number="12/BC-STC", document_on="01/03/2027", signer="An", figures=FIGURES
    )
    with transaction(office.engine) as session:
        record_submission(
            session,
            office.rulebook,
            assignment_id=office.assignment("so-tai-chinh"),
            given=given,
            source=SubmissionSource("contact:1", Way.LINK, NINE),
            now=NINE,
        )


def test_it_says_the_same_with_its_own_message_id_and_refers_to_the_first(office):
    again(office)

    assert 1 == office.at_once(NINE).sent
    before, after = office.postman.to(CLERK)
    assert before.title == after.title
    assert before.envelope.message_id != after.envelope.message_id
    assert f"<{before.envelope.message_id}>" == after.envelope.headers["References"]
    assert 0 == office.window(at(OPENING, 14)).sent


def test_it_is_in_the_audit_with_who_asked(office):
    resent = again(office)

    last = office.read(lambda s: s.exec(select(Audit).order_by(col(Audit.id).desc())).first())
    assert ("account:1", "gửi lại tin", f"message:{first(office).id}") == (
        last.actor,
        last.act,
        last.target,
    )
    assert f"tin {resent.message_id} tới van-thu@so-tai-chinh.example" == last.detail


def test_it_waits_for_the_office_to_open(office):
    night = at(OPENING, 20)
    assert at(date(2027, 3, 2), 7, 30) == again(office, now=night).leaves_at

    assert 0 == office.at_once(night).sent
    assert 1 == office.at_once(at(date(2027, 3, 2), 7, 31)).sent


def test_what_the_unit_answered_meanwhile_is_not_asked_again(office):
    again(office)
    _submit(office)

    office.at_once(NINE)

    assert 1 == len([r for r in office.postman.to(CLERK) if r.title.startswith("[Mở kỳ]")])
    assert MessageState.CANCELLED in {message.state for message in office.messages()}


def test_asked_twice_it_is_sent_once(office):
    resent = again(office)

    with pytest.raises(Refused, match=f"đã có tin gửi lại số {resent.message_id} chờ gửi"):
        again(office)
    office.at_once(NINE)
    assert 2 == len(office.postman.to(CLERK))
    keys = [notice.key for notice in office.read(lambda s: s.exec(select(Notice)).all())]
    assert len(keys) == len(set(keys))


def test_an_address_that_nobody_confirmed_gets_nothing_by_this_door_either(office):
    office.forget_contact("van-thu@so-tai-chinh.example")

    with pytest.raises(Refused, match="hãy gọi điện rồi xác nhận thay bằng `dondoc contacts verif"):
        again(office)
    assert again(office, to="mai@so-tai-chinh.example").corrected


def test_the_question_to_confirm_is_not_sent_again_by_hand(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.forget_contact("van-thu@so-tai-chinh.example")
    office.morning(OPENING)
    office.window(at(OPENING, 8))

    with pytest.raises(Refused, match="thư xin xác nhận địa chỉ được tự nhắc một lần"):
        again(office)
