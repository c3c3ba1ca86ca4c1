"""An inspection as it stands: its plan, its sample, and of each unit the visit and the remedies.

A read model: nothing here decides anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.inspections.draw import Drawn
from dondoc.inspections.remedy import remedy_duty
from dondoc.inspections.sample import SampleShare, drawn_of, inspecting_unit, share
from dondoc.inspections.visit import CONCLUSION, MINUTES, appointment_words
from dondoc.ledger.unit_on_record import body_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Refused
from dondoc.rounds.facts import Facts, SubmissionFact
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.progress import open_periods, progress, progress_of_duty
from dondoc.rounds.unit_progress import UnitProgress
from models import Appointment, Assignment, Round
from models.kinds import INSPECTED, DecisionKind


@dataclass(frozen=True)
class Visit:
    """A drawn unit: when it is visited, in the words of its letter; the papers; the remedies."""

    facts: Facts
    unit: Unit
    again: bool  # drawn last time too: the others were not enough
    appointment: str
    remedies: tuple[UnitProgress, ...]

    @property
    def papers(self) -> list[tuple[str, SubmissionFact]]:
        """The minutes, then every notice of a conclusion, each with what it is called."""
        kinds = [MINUTES, *[CONCLUSION] * len(self.facts.submissions)]
        return list(zip(kinds, self.facts.submissions, strict=False))

    @property
    def done(self) -> bool:
        return self.facts.last is not None


@dataclass(frozen=True)
class Inspection:
    """One round of an inspection; `plan` is where the body's plan of the year stands."""

    duty: Duty
    period: str
    period_label: str
    inspector: Unit
    goal: int  # percent
    plan: UnitProgress | None
    drawn: Drawn | None
    share: SampleShare | None
    visits: tuple[Visit, ...]


def inspection_of(
    session: Session, rulebook: Rulebook, duty: Duty, period: str, *, now: datetime
) -> Inspection:
    """The round as it stands; without a sample while none is drawn."""
    drawn = drawn_of(session, duty, period)
    return Inspection(
        duty=duty,
        period=period,
        period_label=rulebook.period(duty, period).label(),
        inspector=inspecting_unit(rulebook, duty, local_date(now)),
        goal=duty.sample or 0,
        plan=_plan(session, rulebook, duty, period, now=now),
        drawn=drawn,
        share=share(session, duty, period, as_of=now),
        visits=_visits(session, rulebook, duty, drawn, period=period, now=now),
    )


def _plan(
    session: Session, rulebook: Rulebook, duty: Duty, period: str, *, now: datetime
) -> UnitProgress | None:
    """The body's own assignment to issue the year's plan, where the plan has such a duty."""
    for other in rulebook.registry.plan.duties:
        if other.sample and not other.indicators and other.bullet == duty.bullet:
            year = progress(session, rulebook, duty=other.code, period=period[:4], as_of=now)
            return next(iter(year.rows), None)
    return None


def _visits(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    drawn: Drawn | None,
    *,
    period: str,
    now: datetime,
) -> tuple[Visit, ...]:
    if drawn is None:
        return ()
    visited = (col(Round.duty) == duty.code, col(Assignment.role) == INSPECTED)
    every = load_facts(session, *visited, as_of=now)
    here = {one.unit_code: one for one in every if one.period == period}
    appointed = _appointments(session, [one.id for one in here.values()])
    remedies = _remedies(session, rulebook, duty, every, now=now)
    return tuple(
        Visit(
            facts=here[code],
            unit=body_of(session, rulebook.registry, code),
            again=code in drawn.again,
            appointment=appointed.get(here[code].id, ""),
            remedies=tuple(sorted(remedies[here[code].id], key=lambda row: row.facts.due_on)),
        )
        for code in drawn.units
        if code in here
    )


def _appointments(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The newest appointment with each unit, in words."""
    query = select(Appointment).where(col(Appointment.assignment_id).in_(ids))
    made = session.exec(query.order_by(col(Appointment.id)))
    return {one.assignment_id: appointment_words(one) for one in made}


def _remedies(
    session: Session, rulebook: Rulebook, duty: Duty, visits: Sequence[Facts], *, now: datetime
) -> dict[int, list[UnitProgress]]:
    """What each visit asked to be put right: what was asked of the unit since, until the next."""
    found: dict[int, list[UnitProgress]] = defaultdict(list)
    try:
        asked = remedy_duty(rulebook, duty, now=now)
    except Refused:
        return found
    periods = open_periods(session, duty=asked.code)
    rounds = progress_of_duty(session, rulebook, duty=asked.code, periods=periods[::-1], as_of=now)
    for row in (row for one in rounds for row in one.rows):
        came = [
            (on, one.id)
            for one in visits
            if one.unit_code == row.facts.unit_code
            and (on := _visited_on(one)) is not None
            and on <= row.facts.opens_on
        ]
        if came:
            found[max(came)[1]].append(row)
    return found


def _visited_on(facts: Facts) -> date | None:
    """The day on which the minutes were entered."""
    entered = (d.decided_at for d in facts.decisions if d.kind is DecisionKind.ACCEPTED)
    return next((local_date(at) for at in entered), None)
