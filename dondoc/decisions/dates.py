"""Giving an assignment another date. Nobody else writes its dates or its cycle (decision 0014).

What stood before is kept as a row (`DateChange`), so that any day past can be shown as it was.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.deadlines import Deadline, Reckoned, reckon
from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct, enter_decision, tell_decision
from dondoc.decisions.to_children import children_that_owe, with_parent
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import load_facts
from models import Assignment, DateChange, Decision
from models.kinds import DecisionKind


@dataclass(frozen=True)
class _Dates:
    """Everything of an assignment that says by when; see `models.Assignment`."""

    nominal_on: date
    target_on: date
    due_on: date
    first_due_on: date
    arithmetic: str
    cycle: int
    cycle_from_on: date


def give_date(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    kind: DecisionKind,
    act: DecisionAct,
    *,
    due_on: date,
) -> None:
    """The date of a return or of an extension; the unit is told, and its ladder begins anew.

    Only an extension moves the date that lateness is judged by, never back, and only while nothing
    was handed in, or a request made in time waits: after that it is the date of a correction. It
    holds for the units under this one
    that still owe, but for who has a later date of its own.
    """
    given, extended = reckon(due_on, rulebook.workdays), kind is DecisionKind.EXTENSION_GRANTED
    first_due_on = assignment.first_due_on
    judged_anew = extended and _judged_anew(session, assignment, act.now)
    new = _Dates(
        nominal_on=assignment.nominal_on,
        target_on=given.target_on,
        due_on=given.due_on,
        first_due_on=max(given.due_on, first_due_on) if judged_anew else first_due_on,
        arithmetic=assignment.arithmetic,
        cycle=assignment.cycle + 1,
        cycle_from_on=local_date(act.now),
    )
    decision = _change(session, assignment, kind, act, new)
    tell_decision(session, rulebook, assignment, decision, joins=act.joins)
    if not extended:
        return
    below = with_parent(rulebook, act, phrases("decisions").extended_with, assignment)
    for child in children_that_owe(session, assignment, act.now):
        if child.due_on < given.due_on:
            give_date(session, rulebook, child, kind, below, due_on=given.due_on)


def _judged_anew(session: Session, assignment: Assignment, now: datetime) -> bool:
    """Nothing is handed in yet, or it was while our answer to a request in time was awaited."""
    [facts] = load_facts(session, col(Assignment.id) == assignment.id, as_of=now)
    return facts.asked_first or not facts.handed_in


def follow_calendar(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    act: DecisionAct,
    deadline: Deadline,
    *,
    told: bool,
) -> None:
    """The date that the duty's rule gives now that the calendar is another one.

    Lateness is judged by it too. Before its round's opening day nobody has heard of the old date:
    the ladder begins as it would have. What hangs under the assignment has the rule's date of its
    own accord.
    """
    today = local_date(act.now)
    begun = assignment.cycle_from_on <= today
    new = _Dates(
        nominal_on=deadline.nominal_on,
        target_on=deadline.target_on,
        due_on=deadline.due_on,
        first_due_on=deadline.due_on,
        arithmetic=deadline.arithmetic,
        cycle=assignment.cycle + begun,
        cycle_from_on=today if begun else assignment.cycle_from_on,
    )
    decision = _change(session, assignment, DecisionKind.MOVED, act, new)
    if told:
        tell_decision(session, rulebook, assignment, decision)


def give_time_again(
    session: Session,
    assignment: Assignment,
    kind: DecisionKind,
    act: DecisionAct,
    *,
    earliest: Reckoned | None,
    since: date,
    stood: DateChange | None = None,
) -> Decision:
    """The date of what a unit owes again because an act was taken back; its ladder begins anew.

    What stood before (`stood`, or the present date) stands again, yet never before the earliest day
    that may be given now (None: the very dates that stood). Who was not late yet when that act was
    done, on the day `since`, is judged by the new date: the office itself kept it from answering.
    """
    before = assignment if stood is None else stood
    given = before if earliest is None or before.due_on >= earliest.due_on else earliest
    innocent = earliest is not None and since <= before.first_due_on
    new = _Dates(
        nominal_on=before.nominal_on,
        target_on=given.target_on,
        due_on=given.due_on,
        first_due_on=max(before.first_due_on, given.due_on) if innocent else before.first_due_on,
        arithmetic=before.arithmetic,
        cycle=assignment.cycle + 1,
        cycle_from_on=local_date(act.now),
    )
    return _change(session, assignment, kind, act, new)


def _change(
    session: Session, assignment: Assignment, kind: DecisionKind, act: DecisionAct, new: _Dates
) -> Decision:
    decision = enter_decision(session, assignment, kind, act, after_on=new.due_on)
    assert assignment.id is not None
    assert decision.id is not None
    stood = {name: getattr(assignment, name) for name in asdict(new)}
    session.add(
        DateChange(assignment_id=assignment.id, decision_id=decision.id, at=act.now, **stood)
    )
    assignment.nominal_on, assignment.target_on = new.nominal_on, new.target_on
    assignment.due_on, assignment.first_due_on = new.due_on, new.first_due_on
    assignment.arithmetic = new.arithmetic
    assignment.cycle, assignment.cycle_from_on = new.cycle, new.cycle_from_on
    session.flush()
    return decision
