"""The ladder E1 as a unit would live it: a pure function of facts and a day (DESIGN §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.clock import at
from dondoc.notices.planner import Audience, plan
from dondoc.notices.recipients import Address, Reach
from dondoc.plan.rulebook import load_rulebook
from dondoc.rounds.facts import DecisionFact, Facts, SubmissionFact
from models.kinds import Answer, DecisionKind, NoticeKind

RULEBOOK = load_rulebook()
CLERK, COPY, HEAD, ABOVE, MONITOR = (Address(n, f"{n}@a.example") for n in range(1, 6))
AUDIENCE = Audience(
    unit=Reach(clerks=(CLERK,), heads=(HEAD,)),
    superior=Reach(clerks=(ABOVE,)),
    monitor=Reach(clerks=(MONITOR,)),
)
OPEN = Facts(
    id=7,
    round_id=1,
    duty="III.1.1.c",
    period="2027-Q1",
    unit_code="so-tai-chinh",
    role="so_nganh",
    subject="",
    tone="order",
    chased=True,
    opens_on=date(2027, 3, 1),
    cutoff_on=date(2027, 3, 14),
    nominal_on=date(2027, 3, 16),
    target_on=date(2027, 3, 16),
    due_on=date(2027, 3, 16),
    first_due_on=date(2027, 3, 16),
    arithmetic="",
    cycle=1,
    cycle_from_on=date(2027, 3, 1),
    acknowledged_at=None,
    submissions=(),
    decisions=(),
)


def _plan(facts: Facts, on: date, *, ladder="E1", audience=AUDIENCE, after_due=True):
    return plan(
        facts,
        audience,
        ladder=ladder,
        as_of=at(on, 7, 30),
        today=on,
        workdays=RULEBOOK.workdays,
        after_due=after_due,
    )


def _handed_in(on: date) -> SubmissionFact:
    moment = at(on, 9)
    return SubmissionFact(1, 1, Answer.DONE, "12/BC-STC", on, moment, moment, "contact:1")


def _moved(kind: DecisionKind, decided: datetime, to: date) -> DecisionFact:
    return DecisionFact(kind, 1, "vì", None, date(2027, 3, 16), to, decided)


@pytest.mark.parametrize(
    ("on", "rung", "kinds"),
    [
        (date(2027, 3, 1), "OPEN", {NoticeKind.OPENING}),
        (date(2027, 3, 3), "OPEN", {NoticeKind.OPENING}),  # T-10 is too soon after the opening
        (date(2027, 3, 9), "T-5", {NoticeKind.REMINDER}),
        (date(2027, 3, 12), "T-2", {NoticeKind.REMINDER}),
        (date(2027, 3, 16), "T", {NoticeKind.REMINDER}),
        (date(2027, 3, 17), "T+1", {NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD}),
        (date(2027, 3, 19), "T+3", {NoticeKind.OVERDUE_HEAD}),
        (date(2027, 3, 25), "T+7", {NoticeKind.ESCALATION}),
        (date(2027, 4, 1), "T+12", {NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD}),
        (date(2027, 9, 1), "T+27", {NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD}),  # and no more
    ],
)
def test_each_rung_on_its_day(on, rung, kinds):
    planned = _plan(OPEN, on)

    assert {rung} == {one.rung for one in planned}
    assert kinds == {one.kind for one in planned}


def test_before_it_opens_nothing_is_said():
    assert [] == _plan(OPEN, date(2027, 2, 26))


def test_the_duty_flow_stops_at_the_due_date_and_follow_up_goes_on():
    assert [] == _plan(OPEN, date(2027, 3, 17), after_due=False)
    assert [] != _plan(OPEN, date(2027, 3, 16), after_due=False)


def test_nothing_is_chased_after_it_was_handed_in():
    handed_in = replace(OPEN, submissions=(_handed_in(date(2027, 3, 8)),))

    for on in (date(2027, 3, 9), date(2027, 3, 16), date(2027, 3, 17), date(2027, 4, 1)):
        assert [] == _plan(handed_in, on)


def test_its_own_slot_is_never_chased():
    assert [] == _plan(replace(OPEN, chased=False), date(2027, 3, 17))


def test_a_unit_without_contacts_gets_nothing_and_breaks_nothing():
    assert [] == _plan(OPEN, date(2027, 3, 9), audience=Audience(unit=Reach()))


def test_a_copy_gets_what_the_clerk_gets():
    audience = Audience(unit=Reach(clerks=(CLERK, COPY)))

    assert [CLERK.id, COPY.id] == [
        p.contact_id for p in _plan(OPEN, date(2027, 3, 9), audience=audience)
    ]


def test_a_returned_report_starts_a_new_cycle_without_a_second_opening():
    returned_at = at(date(2027, 3, 15), 9)
    returned = replace(
        OPEN,
        submissions=(_handed_in(date(2027, 3, 12)),),
        decisions=(_moved(DecisionKind.RETURNED, returned_at, date(2027, 3, 17)),),
        due_on=date(2027, 3, 17),
        target_on=date(2027, 3, 17),
        cycle=2,
        cycle_from_on=date(2027, 3, 15),
    )

    assert [] == _plan(returned, date(2027, 3, 16))
    assert {"T+1"} == {one.rung for one in _plan(returned, date(2027, 3, 18))}
    assert {2} == {one.cycle for one in _plan(returned, date(2027, 3, 18))}


def test_who_is_asked_gets_only_the_gentle_ladder():
    asked = replace(OPEN, tone="request")
    rungs = {
        one.rung
        for offset in range(40)
        for one in _plan(asked, RULEBOOK.workdays.add(OPEN.opens_on, offset), ladder="E2")
    }
    assert {"T-5", "T+2", "T+5"} == rungs


def test_a_new_date_is_word_enough_on_the_day_it_is_given():
    """Who is only asked would else hear the same twice that day: the decision and T−5."""
    due_on = date(2027, 3, 17)
    moved = replace(OPEN, tone="request", due_on=due_on, target_on=due_on, cycle=2)

    late = replace(moved, cycle_from_on=date(2027, 3, 15))
    assert [] == _plan(late, date(2027, 3, 15), ladder="E2")
    first = replace(late, cycle=1)
    assert {"T-5"} == {one.rung for one in _plan(first, date(2027, 3, 15), ladder="E2")}


@settings(max_examples=60)
@given(st.integers(0, 120))
def test_any_day_plans_at_most_one_rung_and_each_key_once(offset):
    planned = _plan(OPEN, RULEBOOK.workdays.add(OPEN.opens_on, offset))

    assert len({one.rung for one in planned}) <= 1
    assert len(planned) == len({one.key for one in planned})
