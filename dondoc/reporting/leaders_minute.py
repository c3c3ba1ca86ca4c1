"""What a leader reads in a minute: rates by group, who is late again, what his body owes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.grave_findings import grave_overdue
from dondoc.rounds.across_duties import last_reports, owed, report_duty, unit_rows
from dondoc.rounds.late_twice import LateTwice, late_twice
from dondoc.rounds.on_time_rate import OnTimeRate, rate_of_alike
from dondoc.rounds.progress import RoundCount
from dondoc.rounds.unit_progress import UnitProgress

SIGNED_WITHIN = 10
"""Working days before its date from which a body's own paper waits for its leader."""


@dataclass(frozen=True)
class GroupRates:
    """A group's rate in each of the last periods; one of which nothing is known is of none."""

    group: str
    rates: tuple[OnTimeRate, ...]


@dataclass(frozen=True)
class OwnPaper:
    """What the leader's own body owes soon."""

    row: UnitProgress
    duty: Duty
    period: str


@dataclass(frozen=True)
class AgainLate:
    """A unit that let two periods running pass, with each duty in which it did."""

    unit: Unit
    times: tuple[LateTwice, ...]


@dataclass(frozen=True)
class LeadersMinute:
    """The page of a leader: exceptions only. `rates` are of all groups together, by period."""

    duty: Duty | None
    newest: RoundCount | None
    reports: tuple[RoundCount, ...]
    rates: tuple[OnTimeRate, ...]
    groups: tuple[GroupRates, ...]
    again: tuple[AgainLate, ...]
    papers: tuple[OwnPaper, ...]
    grave: tuple[Unit, ...]  # with a grave finding of publication past its date

    @property
    def change(self) -> int | None:
        """By how many points the last period's rate differs from the one before it."""
        known = [one for one in self.rates if one.of]
        return known[-1].percent - known[-2].percent if len(known) > 1 else None


def leaders_minute(
    session: Session, rulebook: Rulebook, body: str, *, as_of: datetime
) -> LeadersMinute:
    """As it stands at `as_of`, for the leader of `body` (the code of a unit)."""
    found = last_reports(session, rulebook, as_of=as_of)
    reports = found.passed
    groups = {each.row.unit.group for one in reports for each in one.alike}
    by_group = [GroupRates(group, tuple(_rates(reports, group))) for group in groups]
    return LeadersMinute(
        duty=report_duty(rulebook.registry.plan),
        newest=found.newest,
        reports=reports,
        rates=tuple(rate_of_alike(one.alike) for one in reports),
        groups=tuple(one for one in by_group if any(rate.of for rate in one.rates)),
        again=tuple(_by_unit(late_twice(session, rulebook, as_of=as_of))),
        papers=tuple(_papers(session, rulebook, body, as_of)),
        grave=grave_overdue(session, rulebook, as_of=as_of),
    )


def _rates(reports: Sequence[RoundCount], group: str) -> list[OnTimeRate]:
    return [
        rate_of_alike(each for each in one.alike if each.row.unit.group == group) for one in reports
    ]


def _by_unit(found: Sequence[LateTwice]) -> list[AgainLate]:
    """The most often late first, then in the official order."""
    units = {one.unit.code: one.unit for one in found}
    grouped = [
        AgainLate(unit, tuple(one for one in found if one.unit.code == code))
        for code, unit in units.items()
    ]
    return sorted(grouped, key=lambda one: (-len(one.times), one.unit.order, one.unit.code))


def _papers(session: Session, rulebook: Rulebook, body: str, as_of: datetime) -> list[OwnPaper]:
    until = rulebook.workdays.add(local_date(as_of), SIGNED_WITHIN)
    found = []
    for row in owed(unit_rows(session, rulebook, body, as_of=as_of)):
        if row.facts.due_on <= until:
            duty = rulebook.registry.duty_of(row.facts.plan, row.facts.duty)
            found.append(OwnPaper(row, duty, rulebook.period(duty, row.facts.period).short()))
    return found
