"""A wrong «Trả lại» is taken back: as if it had never been, from then on (decision 0064)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from models import Audit, Notice
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.colleagues import another_officer

BEFORE, DUE, AFTER, AGAIN_BY = (date(2027, 3, day) for day in (12, 16, 17, 22))
SENT = {"document_on": "11/03/2027"}
WHY = "Trả lại nhầm đơn vị"


@pytest.fixture
def given_back(life):
    """Handed in on the due date, given back the day after."""
    life.other = another_officer(life.engine)
    life.submit(at(DUE, 16), **SENT)
    life.decide(at(AFTER, 9), DecisionKind.RETURNED, "Thiếu mục II", new_due_on=AGAIN_BY)
    return life


def _undo(life, now, *, why=WHY, account=None):
    kind = DecisionKind.RETURN_WITHDRAWN
    return life.decide(now, kind, why, account=account or life.other)


def test_what_was_given_back_waits_again_and_is_on_time_as_it_was(given_back):
    _undo(given_back, at(AGAIN_BY, 9))

    now = given_back.standing(at(AGAIN_BY, 9))
    assert (StandingKind.SUBMITTED, True, False) == (now.kind, now.on_time, now.returned)
    facts = given_back.facts(at(AGAIN_BY, 9))
    assert (DUE, DUE) == (facts.due_on, facts.first_due_on)


def test_the_days_before_stay_as_they_were_told(given_back):
    _undo(given_back, at(AGAIN_BY, 9))

    assert StandingKind.RETURNED is given_back.standing(at(AGAIN_BY, 8, 59)).kind
    assert AGAIN_BY == given_back.facts(at(AGAIN_BY, 8, 59)).due_on
    assert StandingKind.SUBMITTED is given_back.standing(at(AFTER, 8)).kind


def test_the_unit_is_told_and_the_register_keeps_both(given_back):
    _undo(given_back, at(AFTER, 15))

    with transaction(given_back.engine, write=False) as session:
        mine = col(Notice.assignment_id) == given_back.id
        told = session.exec(select(Notice.kind).where(mine).order_by(col(Notice.id))).all()
        acts = [one.act for one in session.exec(select(Audit).order_by(col(Audit.id)))]
    assert ["returned", "return_withdrawn"] == [one for one in told if one != "receipt"]
    assert ["trả lại", "thu hồi việc trả lại"] == acts[-2:]
    last = given_back.facts(at(AFTER, 16)).decisions[-1]
    assert (WHY, 1, DUE) == (last.reason, last.version, last.due_after_on)


def test_who_was_late_before_the_return_is_late_after_it_is_taken_back(life):
    life.other = another_officer(life.engine)
    life.submit(at(AFTER, 9), **SENT)
    life.decide(at(AFTER, 10), DecisionKind.RETURNED, "Thiếu mục II")
    _undo(life, at(AFTER, 11))

    assert life.standing(at(AFTER, 12)).on_time is False


def test_it_is_accepted_or_given_back_anew(given_back):
    _undo(given_back, at(AFTER, 15))
    given_back.decide(at(AFTER, 16), DecisionKind.RETURNED, "Thiếu mục III")

    assert StandingKind.RETURNED is given_back.standing(at(AFTER, 16)).kind


def test_a_later_date_given_for_the_correction_falls_with_it(given_back):
    """The request answered by the return, and what was asked after it, are as before it."""
    later = date(2027, 3, 24)
    given_back.ask(at(AFTER, 10), later)
    given_back.decide(at(AFTER, 11), DecisionKind.EXTENSION_GRANTED, new_due_on=later)
    _undo(given_back, at(AFTER, 15))

    facts = given_back.facts(at(AFTER, 16))
    assert (DUE, None) == (facts.due_on, facts.request)
    assert [DecisionKind.RETURN_WITHDRAWN] == [one.kind for one in facts.decisions]


def test_a_reason_that_was_not_accepted_waits_for_a_ruling_again(life):
    life.other = another_officer(life.engine)
    life.submit(at(BEFORE, 9), answer="not_done", reason="Chờ số liệu cấp xã")
    life.decide(at(BEFORE, 10), DecisionKind.RETURNED, "Vẫn làm được")
    _undo(life, at(BEFORE, 11))

    now = life.standing(at(BEFORE, 12))
    assert (StandingKind.NOT_DONE, True) == (now.kind, now.to_rule)


def test_a_reason_that_waits_past_the_date_gives_the_unit_its_time(life):
    """Refused before the date, taken back after it: who owes hears in time, and is not late."""
    life.other = another_officer(life.engine)
    life.submit(at(BEFORE, 9), answer="not_done", reason="Chờ số liệu cấp xã")
    life.decide(at(BEFORE, 10), DecisionKind.RETURNED, "Vẫn làm được")
    due_on = _undo(life, at(AFTER, 9))

    assert date(2027, 3, 18) == due_on == life.facts(at(AFTER, 10)).first_due_on


@pytest.mark.one_database
def test_it_is_refused_where_the_unit_has_answered_the_return(given_back):
    given_back.submit(at(AFTER, 14), document_number="13/BC-STC", **SENT)

    with pytest.raises(Refused, match="đơn vị đã gửi lại"):
        _undo(given_back, at(AFTER, 15))


@pytest.mark.one_database
def test_it_is_refused_where_the_work_has_ended_since(given_back):
    given_back.submit(at(AFTER, 14), document_number="13/BC-STC", **SENT)
    given_back.decide(at(AFTER, 15), DecisionKind.ACCEPTED)

    with pytest.raises(Refused, match="đã kết thúc"):
        _undo(given_back, at(AFTER, 16))


@pytest.mark.one_database
def test_it_needs_another_officer_a_reason_and_a_return(given_back):
    with pytest.raises(Refused, match="hãy nhờ cán bộ khác hoặc quản trị"):
        _undo(given_back, at(AFTER, 15), account=given_back.officer)
    with pytest.raises(Refused, match="hãy ghi lý do"):
        _undo(given_back, at(AFTER, 15), why=" ")
    _undo(given_back, at(AFTER, 15))
    with pytest.raises(Refused, match="không có lần trả lại nào"):
        _undo(given_back, at(AFTER, 16))
