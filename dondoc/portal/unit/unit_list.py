"""All that a unit was asked for: what waits for it, and what is behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col

from dondoc.ledger.in_plan import in_plan
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.portal.context import PageContext
from dondoc.problems import Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.naming import (
    asked_by_hand,
    short_of,
)
from dondoc.rounds.parents import duty_asked
from dondoc.rounds.standing import Standing, StandingKind, standing
from dondoc.rounds.standing_words import StandingWords, standing_words
from models import Assignment
from models.kinds import INSPECTED

SHOWN = 100
"""Finished assignments that a unit's list shows; older ones are on the board."""

_RUNNING = frozenset({StandingKind.OPEN, StandingKind.REACHED})


@dataclass(frozen=True)
class ListedAssignment:
    """One assignment in a list."""

    facts: Facts
    duty: Duty
    name: str  # Báo cáo tuyên truyền CCHC quý I/2027
    period: str  # quý I/2027
    standing: Standing
    spoken: StandingWords
    days_left: int

    @property
    def waits(self) -> bool:
        """Is it still for the unit to do? What is only counted waits for nobody."""
        if self.facts.continuous and (self.facts.threshold or self.duty.figures_from):
            return False
        reported = self.standing.kind is StandingKind.NOT_DONE and not self.facts.ended
        upcoming = self.standing.kind is StandingKind.UPCOMING
        return self.standing.waiting_for_unit or reported or upcoming

    @property
    def sent(self) -> bool:
        """Is something of it with us: an answer, or what was logged? Else it only ended."""
        return self.facts.last is not None or self.facts.count > 0

    @property
    def running(self) -> bool:
        """Is it counted, its look-day not past, and nothing owed?"""
        open_now = self.standing.kind in _RUNNING and self.days_left >= 0
        return bool(self.facts.threshold) and open_now and not self.waits


def rows_of_unit(
    session: Session,
    here: PageContext,
    unit_code: str,
    *where: ColumnElement[bool],
    asked: bool = False,
) -> list[ListedAssignment]:
    """The unit's assignments, by the date wanted, the earliest first.

    `asked` says all of them in the tone of a request, whatever tone an older round had.
    """
    own = (col(Assignment.unit_code) == unit_code) & answers_itself()
    own &= col(Assignment.role) != INSPECTED  # of a visit it has the letter
    known = in_plan(session, here.rulebook.registry, here.today)
    found = load_facts(session, own, *known, *where, as_of=here.now)
    # Whoever reads it here, or wrote to us, has been reached.
    found = [replace(facts, unreached=False) for facts in found]
    if asked:
        found = [replace(facts, tone="request") for facts in found]
    rows = [_row(here, facts) for facts in found]
    return sorted(rows, key=lambda row: (row.facts.due_on, row.facts.id))


def answers_itself() -> ColumnElement[bool]:
    """Not what the unit above answers for: of that a unit has no page, unless it gets messages."""
    return or_(col(Assignment.parent_id).is_(None), col(Assignment.chased).is_(True))


def period_names(rulebook: Rulebook, duty: Duty, key: str) -> tuple[str, str]:
    """The period's name in a sentence and in a list; both empty for an event or a demand."""
    try:
        period = rulebook.period(duty, key)
    except Refused:
        return "", ""
    return period.label(), period.short()


def _row(here: PageContext, facts: Facts) -> ListedAssignment:
    duty = duty_asked(here.rulebook.registry.duty_of(facts.plan, facts.duty), facts.parent_id)
    short = period_names(here.rulebook, duty, facts.period)[1]
    said = standing(facts, here.now)
    return ListedAssignment(
        facts=facts,
        duty=duty,
        name=short_of(duty, facts) if asked_by_hand(facts) else f"{short_of(duty, facts)} {short}",
        period=short,
        standing=said,
        spoken=standing_words(facts, said, here.now, here.rulebook.registry.plan),
        days_left=here.rulebook.workdays.count(here.today, facts.due_on),
    )
