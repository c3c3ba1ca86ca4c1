"""What moved between two instants: after an issued report, or since the last draft.

Both are the facts of the same report, read of each instant; nothing was kept to compare with. So
a figure that a unit corrects after its list was frozen is told apart, and never moves silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.cumulative import with_inside
from dondoc.reporting.consolidated.report_rows import ReportRows, read_rows
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.results_by_duty import counted_figures, given_figures
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class MovedFigure:
    """A figure of a unit that was one thing and is another; None where there was, or is, none.

    `at` is when the ledger learned of it; None where what was there was taken back without an act
    on this row (a mail that was no answer).
    """

    unit: Unit
    duty: Duty
    period: str
    title: str
    before: int | None
    after: int | None
    at: datetime | None


@dataclass(frozen=True)
class ChangedRow:
    """A unit's report of `period` that came in since, or that does not count any more."""

    duty: Duty
    period: str
    row: UnitProgress
    at: datetime | None


@dataclass(frozen=True)
class Corrections:
    """What the report would say otherwise at `until` than it did at `since`."""

    since: datetime
    until: datetime
    figures: tuple[MovedFigure, ...]
    came_in: tuple[ChangedRow, ...]
    taken_out: tuple[ChangedRow, ...]

    def __bool__(self) -> bool:
        return bool(self.figures or self.came_in or self.taken_out)


def corrections(
    session: Session,
    rulebook: Rulebook,
    *,
    duty: str,
    period: str,
    frozen_as_of: datetime,
    as_of: datetime,
) -> Corrections:
    """What moved after `frozen_as_of`, as known at `as_of`.

    A unit that came in since is told as that, not figure by figure. Raises Refused as
    `consolidated_facts` does.
    """
    then = read_rows(session, rulebook, duty=duty, period=period, as_of=frozen_as_of)
    now = read_rows(session, rulebook, duty=duty, period=period, as_of=as_of)
    return between(then, now)


def between(then: ReportRows, now: ReportRows) -> Corrections:
    """What moved between two readings of the same report, in plan and official order."""
    since = then.as_of
    changed = [one for duty in now.duties for one in _rounds(duty, then, now)]
    return Corrections(
        since=since,
        until=now.as_of,
        figures=tuple(one for duty in now.duties for one in _figures(duty, then, now)),
        came_in=tuple(one for one, was_in in changed if not was_in),
        taken_out=tuple(one for one, was_in in changed if was_in),
    )


def _keys(duty: Duty, rows: ReportRows) -> list[str]:
    """The rounds whose figures the report shows: of its period, and of its year so far."""
    of_year = with_inside(rows.span.keys(duty, Stretch.TO_DATE) or ())
    shown = (*rows.of_report.get((duty.code, Stretch.PERIOD), ()), *of_year)
    return list(dict.fromkeys(shown))


def _rounds(duty: Duty, then: ReportRows, now: ReportRows) -> Iterator[tuple[ChangedRow, bool]]:
    """Whose answer counts at one of the instants alone, and whether it counted at the first."""
    for key in _keys(duty, now):
        before, after = _rows(then, duty, key), _rows(now, duty, key)
        for code, row in after.items():
            was_in = code in before and before[code].standing.handed_in
            if was_in != row.standing.handed_in:
                yield ChangedRow(duty, key, row, _learned_at(row, then.as_of)), was_in


def _rows(rows: ReportRows, duty: Duty, key: str) -> dict[tuple[str, str], UnitProgress]:
    round_ = rows.progress(duty, key)
    found = round_.rows if round_ else ()
    return {(one.unit.code, one.facts.subject): one for one in found if not one.visited}


def _figures(duty: Duty, then: ReportRows, now: ReportRows) -> Iterator[MovedFigure]:
    rows = {key: _rows(now, duty, key).values() for key in _keys(duty, now)}
    for one in duty.indicators:
        before, after = (given_figures(of, duty, one.code) for of in (then, now))
        for key, of_round in rows.items():
            for row in of_round:
                was = before.get(row.unit.code, {}).get(key)
                here = after.get(row.unit.code, {}).get(key)
                if was != here and None not in (was, here):
                    at = _learned_at(row, then.as_of)
                    yield MovedFigure(row.unit, duty, key, one.title, was, here, at)
    yield from _counted(duty, then, now)


def _counted(duty: Duty, then: ReportRows, now: ReportRows) -> Iterator[MovedFigure]:
    """What units entered, or took back, of the days of the report."""
    was = {one.code: one for one in counted_figures(then, duty)}
    for figure in counted_figures(now, duty):
        before = was[figure.code]
        units = {one.unit.code: one.unit for one in (*before.by_unit, *figure.by_unit)}
        for unit in sorted(units.values(), key=lambda one: (one.order, one.code)):
            counts = before.of(unit.code), figure.of(unit.code)
            if counts[0] != counts[1]:
                at = _entered_at(now, duty, unit.code, then.as_of)
                yield MovedFigure(unit, duty, now.span.period.key, figure.title, *counts, at)


def _entered_at(rows: ReportRows, duty: Duty, unit: str, since: datetime) -> datetime | None:
    every = [one.told_at for one in rows.done.get(duty.code, ()) if one.unit_code == unit]
    return max((at for at in every if at > since), default=None)


def _learned_at(row: UnitProgress, since: datetime) -> datetime | None:
    """When the newest thing came that changed where the row stands."""
    acts = [one.decided_at for one in row.facts.decisions]
    undone = [one.undone_at for one in row.facts.taken_back if one.undone_at]
    papers = [one.recorded_at for one in row.facts.submissions]
    return max((at for at in (*acts, *undone, *papers) if at > since), default=None)
