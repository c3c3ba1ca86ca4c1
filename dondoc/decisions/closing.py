"""What can no longer be done is closed by the day's run, and silent then (decision 0042)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.ladder import TOLD
from dondoc.clock import local_date
from dondoc.decisions.close import close_without
from dondoc.ledger.in_plan import in_plan
from dondoc.messages.environment import phrases
from dondoc.plan.closing_rule import CLOSES_AFTER, closing_of
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import REMINDED, load_facts
from dondoc.rounds.standing import StandingKind, standing
from models import Assignment, Round

_PAST = (StandingKind.OVERDUE, StandingKind.UNREACHED, StandingKind.UNSENT)


def settle_closed(
    session: Session, rulebook: Rulebook, duties: Collection[str], now: datetime
) -> int:
    """Close what is past its date and past its closing; returns how many. A second call finds none.

    What closes with a report waits for it. What is handed in at the same moment stands all the
    same: a closing says nothing of what has an answer.
    """
    late = load_facts(
        session,
        *in_plan(session, rulebook.registry, local_date(now)),
        col(Round.duty).in_(duties),
        REMINDED,
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        col(Assignment.due_on) < local_date(now),
        as_of=now,
    )
    waiting = [one for one in late if _waits_in_vain(one, now)]
    ends = _Period(rulebook, _reported(session, rulebook, waiting, now), local_date(now))
    over = [one for one in waiting if ends.is_over(one)]
    for one in over:
        period = rulebook.period(rulebook.registry.duty_of(one.plan, one.duty), one.period)
        close_without(session, one, reason=phrases("decisions").closed(period), now=now)
    return len(over)


@dataclass(frozen=True)
class _Period:
    """`reported` are the duties of the level above and the periods that it has reported on."""

    rulebook: Rulebook
    reported: frozenset[tuple[str, str]]
    today: date

    def is_over(self, facts: Facts) -> bool:
        """A date given anew leaves its own days, whatever became of the period meanwhile; and
        nothing is over before the unit has been told that it is late.
        """
        duty = self.rulebook.registry.duty_of(facts.plan, facts.duty)
        closing = closing_of(self.rulebook, duty, facts.period, facts.role)
        with_report = closing.report is not None and facts.given is None
        left = TOLD + 1 if with_report else CLOSES_AFTER  # its first word may rest a day
        if self.rulebook.workdays.add(facts.due_on, left) >= self.today:
            return False
        if closing.report is not None:
            return (closing.report, facts.period) in self.reported
        return closing.on is not None and closing.on < self.today


def _waits_in_vain(facts: Facts, now: datetime) -> bool:
    return standing(facts, now).kind in _PAST and facts.closed is None


def _reported(
    session: Session, rulebook: Rulebook, waiting: Iterable[Facts], now: datetime
) -> frozenset[tuple[str, str]]:
    duties = {rulebook.registry.duty_of(one.plan, one.duty).bounded_by for one in waiting}
    above = [one for one in duties if one]
    if not above:
        return frozenset()
    reports = load_facts(session, col(Round.duty).in_(above), as_of=now)
    return frozenset(
        (one.duty, one.period)
        for one in reports
        if standing(one, now).kind is StandingKind.COMPLETED
    )
