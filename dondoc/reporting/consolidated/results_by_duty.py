"""II. Results: every figure that units gave or entered, summed, with who has not given it.

A figure of a round is summed over the rows that the round counts as handed in
(`Progress.handed_in`), as the board's own sum is; what is counted as it is done, by its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dondoc.activities.entry import MINUTES, PEOPLE
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.schema import Duty, Indicator
from dondoc.reporting.consolidated.cumulative import KnownFigure, added
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress

COUNT = "so_viec"
"""The figure of a counted duty that no unit types: how many were entered."""

_CUMULATIVE = (Stretch.TO_DATE, Stretch.YEAR_BEFORE_TO_DATE)


@dataclass(frozen=True)
class Summed:
    """A sum, of how many units it is, of how many asked: «24/27 đơn vị».

    `partly` are those of which only a part of the days is known; `of` is None where nobody was
    asked by a round (what units entered a year ago).
    """

    value: int
    units: int
    of: int | None
    partly: int = 0

    def words(self) -> str:
        """«24/27 đơn vị», with how many of them have told only a part."""
        return phrases("report").units(self)

    @property
    def whole(self) -> bool:
        """Is it of everybody who was asked, and of all days?"""
        return not self.partly and self.of in (None, self.units)


@dataclass(frozen=True)
class UnitFigures:
    """One unit's figures by stretch; a stretch that it has said nothing of is missing."""

    unit: Unit
    told: Mapping[Stretch, KnownFigure]


@dataclass(frozen=True)
class IndicatorResult:
    """One figure: its sum by stretch (where there was a round), and what each unit gave.

    `missing` are the units asked in the report's own period that have not given it.
    """

    code: str
    title: str
    unit_word: str
    part: str
    sums: Mapping[Stretch, Summed]
    by_unit: tuple[UnitFigures, ...]
    missing: tuple[Unit, ...]

    def of(self, unit: str, stretch: Stretch = Stretch.PERIOD) -> int | None:
        """What the unit of that code gave; None where it gave nothing."""
        found = next((one for one in self.by_unit if one.unit.code == unit), None)
        here = found.told.get(stretch) if found else None
        return here.value if here else None


@dataclass(frozen=True)
class DutyResult:
    """What came of one duty: its rounds of the period as they stand, and its figures."""

    duty: Duty
    rounds: tuple[Progress, ...]
    figures: tuple[IndicatorResult, ...]


def results(rows: ReportRows) -> list[DutyResult]:
    """Of every duty that had a round in the period or figures in any stretch, in plan order.

    A duty that reads its figures from another's reports shows none: they are told there, once.
    """
    found = []
    for duty in rows.duties:
        rounds = tuple(rows.asked(duty))
        figures = tuple(one for one in _figures(rows, duty) if one.sums)
        if rounds or figures:
            found.append(DutyResult(duty, rounds, figures))
    return found


def _figures(rows: ReportRows, duty: Duty) -> Iterator[IndicatorResult]:
    if duty.threshold:
        yield from counted_figures(rows, duty)
    elif duty.indicators:
        yield from (_reported(rows, duty, one) for one in duty.indicators)


def _reported(rows: ReportRows, duty: Duty, indicator: Indicator) -> IndicatorResult:
    told: dict[str, dict[Stretch, KnownFigure]] = {}
    asked: dict[Stretch, dict[str, Unit]] = {}
    units: dict[str, Unit] = {}
    given = given_figures(rows, duty, indicator.code)
    for stretch in rows.span.stretches:
        asked[stretch] = _asked(rows.asked(duty, stretch))
        units |= asked[stretch]
        for code, said in _of_stretch(rows, duty, given, stretch, at_end=indicator.at_end).items():
            told.setdefault(code, {})[stretch] = said
    return _result(duty, indicator, asked=asked, told=told, units=units)


