"""Figures that cannot be, listed for a look: nobody corrects a unit's figure but the unit.

What a longer report holds cannot be less than the shorter ones inside it say; and ten times what
the same kind of period said is more often a slip of the pen than a deed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from dondoc.calendar.period_words import year_before
from dondoc.calendar.periods import period
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.schema import Duty, Indicator
from dondoc.reporting.consolidated.cumulative import inside, told, with_inside
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.results_by_duty import given_figures

JUMP = 10
"""So many times the figure of the same kind of period, or so small a part of it."""


class Doubt(Enum):
    LESS_THAN_INSIDE = "less"  # a cumulative figure below what it holds
    JUMP = "jump"


@dataclass(frozen=True)
class DoubtfulFigure:
    """A unit's figure that cannot be, or hardly, beside the other figure of its own.

    `other_periods` are the reports that `other` is the sum of.
    """

    unit: Unit
    duty: Duty
    indicator: Indicator
    why: Doubt
    period: str
    value: int
    other_periods: tuple[str, ...]
    other: int

    def words(self) -> str:
        """«6 tháng/2027: 9, nhỏ hơn quý I/2027: 12»"""
        other = " + ".join(_short(key) for key in self.other_periods)
        return phrases("report").doubt(self, _short(self.period), other, JUMP)


def impossible_sums(rows: ReportRows) -> tuple[DoubtfulFigure, ...]:
    """Of the report's period and the reports of its year so far, in plan and official order."""
    found: list[DoubtfulFigure] = []
    for duty in rows.duties:
        keys = list(dict.fromkeys(with_inside(rows.span.keys(duty, Stretch.TO_DATE) or ())))
        units = _units(rows, duty)
        for indicator in duty.indicators if keys else ():
            given = given_figures(rows, duty, indicator.code)
            for code, unit in units.items():
                said = given.get(code, {})
                less = [] if indicator.at_end else _less(keys, said)
                own = rows.span.keys(duty, Stretch.PERIOD) or ()
                doubts = [*less, *(one for key in own for one in _jump(key, said))]
                found += [_doubtful(unit, duty, indicator, one) for one in doubts]
    return tuple(found)


@dataclass(frozen=True)
class _Found:
    why: Doubt
    period: str
    value: int
    others: tuple[str, ...]
    other: int


def _less(keys: list[str], said: Mapping[str, int]) -> Iterator[_Found]:
    for key in keys:
        shorter = {one: value for one, value in said.items() if one != key}
        known = told(key, shorter)
        if key in said and known is not None and known.value > said[key]:
            yield _Found(
                Doubt.LESS_THAN_INSIDE, key, said[key], tuple(_used(key, shorter)), known.value
            )


def _used(key: str, said: Mapping[str, int]) -> Iterator[str]:
    """Which reports `told` takes for a period."""
    if key in said:
        yield key
    else:
        for one in inside(key):
            yield from _used(one, said)


def _jump(key: str, said: Mapping[str, int]) -> Iterator[_Found]:
    """Against the same period a year before; else quý III against quý I of its year."""
    others = (year_before(key), f"{key[:4]}-Q1" if key.endswith("-Q3") else "")
    other = next((one for one in others if one in said), None)
    if key not in said or other is None:
        return
    less, more = sorted((said[key], said[other]))
    if less and more >= JUMP * less:
        yield _Found(Doubt.JUMP, key, said[key], (other,), said[other])


def _units(rows: ReportRows, duty: Duty) -> dict[str, Unit]:
    every = [row.unit for one in rows.rounds.get(duty.code, {}).values() for row in one.handed_in]
    return {unit.code: unit for unit in sorted(every, key=lambda unit: (unit.order, unit.code))}


def _doubtful(unit: Unit, duty: Duty, indicator: Indicator, one: _Found) -> DoubtfulFigure:
    return DoubtfulFigure(
        unit=unit,
        duty=duty,
        indicator=indicator,
        why=one.why,
        period=one.period,
        value=one.value,
        other_periods=one.others,
        other=one.other,
    )


def _short(key: str) -> str:
    return period(key, "reporting").short()
