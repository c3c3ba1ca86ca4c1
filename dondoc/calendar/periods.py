"""Periods: their keys, the days they run over, the day the figures are closed, and their names.

Reporting periods run from the 15th to the 14th (NĐ 09/2019/NĐ-CP, the article on cut-offs): quý I
2027 is 15/12/2026 to 14/03/2027. "6 tháng" and "năm" are cumulative; quý III is not "9 tháng".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from dondoc.calendar.date_words import month_number
from dondoc.problems import Problem, Refused

PeriodBasis = Literal["reporting", "calendar"]
Cadence = Literal[
    "once",
    "weekly",
    "monthly",
    "quarterly",
    "half_yearly",
    "half_and_year",
    "yearly",
    "four_reports",
    "on_event",
    "on_demand",
]

_ROMAN = ("", "I", "II", "III", "IV")
_KEY = re.compile(r"(\d{4})(?:-(?:S([12])|Q([1-4])|M(\d{2})|W(\d{2})|E([1-9]\d{0,3})))?")


class PeriodKind(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    EVENT = "event"


@functools.total_ordering
@dataclass(frozen=True)
class Period:
    """A span of days, both ends included, known by its key.

    `cutoff_on` is a date of figures, not an appointment: it is never moved for a day off.
    Periods sort by the day they end; of two that end together the shorter comes first. An event
    or a demand (`2027-E12`, the twelfth of the year) has no span of its own: it has the year's, and
    its round keeps its day.
    """

    key: str
    kind: PeriodKind
    start_on: date
    end_on: date
    cutoff_on: date

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[date, int, str]:
        return self.end_on, -self.start_on.toordinal(), self.key

    @property
    def year(self) -> int:
        """The year in the key, which a rule's «06-30» is taken in."""
        return int(self.key[:4])

    @property
    def number(self) -> int:
        """Which half, quarter, month, week or event of the year; 0 for the year itself."""
        return int(self.key[6:] or 0)

    def label(self) -> str:
        """The name in a sentence: «quý I năm 2027», «6 tháng đầu năm 2027», «lần 12 năm 2027»."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.HALF:
                return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
            case _:
                return f"{self._numbered()} năm {self.year}"

    def short(self) -> str:
        """The name in a heading or a table: «quý I/2027», «6 tháng/2027», «năm 2027»."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.HALF:
                return f"6 tháng{'' if self.number == 1 else ' cuối năm'}/{self.year}"
            case PeriodKind.EVENT:
                return self.label()  # «lần 12/2027» would read as a month
            case _:
                return f"{self._numbered()}/{self.year}"

    def _numbered(self) -> str:
        if self.kind is PeriodKind.QUARTER:
            return f"quý {_ROMAN[self.number]}"
        if self.kind is PeriodKind.MONTH:
            return f"tháng {month_number(self.number)}"
        if self.kind is PeriodKind.EVENT:
            return f"lần {self.number}"
        return f"tuần {self.number}"


def period(key: str, basis: PeriodBasis) -> Period:
    """The period of a key: `2027`, `2027-S1`, `2027-Q3`, `2027-M10`, `2027-W40`, `2027-E12`.

    A week is the ISO week, Monday to Sunday, on either basis: the decree names none.
    Raises Refused for a key that names no period.
    """
    found = _KEY.fullmatch(key.strip().upper())
    if not found or not 1901 <= int(found[1]) <= 2099:
        raise _no_period(key, "hãy ghi như 2027, 2027-S1, 2027-Q3, 2027-M10 hoặc 2027-W40")
    year = int(found[1])
    half, quarter, month, week, event = (int(part) if part else 0 for part in found.groups()[1:])
    if event:
        return replace(period(found[1], basis), key=found[0], kind=PeriodKind.EVENT)
    if found[5]:
        return _week(key, year, week)
    if found[4] and not 1 <= month <= 12:
        raise _no_period(key, "tháng từ M01 đến M12")
    kind, first, last = _months(half, quarter, month)
    start_on, end_on = _SPAN[basis](year, first, last)
    return Period(found[0], kind, start_on, end_on, end_on)


def event_key(year: int, number: int) -> str:
    """The key of the year's `number`-th event or demand: `2027-E12`. `number` is 1 or more."""
    return f"{year}-E{number}"


def periods_of(
    cadence: Cadence, year: int, basis: PeriodBasis, *, split_quarters: bool = False
) -> list[Period]:
    """The periods of a year in the order in which they end.

    `four_reports` is the profile "hàng quý, 6 tháng, năm": quý I, 6 tháng, quý III, năm, since
    quý II is inside "6 tháng" and quý IV inside "năm"; `split_quarters` splits those two out.
    `half_and_year` is «6 tháng, năm»: what the year's report tells holds the first half's.
    A duty done once has the year as its period. What waits for an event or a demand has none.
    """
    return sorted(
        period(f"{year}{tail}", basis) for tail in _tails(cadence, year, split=split_quarters)
    )


def _tails(cadence: Cadence, year: int, *, split: bool) -> list[str]:
    match cadence:
        case "once" | "yearly":
            return [""]
        case "half_yearly":
            return ["-S1", "-S2"]
        case "half_and_year":
            return ["-S1", ""]
        case "four_reports":
            return ["-Q1", "-S1", "-Q3", "", *(["-Q2", "-Q4"] if split else [])]
        case "quarterly":
            return [f"-Q{number}" for number in range(1, 5)]
        case "monthly":
            return [f"-M{number:02d}" for number in range(1, 13)]
        case "weekly":
            last = date(year, 12, 28).isocalendar().week  # 28/12 is always in the last ISO week
            return [f"-W{number:02d}" for number in range(1, last + 1)]
        case "on_event" | "on_demand":
            return []


def _months(half: int, quarter: int, month: int) -> tuple[PeriodKind, int, int]:
    """The kind, and the first and last month, of a period named by one of the three."""
    if half:
        return PeriodKind.HALF, 6 * half - 5, 6 * half
    if quarter:
        return PeriodKind.QUARTER, 3 * quarter - 2, 3 * quarter
    if month:
        return PeriodKind.MONTH, month, month
    return PeriodKind.YEAR, 1, 12


def _reporting_span(year: int, first: int, last: int) -> tuple[date, date]:
    start_on = date(year - 1, 12, 15) if first == 1 else date(year, first - 1, 15)
    return start_on, date(year, last, 14)


def _calendar_span(year: int, first: int, last: int) -> tuple[date, date]:
    after = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


_SPAN: dict[PeriodBasis, Callable[[int, int, int], tuple[date, date]]] = {
    "reporting": _reporting_span,
    "calendar": _calendar_span,
}


def _week(key: str, year: int, week: int) -> Period:
    try:
        start_on = date.fromisocalendar(year, week, 1)
    except ValueError:
        last = date(year, 12, 28).isocalendar().week
        raise _no_period(key, f"năm {year} có tuần từ W01 đến W{last}") from None
    end_on = start_on + timedelta(days=6)
    return Period(f"{year}-W{week:02d}", PeriodKind.WEEK, start_on, end_on, end_on)


def _no_period(key: str, wanted: str) -> Refused:
    return Refused(Problem("kỳ", key, f"không có kỳ này; {wanted}"))
