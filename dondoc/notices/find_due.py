"""What is due to be said of the assignments chosen: for each reader, not yet written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from dondoc.calendar.ladder import ladder_for
from dondoc.calendar.sending_hours import next_window
from dondoc.clock import local_date
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.rows import NoticeRow
from dondoc.notices.planner import Audience, Planned, plan
from dondoc.notices.recipients import NOBODY, Reach, load_reach
from dondoc.notices.rhythm import superiors_told, waits_until, window_of, without
from dondoc.notices.shared_with import Shares, load_shares, with_shares
from dondoc.notices.unit_letters import NOTHING_TOLD, load_told
from dondoc.notices.unreachable import plan_unreachable
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import REMINDED, load_facts
from models import Assignment

Said = tuple[Planned, date | None]
"""What is planned, and the day until which it waits for company; None where it waits for none."""

TOLD_BEFORE_ITS_DATE = (
    col(Assignment.completed_at).is_(None),
    col(Assignment.waived_at).is_(None),
    REMINDED,
)
"""The assignments that the ladder speaks of, in a query that joins the rounds."""


@dataclass(frozen=True)
class Occasion:
    """One planning: over which assignments, by which plan, at which instant.

    `month` are the superiors' contacts that were told within the month.
    """

    rulebook: Rulebook
    where: tuple[ColumnElement[bool], ...]
    now: datetime
    after_due: bool
    month: frozenset[int]

    @cached_property
    def today(self) -> date:
        return local_date(self.now)

    @cached_property
    def not_before(self) -> datetime:
        return next_window(self.now, self.rulebook.workdays)

    @cached_property
    def above(self) -> frozenset[str]:
        """The bodies that hear of others' work."""
        return self.rulebook.registry.bodies_above(self.today)

    def rows(self, said: Iterable[Said]) -> Iterable[NoticeRow]:
        """What is planned, as rows of the ledger; of one key the last."""
        by_key = {one.key: (one, wait) for one, wait in said}
        return (self._row(*one) for one in by_key.values())

    def _row(self, one: Planned, wait: date | None) -> NoticeRow:
        return NoticeRow(
            one.key,
            assignment_id=one.assignment_id,
            not_before=self.not_before,
            alone_from=window_of(wait) if wait else None,
            created_at=self.now,
            detail=_days(one.rung_on, wait or one.rung_on),
        )


def occasion(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    now: datetime,
    after_due: bool,
) -> Occasion:
    """The planning at `now` over what `where` selects and the plan still knows."""
    today = local_date(now)
    there = in_plan(session, rulebook.registry, today)
    month = superiors_told(session, today)
    return Occasion(rulebook, (*there, *where), now, after_due, month)


@dataclass(frozen=True)
class FoundDue:
    """What is due; `lost` tells of contacts that fell away, `unheard` are units without any."""

    said: Sequence[Said]
    lost: Sequence[NoticeRow]
    unheard: Mapping[str, Facts]
    reach: Mapping[str, Reach]


def find_due(session: Session, here: Occasion, units: Sequence[str] | None = None) -> FoundDue:
    """What is due over all that the occasion chose, or of these units alone.

    The units' own work is looked at whole: what may wait for company asks for all of it.
    """
    theirs = () if units is None else (col(Assignment.unit_code).in_(units),)
    facts = load_facts(session, *TOLD_BEFORE_ITS_DATE, *here.where, *theirs, as_of=here.now)
    told = load_told(session, facts, now=here.now)
    readers = _load_readers(session, here, facts, units)
    planned: list[Planned] = []
    unheard: dict[str, Facts] = {}
    for one in facts:
        if not one.reminded:
            continue
        duty = here.rulebook.registry.duty_of(one.plan, one.duty)
        audience = readers.audience(here, one, duty)
        planned += plan(
            one,
            audience,
            ladder=ladder_for(duty.ladder, one.tone, duty.cadence),
            as_of=here.now,
            today=here.today,
            workdays=here.rulebook.workdays,
            after_due=here.after_due,
            told=told.get(one.id, NOTHING_TOLD),
        )
        if not audience.unit.reachable:
            unheard.setdefault(one.unit_code, one)
    wait = waits_until(session, here.rulebook, planned, today=here.today)
    lost = plan_unreachable(
        session,
        here.rulebook,
        unheard,
        reach=readers.reach,
        not_before=here.not_before,
        now=here.now,
    )
    said = [(one, wait.get(one.key)) for one in planned]
    return FoundDue(said, lost, unheard, readers.reach)


@dataclass(frozen=True)
class _Readers:
    """How the bodies are reached that may be told, and the colleagues of each assignment."""

    reach: Mapping[str, Reach]
    shares: Shares

    def audience(self, here: Occasion, facts: Facts, duty: Duty) -> Audience:
        reach, registry = self.reach, here.rulebook.registry
        superior = registry.superior(registry.unit(facts.unit_code), here.today)
        monitor = registry.monitoring_unit(duty, here.today)
        unit = reach.get(facts.unit_code, NOBODY)
        return Audience(
            unit=with_shares(unit, self.shares.get(facts.id, ())),
            superior=without(reach.get(superior.code, NOBODY), here.month) if superior else NOBODY,
            monitor=reach.get(monitor.code, NOBODY),
        )


def _load_readers(
    session: Session, here: Occasion, facts: Sequence[Facts], units: Sequence[str] | None
) -> _Readers:
    if units is None:
        return _Readers(load_reach(session), load_shares(session))
    reach = load_reach(session, sorted({*units, *here.above}))
    return _Readers(reach, load_shares(session, [one.id for one in facts]))


def _days(rung_on: date, said_on: date) -> dict[str, str]:
    """When it is meant to be said; and, where it waits for company, since when it might go along
    (`delivery/after_restore/lost_span`).
    """
    since = {} if said_on == rung_on else {"from_on": rung_on.isoformat()}
    return {"rung_on": said_on.isoformat(), **since}
