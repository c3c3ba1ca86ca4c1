"""Every act has its opposite: with a reason, by another, told; and the days before stay as told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.demands.demand import open_demand
from dondoc.demands.demand_form import Demand
from dondoc.notices.still_due import stale_reason
from dondoc.notices.write import plan_notices
from dondoc.problems import Refused
from dondoc.rounds.progress import progress
from dondoc.rounds.standing import StandingKind
from models import Assignment, Audit, DateChange, Notice
from models.database import transaction
from models.kinds import DecisionKind
from models.reasons import CancelReason
from tests.support.colleagues import administrator, another_officer
from tests.support.post import letters_leave

BEFORE, DUE, AFTER = date(2027, 3, 12), date(2027, 3, 16), date(2027, 3, 17)
WHY = "Chấp nhận nhầm đơn vị"


@pytest.fixture
def taking(life):
    """The life, whose acts are taken back by another officer."""
    life.other = another_officer(life.engine)
    return life


def _undo(life, now, kind, *, why=WHY, account=None):
    return life.decide(now, kind, why, account=account or life.other)


def _told(life) -> list[str]:
    with transaction(life.engine, write=False) as session:
        query = select(Notice).where(col(Notice.assignment_id) == life.id)
        notices = session.exec(query.order_by(col(Notice.id))).all()
    return [one.kind for one in notices if one.kind != "receipt"]


def test_what_was_accepted_waits_again_and_was_completed_until_then(taking):
    taking.submit(at(BEFORE, 9))
    taking.decide(at(BEFORE, 10), DecisionKind.ACCEPTED)
    _undo(taking, at(DUE, 9), DecisionKind.REOPENED)

    assert StandingKind.COMPLETED is taking.standing(at(DUE, 8, 59)).kind
    assert StandingKind.SUBMITTED is taking.standing(at(DUE, 9)).kind
    assert ["reopened"] == _told(taking)
    assert 2 == taking.submit(at(DUE, 10), document_number="13/BC-STC").version


def test_what_was_accepted_by_mistake_can_be_returned(taking):
    taking.submit(at(BEFORE, 9))
    taking.decide(at(BEFORE, 10), DecisionKind.ACCEPTED)
    _undo(taking, at(DUE, 9), DecisionKind.REOPENED)
    taking.decide(at(DUE, 10), DecisionKind.RETURNED, "Thiếu mục II")

    assert StandingKind.RETURNED is taking.standing(at(DUE, 11)).kind


def test_a_waiver_taken_back_gives_time_to_who_was_not_late(taking):
    """Waived before the date, reopened after it: the office kept the unit from answering."""
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Đã có trong báo cáo khác")
    due_on = _undo(taking, at(AFTER, 9), DecisionKind.REOPENED)

    assert date(2027, 3, 18) == due_on
    facts = taking.facts(at(AFTER, 10))
    assert (due_on, 2, AFTER) == (facts.first_due_on, facts.cycle, facts.cycle_from_on)
    assert StandingKind.OPEN is taking.standing(at(AFTER, 10)).kind
    assert StandingKind.WAIVED is taking.standing(at(AFTER, 8)).kind
    assert DUE == taking.facts(at(AFTER, 8)).due_on
    assert ["waived", "reopened"] == _told(taking)


def test_a_waiver_taken_back_leaves_late_who_was_late(taking):
    taking.decide(at(AFTER, 9), DecisionKind.WAIVED, "Đã có trong báo cáo khác")
    _undo(taking, at(AFTER, 11), DecisionKind.REOPENED)
    taking.submit(at(AFTER, 14))

    assert DUE == taking.facts(at(AFTER, 15)).first_due_on
    assert taking.standing(at(AFTER, 15)).on_time is False


def test_the_ladder_begins_anew_after_a_waiver_taken_back(taking, settings):
    taking.decide(at(date(2027, 3, 2), 9), DecisionKind.WAIVED, "Nhầm")
    _undo(taking, at(date(2027, 3, 3), 9), DecisionKind.REOPENED)
    letters_leave(taking.engine, settings, taking.rulebook, at(date(2027, 3, 3), 10))
    with transaction(taking.engine) as session:
        plan_notices(session, taking.rulebook, now=at(date(2027, 3, 9), 7, 30), after_due=True)

    assert ["waived", "reopened", "reminder"] == _told(taking)


@pytest.mark.one_database
def test_a_reminder_that_was_planned_before_a_waiver_does_not_say_that_the_unit_answered(taking):
    morning = at(date(2027, 3, 9), 7, 30)
    with transaction(taking.engine) as session:
        plan_notices(session, taking.rulebook, now=morning, after_due=True)
    taking.decide(at(date(2027, 3, 9), 7, 45), DecisionKind.WAIVED, "Nhầm")
    with transaction(taking.engine, write=False) as session:
        mine = col(Notice.assignment_id) == taking.id
        reminder = session.exec(select(Notice).where(mine, col(Notice.kind) == "reminder")).one()

    window = at(date(2027, 3, 9), 8)
    assert CancelReason.NOT_WANTED is stale_reason(reminder, taking.facts(window), window)


def test_an_extension_revoked_gives_the_date_back(taking):
    taking.ask(at(date(2027, 3, 8), 9), AFTER)
    taking.decide(at(date(2027, 3, 8), 10), DecisionKind.EXTENSION_GRANTED, new_due_on=AFTER)
    due_on = _undo(taking, at(date(2027, 3, 9), 9), DecisionKind.EXTENSION_REVOKED)

    facts = taking.facts(at(date(2027, 3, 9), 10))
    assert (DUE, DUE, DUE, 3) == (due_on, facts.due_on, facts.first_due_on, facts.cycle)
    assert AFTER == taking.facts(at(date(2027, 3, 9), 8)).due_on
    assert ["extension_granted", "extension_revoked"] == _told(taking)


def test_an_extension_revoked_never_gives_a_day_that_has_come(taking):
    """On Friday the 12th the unit hears that day: Monday is the first full day that is left."""
    given = at(date(2027, 3, 1), 9)
    with transaction(taking.engine) as session:
        row = session.get_one(Assignment, taking.id)
        row.due_on = row.first_due_on = row.target_on = date(2027, 3, 4)
    taking.ask(given, DUE)
    taking.decide(given, DecisionKind.EXTENSION_GRANTED, new_due_on=DUE)
    due_on = _undo(taking, at(BEFORE, 9), DecisionKind.EXTENSION_REVOKED)

    assert date(2027, 3, 15) == due_on == taking.facts(at(BEFORE, 10)).first_due_on


def test_an_extension_that_was_answered_is_not_revoked(taking):
    taking.ask(at(BEFORE, 9), AFTER)
    taking.decide(at(BEFORE, 10), DecisionKind.EXTENSION_GRANTED, new_due_on=AFTER)
    taking.submit(at(AFTER, 9))

    with pytest.raises(Refused, match="đơn vị đã trả lời"):
        _undo(taking, at(AFTER, 10), DecisionKind.EXTENSION_REVOKED)


@pytest.mark.one_database
def test_who_decided_does_not_take_it_back_himself(taking):
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Nhầm")
    with pytest.raises(Refused, match="hãy nhờ cán bộ khác hoặc quản trị"):
        _undo(taking, at(BEFORE, 10), DecisionKind.REOPENED, account=taking.officer)


@pytest.mark.one_database
def test_an_administrator_may_even_what_he_decided(taking):
    boss = administrator(taking.engine)
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Nhầm", account=boss)
    _undo(taking, at(BEFORE, 10), DecisionKind.REOPENED, account=boss)

    assert StandingKind.OPEN is taking.standing(at(BEFORE, 11)).kind


@pytest.mark.one_database
def test_nothing_is_taken_back_without_a_reason_or_twice(taking):
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Nhầm")
    with pytest.raises(Refused, match="hãy ghi lý do"):
        _undo(taking, at(BEFORE, 10), DecisionKind.REOPENED, why=" ")
    _undo(taking, at(BEFORE, 11), DecisionKind.REOPENED)
    with pytest.raises(Refused, match="chưa kết thúc"):
        _undo(taking, at(BEFORE, 12), DecisionKind.REOPENED)


@pytest.mark.one_database
def test_each_has_its_decision_its_audit_and_its_change_of_date(taking):
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Nhầm")
    _undo(taking, at(AFTER, 9), DecisionKind.REOPENED)

    last = taking.facts(at(AFTER, 9)).decisions[-1]
    with transaction(taking.engine, write=False) as session:
        change = session.exec(select(DateChange)).one()
        acts = [one.act for one in session.exec(select(Audit).order_by(col(Audit.id)))]
    assert (DecisionKind.REOPENED, WHY, DUE) == (last.kind, last.reason, last.due_before_on)
    assert (last.id, DUE) == (change.decision_id, change.due_on)
    assert ["miễn", "mở lại"] == acts[-2:]


class _Demanded:
    """Two units asked by hand, by the cast's officer."""

    def __init__(self, life) -> None:
        self.life = life
        demand = Demand(
            "Kết quả dịch vụ công tháng 02",
            "Sở Tài chính; Sở Y tế",
            "16/03/2027",
            "45/SNV-CCHC",
            "08/03/2027",
        )
        by = f"account:{life.officer.id}"
        with transaction(life.engine) as session:
            self.opened = open_demand(
                session, life.rulebook, demand=demand, by=by, now=at(date(2027, 3, 8), 9)
            )
            rows = session.exec(
                select(Assignment)
                .where(col(Assignment.round_id) == self.opened.round_id)
                .order_by(col(Assignment.unit_code))
            ).all()
        self.ids = [row.id for row in rows]
        life.id = self.ids[0]

    def asked(self, as_of) -> int:
        with transaction(self.life.engine, write=False) as session:
            duty, period = self.opened.duty.code, self.opened.period
            now = progress(session, self.life.rulebook, duty=duty, period=period, as_of=as_of)
        return now.tally.asked


