"""The ladder E1 as a unit would live it: a pure function of facts and a day (DESIGN §6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.clock import at
from dondoc.notices.planner import Audience, plan
from dondoc.notices.recipients import Address, Reach
from dondoc.notices.unit_letters import NOTHING_TOLD, Told
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


TOLD_IN_TIME = Told(late_on=date(2027, 3, 17))


def _plan(
    facts: Facts,
    on: date,
    *,
    ladder="E1",
    audience=AUDIENCE,
    after_due=True,
    told=TOLD_IN_TIME,
):
    return plan(
        facts,
        audience,
        ladder=ladder,
        as_of=at(on, 7, 30),
        today=on,
        workdays=RULEBOOK.workdays,
        after_due=after_due,
        told=told,
    )


def _by_kind(planned) -> dict[NoticeKind, str]:
    """Of each kind its rung; every kind has one reader here."""
    return {one.kind: one.rung for one in planned}


def _handed_in(on: date) -> SubmissionFact:
    moment = at(on, 9)
    return SubmissionFact(1, 1, Answer.DONE, "12/BC-STC", on, moment, moment, "contact:1")


def _moved(kind: DecisionKind, decided: datetime, to: date) -> DecisionFact:
    return DecisionFact(kind, 1, "vì", None, date(2027, 3, 16), to, decided)


LATE, TO_HEAD, ABOVE_TOLD = NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD, NoticeKind.ESCALATION


@pytest.mark.parametrize(
    ("on", "newest"),
    [
        (date(2027, 3, 1), {NoticeKind.OPENING: "OPEN"}),
        (date(2027, 3, 3), {NoticeKind.OPENING: "OPEN"}),  # T-10 is too soon after the opening
        (date(2027, 3, 9), {NoticeKind.REMINDER: "T-5"}),
        (date(2027, 3, 12), {NoticeKind.REMINDER: "T-2"}),
        (date(2027, 3, 16), {NoticeKind.REMINDER: "T"}),
        (date(2027, 3, 17), {LATE: "T+1", TO_HEAD: "T+1"}),
        (date(2027, 3, 18), {LATE: "T+6", TO_HEAD: "T+6"}),  # the week of the first list begins
        (date(2027, 3, 24), {LATE: "T+6", TO_HEAD: "T+6"}),
        (date(2027, 3, 25), {LATE: "T+11", TO_HEAD: "T+11", ABOVE_TOLD: "T+7"}),
        (date(2027, 9, 1), {LATE: "T+21", TO_HEAD: "T+21", ABOVE_TOLD: "T+7"}),  # and no more
    ],
)
def test_each_reader_has_the_newest_of_the_rungs_meant_for_him(on, newest):
    """Whether the machine ran on every day before, or stood still for nine: the same."""
    assert newest == _by_kind(_plan(OPEN, on))


@pytest.mark.parametrize(
    ("first_letter", "above_from"),
    [
        (None, None),
        (date(2027, 3, 17), date(2027, 3, 25)),  # in time: T+7 as ever
        (date(2027, 3, 25), date(2027, 3, 30)),  # nine days down, back on T+7 (a Thursday)
        (date(2027, 3, 26), date(2027, 3, 31)),  # the letter was put off until Friday
    ],
)
def test_nobody_above_hears_before_the_unit_had_two_full_days(first_letter, above_from):
    days = (RULEBOOK.workdays.add(date(2027, 3, 16), n) for n in range(1, 20))
    told = Told(late_on=first_letter)
    said = (on for on in days if ABOVE_TOLD in _by_kind(_plan(OPEN, on, told=told)))

    assert above_from == next(said, None)


def test_who_is_asked_has_its_days_too_before_the_leader_is_told():
    asked = replace(OPEN, tone="request")
    on = date(2027, 3, 23)  # T+5

    assert {LATE: "T"} == _by_kind(_plan(asked, on, ladder="E2", told=NOTHING_TOLD))
    in_time = Told(late_on=date(2027, 3, 16))
    assert ABOVE_TOLD in _by_kind(_plan(asked, on, ladder="E2", told=in_time))


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
    assert [] == _plan(returned, date(2027, 3, 17))
    assert {"T+1"} == {one.rung for one in _plan(returned, date(2027, 3, 18))}
    assert {2} == {one.cycle for one in _plan(returned, date(2027, 3, 18))}


def test_who_is_asked_gets_only_the_gentle_ladder():
    asked = replace(OPEN, tone="request")
    rungs = {
        one.rung
        for offset in range(40)
        for one in _plan(asked, RULEBOOK.workdays.add(OPEN.opens_on, offset), ladder="E2")
    }
    assert {"OPEN", "T-5", "T", "T+5"} == rungs


def _given_again(from_on: date, due_on: date, **changes) -> Facts:
    """A new date, given on `from_on`, by whomever."""
    return replace(OPEN, cycle=2, cycle_from_on=from_on, target_on=due_on, due_on=due_on, **changes)


def _rungs_until(facts: Facts, end_on: date, **given) -> list[str]:
    """Every rung that comes, in the order in which it first does."""
    days = (facts.cycle_from_on + timedelta(days=n) for n in range(60))
    found = (one.rung for on in days if on <= end_on for one in _plan(facts, on, **given))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("given_on", "due_on", "rungs"),
    [
        (date(2027, 3, 8), date(2027, 3, 17), ["T-2", "T", "T+1"]),  # T-5 is 10/03
        (date(2027, 3, 6), date(2027, 3, 18), ["T-5", "T-2", "T", "T+1"]),  # told on Monday 08/03
        (date(2027, 3, 15), date(2027, 3, 17), ["T+1"]),
        (date(2027, 3, 15), date(2027, 3, 18), ["T", "T+1"]),
    ],
)
def test_after_a_new_date_three_working_days_are_quiet_but_for_the_first_word_after_it(
    given_on, due_on, rungs
):
    facts = _given_again(given_on, due_on)
    assert rungs == _rungs_until(facts, RULEBOOK.workdays.add(due_on, 1))


@pytest.mark.parametrize("ladder", ["E1", "E1M", "E2"])
def test_the_letter_of_a_new_date_is_never_joined_by_a_rung_on_its_day(ladder):
    """Not even where the date given is past: what an older calendar made of it, a correction."""
    monday = date(2027, 3, 15)
    for days in range(-9, 10):
        facts = _given_again(monday, RULEBOOK.workdays.add(monday, days))
        assert [] == _plan(facts, monday, ladder=ladder)


def test_a_past_date_given_is_not_three_letters_in_three_days():
    facts = _given_again(date(2027, 3, 17), date(2027, 3, 15))

    assert {LATE: "T+1", TO_HEAD: "T+1"} == _by_kind(_plan(facts, date(2027, 3, 18)))
    assert {LATE: "T+1", TO_HEAD: "T+1"} == _by_kind(_plan(facts, date(2027, 3, 19)))
    assert {LATE: "T+6", TO_HEAD: "T+6"} == _by_kind(_plan(facts, date(2027, 3, 22)))


def test_who_is_asked_is_not_reminded_the_day_after_a_new_date():
    facts = _given_again(date(2027, 3, 15), date(2027, 3, 23), tone="request")  # T-5 is 16/03
    assert ["T"] == _rungs_until(facts, date(2027, 3, 25), ladder="E2")


def test_the_first_word_to_who_is_asked_is_the_opening():
    due_on = date(2027, 3, 17)
    first = replace(
        OPEN, tone="request", due_on=due_on, target_on=due_on, cycle_from_on=date(2027, 3, 15)
    )
    assert {"OPEN"} == {one.rung for one in _plan(first, date(2027, 3, 15), ladder="E2")}


@settings(max_examples=60)
@given(st.integers(0, 120))
def test_any_day_plans_one_thing_for_each_reader_and_each_key_once(offset):
    planned = _plan(OPEN, RULEBOOK.workdays.add(OPEN.opens_on, offset))

    assert len(planned) == len({one.contact_id for one in planned})
    assert len(planned) == len({one.key for one in planned})
