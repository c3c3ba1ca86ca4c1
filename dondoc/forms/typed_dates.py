"""The days of forms: as people type them, and which of them make sense.

What comes as a date already (from the command line) stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from dondoc.calendar.date_words import YearMissing, parse_date, short_date, weekday_date
from dondoc.clock import at, local, local_date
from dondoc.forms.values import Info
from dondoc.problems import Problem, Refused

FARTHEST = 366
"""Days: a date farther away than a year is a slip of the hand."""
TOO_FAR = "xa quá một năm; hãy xem lại năm"
DAY_MISSING = "Chưa ghi ngày. Hãy ghi như 15/03/2027."


@dataclass(frozen=True)
class PastFrame:
    """What a form is read against that tells of what has happened: nothing of it is after now."""

    now: datetime

    @property
    def today(self) -> date:
        return local_date(self.now)


def not_after(on: date, last_on: date, wanted: str) -> date:
    """The day; ValueError with `wanted` where it is after the last that makes sense."""
    if on > last_on:
        raise ValueError(wanted)
    return on


def not_later(hour: time | None, on: date | None, now: datetime, wanted: str) -> time | None:
    """The hour of that day; ValueError where it has not come, with what is `wanted` instead."""
    if hour and on and at(on, hour.hour, hour.minute) > now:
        raise ValueError(f"chưa đến, bây giờ mới {local(now):%H:%M}; {wanted}")
    return hour


def too_soon(earliest_on: date) -> str:
    """What is wrong with a date of which a unit would hear too late to have a day for it."""
    return f"sớm nhất là {weekday_date(earliest_on)}, để đơn vị có trọn một ngày làm việc"


def _day(given: Any, info: Info) -> Any:
    """The day; without its year the nearest such day, which is shown in full before it counts.

    An answer by mail cannot be shown first: there the receipt says which day was taken.
    """
    if isinstance(given, date):
        return given
    try:
        return parse_date(str(given))
    except YearMissing as missing:
        on = nearest_of(missing, info)
        if getattr(info.context, "partial", False):
            return on
        raise Refused(year_missing(str(given), [on])) from None


def nearest_of(missing: YearMissing, info: Info) -> date:
    """The nearest such day to the form's day (`frame.today`); raises `missing` where none is."""
    today = getattr(info.context, "today", None)
    on = missing.nearest(today) if today else None
    if on is None:
        raise missing
    return on


def year_missing(given: str, days: Sequence[date], instead: str = "") -> Problem:
    """Days without their year; `instead` is the text that they stand in, where it holds more."""
    which = "; ".join(f"nếu là {weekday_date(on)} thì hãy ghi {short_date(on)}" for on in days)
    written = instead or short_date(days[0])
    return Problem("", given, f"thiếu năm; {which}", instead=written, days=tuple(days))


def _signed(on: date, info: Info) -> date:
    today = info.context.today
    wanted = f"sau hôm nay ({short_date(today)}); hãy ghi ngày ký của văn bản"
    return not_after(on, today, wanted)


def _to_come(on: date, info: Info) -> date:
    today, workdays = info.context.today, info.context.workdays
    earliest_on = info.context.earliest_on
    if on <= today:
        raise ValueError(f"phải sau hôm nay ({short_date(today)}); {too_soon(earliest_on)}")
    if not workdays.is_workday(on):
        around = (workdays.roll_back(on), workdays.roll_forward(on))
        open_days = [weekday_date(one) for one in around if one >= earliest_on]
        near = " hoặc ".join(open_days or [weekday_date(earliest_on)])
        label = workdays.label(on)
        off = f"là ngày nghỉ ({label})" if label else "là ngày nghỉ"
        raise ValueError(f"{off}; hãy chọn {near}")
    if on < earliest_on:
        raise ValueError(too_soon(earliest_on))
    if (on - today).days > FARTHEST:
        raise ValueError(TOO_FAR)
    return on


Day = BeforeValidator(_day)
"""Beside a date: a day as people type it."""
SignedOn = Annotated[date, AfterValidator(_signed), Day]
"""The day a document was signed, today (`frame.today`) at the latest."""
DueOn = Annotated[date, AfterValidator(_to_come), Day]
"""A working day (`frame.workdays`) of which units hear in time (`frame.earliest_on`)."""
