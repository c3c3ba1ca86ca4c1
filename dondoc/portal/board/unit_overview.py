"""What the page of a unit shows: all its duties and periods, what it owes, how it compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from sqlmodel import Session

from dondoc.messages.phrasing import capital
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.matrix import cell_link
from dondoc.rounds.across_duties import last_reports, owed, unit_rows, years_of
from dondoc.rounds.on_time_rate import OnTimeRate, on_time_rate, rate_of_alike
from dondoc.rounds.progress import RoundCount
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class OwedLine:
    """One thing that the unit has to do now, as its list says it."""

    row: UnitProgress
    duty: Duty
    period: str


@dataclass(frozen=True)
class DutyLine:
    """A duty of the unit, and where it stands in each period of the year."""

    duty: Duty
    rows: tuple[UnitProgress, ...]
    cells: tuple[Markup, ...]


@dataclass(frozen=True)
class UnitOverview:
    """The page of one unit. `reports` are the last periods of the report that the rates are of."""

    unit: Unit
    group: str
    year: int
    years: tuple[int, ...]
    owed: tuple[OwedLine, ...]
    lines: tuple[DutyLine, ...]
    in_year: OnTimeRate
    own: OnTimeRate
    of_group: OnTimeRate
    reports: tuple[RoundCount, ...]
    before: tuple[Unit, ...]
    after: Unit | None


def unit_meant(registry: Registry, code: str, on: date) -> Unit | None:
    """The unit of that code; of a statistics office's number, the one that bore it on that day."""
    if code in registry.unit_codes:
        return registry.unit(code)
    return registry.by_official_code(code, on)


def unit_overview(
    session: Session,
    rulebook: Rulebook,
    unit: Unit,
    *,
    year: int | None,
    as_of: datetime,
    root: str,
) -> UnitOverview:
    """The unit as it stands at `as_of`; the newest year that it has anything of, unless asked."""
    registry = rulebook.registry
    rows = unit_rows(session, rulebook, unit.code, as_of=as_of)
    years = years_of(rows)
    chosen = year if year in years else next(iter(years), as_of.year)
    of_year = [row for row in rows if row.facts.period.startswith(str(chosen))]
    reports = last_reports(session, rulebook, as_of=as_of).passed
    peers = [each for one in reports for each in one.alike if each.row.unit.group == unit.group]
    mine = {(one.duty, one.period) for one in reports}
    return UnitOverview(
        unit=unit,
        group=GROUPS[unit.group],
        year=chosen,
        years=tuple(years),
        owed=tuple(_owed(rulebook, row) for row in owed(rows)),
        lines=tuple(_lines(rulebook, of_year, root=root)),
        in_year=on_time_rate(of_year),
        own=on_time_rate(row for row in rows if _is_of(row, mine)),
        of_group=rate_of_alike(peers),
        reports=reports,
        before=tuple(one for one in registry.units if one.successor == unit.code),
        after=registry.unit(unit.successor) if unit.successor else None,
    )


def _is_of(row: UnitProgress, rounds: Collection[tuple[str, str]]) -> bool:
    """Is it a row of one of these rounds, not counted with another's?"""
    return row.facts.parent_id is None and (row.facts.duty, row.facts.period) in rounds


def _owed(rulebook: Rulebook, row: UnitProgress) -> OwedLine:
    duty = _duty(rulebook, row)
    return OwedLine(row, duty, rulebook.period(duty, row.facts.period).short())


def _duty(rulebook: Rulebook, row: UnitProgress) -> Duty:
    return rulebook.registry.duty_of(row.facts.plan, row.facts.duty)


def _lines(rulebook: Rulebook, rows: Sequence[UnitProgress], *, root: str) -> list[DutyLine]:
    """In the plan's order, the periods in theirs."""
    by_duty: dict[str, list[UnitProgress]] = defaultdict(list)
    for row in rows:
        by_duty[row.facts.duty].append(row)
    order = [duty.code for duty in rulebook.registry.plan.duties]
    codes = sorted(by_duty, key=lambda code: order.index(code) if code in order else len(order))
    return [_line(rulebook, by_duty[code], root=root) for code in codes]


def _line(rulebook: Rulebook, rows: Sequence[UnitProgress], *, root: str) -> DutyLine:
    duty = _duty(rulebook, rows[0])
    periods = {row.facts.id: rulebook.period(duty, row.facts.period) for row in rows}
    ordered = tuple(sorted(rows, key=lambda row: periods[row.facts.id]))
    cells = [
        cell_link(row, root=root, heading=_of_period(periods[row.facts.id].short()))
        for row in ordered
    ]
    return DutyLine(duty, ordered, tuple(cells))


def _of_period(short: str) -> str:
    """«Quý I» of «quý I/2027»: the year stands above."""
    return capital(short.rsplit("/", 1)[0])