def _of_stretch(
    rows: ReportRows,
    duty: Duty,
    given: Mapping[str, Mapping[str, int]],
    stretch: Stretch,
    *,
    at_end: bool,
) -> dict[str, KnownFigure]:
    keys = rows.span.keys(duty, stretch)
    wanted = rows.of_report.get((duty.code, stretch), ()) if keys is None else keys
    if not rows.asked(duty, stretch):
        return {}
    found = {}
    for unit, by_key in given.items():
        # The report's own period is what was reported of it; only of the year so far do shorter
        # reports stand for one that is missing.
        here = (
            by_key if stretch in _CUMULATIVE else {k: v for k, v in by_key.items() if k in wanted}
        )
        said = added(wanted, here, at_end=at_end)
        if said is not None:
            found[unit] = said
    return found


def given_figures(rows: ReportRows, duty: Duty, indicator: str) -> dict[str, dict[str, int]]:
    """What each unit (by code) gave of the figure in each period; «không phát sinh» is zero."""
    found: dict[str, dict[str, int]] = {}
    for key, round_ in rows.rounds.get(duty.code, {}).items():
        for row in round_.handed_in:
            value = _value(rows, row, indicator)
            if value is not None:
                found.setdefault(row.unit.code, {})[key] = value
    return found


def _value(rows: ReportRows, row: UnitProgress, indicator: str) -> int | None:
    if row.standing.nil:
        return 0
    return rows.figures.get(row.facts.last.id, {}).get(indicator) if row.facts.last else None


def _asked(rounds: Iterable[Progress]) -> dict[str, Unit]:
    """The units of which something is wanted in these rounds, each once."""
    return {row.unit.code: row.unit for one in rounds for row in one.rows if row.is_asked}


def counted_figures(rows: ReportRows, duty: Duty) -> Iterator[IndicatorResult]:
    """What was entered of a duty that is counted: how many, and minutes or people; none of others.

    One that reads its figures from another's reports shows none: they are told there.
    """
    if duty.threshold is None or duty.figures_from:
        return
    yield _done(rows, duty, Indicator(code=COUNT, title=duty.short, unit=duty.counted), "count")
    for one in duty.indicators:
        column = {MINUTES: "minutes", PEOPLE: "people"}.get(one.code)
        if column:
            yield _done(rows, duty, one, column)


def _done(rows: ReportRows, duty: Duty, indicator: Indicator, column: str) -> IndicatorResult:
    told: dict[str, dict[Stretch, KnownFigure]] = {}
    for one in rows.done.get(duty.code, ()):
        here = told.setdefault(one.unit_code, {})
        for stretch in rows.span.stretches:
            if rows.span.holds(stretch, one.on):
                so_far = here[stretch].value if stretch in here else 0
                here[stretch] = KnownFigure(so_far + getattr(one, column), whole=True)
    now = _asked(rows.asked(duty))
    units = now | {code: rows.units[code] for code in told}
    asked = {Stretch.PERIOD: now, Stretch.TO_DATE: now} if now else {}
    return _result(duty, indicator, asked=asked, told=told, units=units)


def _result(
    duty: Duty,
    indicator: Indicator,
    *,
    asked: Mapping[Stretch, Mapping[str, Unit]],
    told: Mapping[str, Mapping[Stretch, KnownFigure]],
    units: Mapping[str, Unit],
) -> IndicatorResult:
    sums = {}
    for stretch in Stretch:
        here = [by[stretch] for by in told.values() if stretch in by]
        of = asked.get(stretch, {})
        if of or here:
            everybody = {*of, *(code for code, by in told.items() if stretch in by)}
            sums[stretch] = Summed(
                value=sum(one.value for one in here),
                units=len(here),
                of=len(everybody) if of else None,
                partly=sum(not one.whole for one in here),
            )
    order = sorted(units.values(), key=lambda unit: (unit.order, unit.code))
    silent = [one for one in order if Stretch.PERIOD not in told.get(one.code, {})]
    return IndicatorResult(
        code=indicator.code,
        title=indicator.title,
        unit_word=indicator.unit,
        part=indicator.told_in or duty.told_in,
        sums=sums,
        by_unit=tuple(UnitFigures(one, told[one.code]) for one in order if one.code in told),
        missing=tuple(one for one in silent if one.code in asked.get(Stretch.PERIOD, {})),
    )
