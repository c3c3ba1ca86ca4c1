"""Working days of the public sector: the `holidays` library under calendar.yaml.

Saturdays and Sundays are off (QĐ 188/1999/QĐ-TTg) unless a decision makes one a day of work;
public holidays and the days off in lieu are those of BLLĐ 2019 Điều 111.3 and 112.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dondoc.calendar.date_words import weekday
from dondoc.calendar.days_off_file import DEFAULT_PATH, DaysOffDecision, read_decisions
from dondoc.calendar.holiday_library import library_days

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Year:
    workdays: list[date]  # sorted
    known: frozenset[date]
    holidays: dict[date, str]


class Workdays:
    """Working days of any year, computed a year at a time and kept; plain data, so it pickles."""

    def __init__(self, decisions: Iterable[DaysOffDecision] = ()) -> None:
        self.decisions = tuple(decisions)
        self._off = {day.on: day.label for one in self.decisions for day in one.days_off}
        self._worked = {day.on: day.label for one in self.decisions for day in one.worked}
        self._years: dict[int, _Year] = {}

    def is_workday(self, on: date) -> bool:
        return on in self._year(on.year).known

    def roll_forward(self, on: date) -> date:
        """The day itself, or the next working day (BLDS 2015 Điều 148.5)."""
        while not self.is_workday(on):
            on += _ONE_DAY
        return on

    def roll_back(self, on: date) -> date:
        """The day itself, or the working day before it."""
        while not self.is_workday(on):
            on -= _ONE_DAY
        return on

    def add(self, on: date, days: int) -> date:
        """The `days`-th working day after `on`, or before it when negative; `on` itself for 0.

        The day itself is never counted (BLDS 2015 Điều 147.2), whether it is off or not.
        """
        if days == 0:
            return on
        year = on.year
        workdays = self._year(year).workdays
        if days > 0:
            index = bisect_right(workdays, on) + days - 1
        else:
            index = bisect_left(workdays, on) + days
        while index >= len(workdays):
            index -= len(workdays)
            year += 1
            workdays = self._year(year).workdays
        while index < 0:
            year -= 1
            workdays = self._year(year).workdays
            index += len(workdays)
        return workdays[index]

    def count(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.count(end, start)
        between = sum(len(self._year(year).workdays) for year in range(start.year, end.year))
        before_end = bisect_right(self._year(end.year).workdays, end)
        return between + before_end - bisect_right(self._year(start.year).workdays, start)

    def between(self, start: date, end: date) -> list[date]:
        """The working days from `start` to `end`, both included."""
        return [
            on
            for year in range(start.year, end.year + 1)
            for on in self._year(year).workdays
            if start <= on <= end
        ]

    def label(self, on: date) -> str | None:
        """Why the day is off: the holiday, or «thứ Bảy», «Chủ nhật»; None for a working day."""
        if self.is_workday(on):
            return None
        return self.holiday(on) or weekday(on)

    def holiday(self, on: date) -> str | None:
        """The public holiday, day in lieu or swap on that day; None for a mere weekend."""
        return self._year(on.year).holidays.get(on)

    def made_up(self, on: date) -> str | None:
        """The label of a Saturday or Sunday that a decision makes a day of work."""
        if on.weekday() < _SATURDAY or not self.is_workday(on):
            return None
        return self._worked.get(on, "ngày làm bù")

    def confirmed(self, year: int) -> bool:
        """Has the calendar of the year been decided? If not, its dates are provisional."""
        return any(
            one.confirmed and one.scope == "year" for one in self.decisions if one.year == year
        )

    def unconfirmed(self, year: int) -> list[str]:
        """What is still in doubt about the year, one Vietnamese sentence each; empty if nothing."""
        own = [one for one in self.decisions if one.year == year]
        settled = self.confirmed(year)
        open_ = [one for one in own if not one.confirmed and not (settled and one.scope == "year")]
        doubts = [f"Chưa xác nhận: {one.cite()}. {one.source}" for one in open_]
        if settled or any(one.scope == "year" for one in own):
            return doubts
        provisional = (
            f"Lịch nghỉ năm {year} là tạm tính theo luật: chưa có quyết định của Thủ tướng."
        )
        return [provisional, *doubts]

    def notes(self, year: int) -> list[str]:
        """What the year's calendar rests on, and what is in doubt: one Vietnamese sentence each."""
        settled = [
            f"{one.cite()}. {one.source}"
            for one in self.decisions
            if one.year == year and one.confirmed
        ]
        return [*settled, *self.unconfirmed(year)]

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._compute(year)
        return known

    def _compute(self, year: int) -> _Year:
        holidays, made_up = library_days(year)
        holidays |= {on: label for on, label in self._off.items() if on.year == year}
        holidays = {on: label for on, label in holidays.items() if on not in self._worked}
        worked = (made_up - self._off.keys()) | self._worked.keys()
        first = date(year, 1, 1).toordinal()
        days = (date.fromordinal(first + index) for index in range(366))
        workdays = [
            on
            for on in days
            if on.year == year
            and (on in worked or (on.weekday() < _SATURDAY and on not in holidays))
        ]
        return _Year(workdays, frozenset(workdays), holidays)


def load_workdays(path: Path | None = None) -> Workdays:
    """The working days under calendar.yaml, read again only when the file changed.

    Raises Refused with file, entry and field for a file that cannot be right.
    """
    path = path or DEFAULT_PATH
    return _load(path, path.stat().st_mtime_ns if path.exists() else 0)


@functools.lru_cache(maxsize=8)
def _load(path: Path, changed_at: int) -> Workdays:
    return Workdays(read_decisions(path))