def test_a_demand_withdrawn_is_told_and_counts_no_more_from_then_on(taking):
    demanded = _Demanded(taking)
    _undo(taking, at(date(2027, 3, 9), 9), DecisionKind.DEMAND_WITHDRAWN)

    assert StandingKind.WITHDRAWN is taking.standing(at(AFTER, 9)).kind
    assert ["demand", "demand_withdrawn"] == _told(taking)
    assert [2, 1] == [demanded.asked(at(date(2027, 3, 9), hour)) for hour in (8, 9)]
    with pytest.raises(Refused, match="đã rút"):
        taking.submit(at(AFTER, 9))


@pytest.mark.one_database
def test_a_demand_is_withdrawn_from_everyone_and_asked_again(taking):
    demanded = _Demanded(taking)
    with transaction(taking.engine) as session:
        ruling = Ruling(DecisionKind.DEMAND_WITHDRAWN, WHY, everyone=True)
        decide(
            session,
            taking.rulebook,
            assignment_id=demanded.ids[0],
            account=taking.other,
            ruling=ruling,
            now=at(date(2027, 3, 9), 9),
        )
    assert 0 == demanded.asked(at(date(2027, 3, 9), 10))
    _undo(taking, at(date(2027, 3, 10), 9), DecisionKind.REOPENED, account=taking.officer)
    assert 1 == demanded.asked(at(date(2027, 3, 10), 10))


