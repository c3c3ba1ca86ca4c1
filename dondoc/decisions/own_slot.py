"""The consolidating body's own slot: it completes with the report that consolidates the round.

Sở Nội vụ does not report to itself. Its figures are entered, and its slot in the units' round is
done once its consolidated report of the same period is (DESIGN §5 rule 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col

from dondoc.decisions.close import accept_answered
from dondoc.decisions.from_reports import settle_read
from dondoc.decisions.meanwhile import hold_unchanged
from dondoc.decisions.with_children import settle_duty
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Plan
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round


def settle_completions(session: Session, rulebook: Rulebook, duty: Duty, now: datetime) -> int:
    """Complete the own slots of rounds that `duty` consolidates or is consolidated in.

    With them whatever of `duty` has an answer from every unit under it. Returns how many. A slot
    that was returned, waived, or reported as not done is left to an officer; a second call finds
    nothing.
    """
    slots = sum(
        _settle(session, lower, upper, now)
        for lower, upper in _pairs(rulebook.registry.plan.duties, duty)
    )
    read = sum(settle_read(session, one, now) for one in _readers(rulebook.registry.plan, duty))
    return slots + read + settle_duty(session, duty, now)


def _readers(plan: Plan, duty: Duty) -> list[Duty]:
    """What is read from another duty's reports, where `duty` is the one or the other."""
    readers = [one for one in plan.duties if one.figures_from]
    return [one for one in readers if duty.code in (one.code, one.figures_from)]


def _pairs(duties: Iterable[Duty], duty: Duty) -> list[tuple[Duty, Duty]]:
    by_code = {one.code: one for one in duties}
    return [
        (by_code[upper.consolidates], upper)
        for upper in by_code.values()
        if upper.consolidates in by_code and duty in (upper, by_code[upper.consolidates])
    ]


def _settle(session: Session, lower: Duty, upper: Duty, now: datetime) -> int:
    reports = {
        (facts.unit_code, facts.period): facts
        for facts in load_facts(session, col(Round.duty) == upper.code, as_of=now)
        if standing(facts, now).kind is StandingKind.COMPLETED
    }
    own = load_facts(
        session,
        col(Round.duty) == lower.code,
        col(Assignment.consolidated).is_(True),
        col(Assignment.completed_at).is_(None),
        as_of=now,
    )
    due = [
        (slot, reports[slot.unit_code, slot.period])
        for slot in own
        if (slot.unit_code, slot.period) in reports and _can_complete(slot, now)
    ]
    held = [(slot, report) for slot, report in due if hold_unchanged(session, slot, now)]
    for slot, report in held:
        reason = phrases("decisions").consolidated(upper, report.last)
        accept_answered(session, slot, reason=reason, now=now)
    return len(held)


def _can_complete(slot: Facts, now: datetime) -> bool:
    kind = standing(slot, now).kind
    untouched = slot.last is None and kind is not StandingKind.WAIVED
    return untouched or (kind is StandingKind.SUBMITTED and not slot.reopened)