@pytest.mark.one_database
def test_who_asked_does_not_withdraw_and_what_the_plan_asks_is_not_withdrawn(taking):
    with pytest.raises(Refused, match="thì dùng «Miễn»"):
        _undo(taking, at(BEFORE, 9), DecisionKind.DEMAND_WITHDRAWN)
    _Demanded(taking)
    with pytest.raises(Refused, match="hãy nhờ cán bộ khác"):
        _undo(taking, at(BEFORE, 9), DecisionKind.DEMAND_WITHDRAWN, account=taking.officer)


def test_who_kept_the_date_given_anew_after_a_wrong_waiver_kept_the_return_too(taking):
    """Given back by 11/03, waived by mistake meanwhile: the office gave the later date itself."""
    taking.submit(at(date(2027, 3, 9), 9), document_on="08/03/2027")
    taking.decide(at(date(2027, 3, 9), 10), DecisionKind.RETURNED, "Thiếu mục II")
    taking.decide(at(date(2027, 3, 10), 9), DecisionKind.WAIVED, WHY)
    _undo(taking, at(date(2027, 3, 15), 9), DecisionKind.REOPENED)
    taking.submit(at(DUE, 9))

    assert DUE == taking.facts(at(DUE, 10)).due_on
    assert taking.standing(at(DUE, 10)).on_time


def test_who_was_late_after_a_return_when_it_was_waived_stays_late(taking):
    taking.submit(at(date(2027, 3, 8), 9), document_on="08/03/2027")
    taking.decide(at(date(2027, 3, 8), 10), DecisionKind.RETURNED, "Thiếu mục II")  # by 10/03
    taking.decide(at(BEFORE, 9), DecisionKind.WAIVED, WHY)
    _undo(taking, at(date(2027, 3, 15), 9), DecisionKind.REOPENED)
    taking.submit(at(DUE, 9))

    assert not taking.standing(at(DUE, 10)).on_time
