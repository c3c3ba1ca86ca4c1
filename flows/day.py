"""The day a run stands for: now, or the morning of a day that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from dondoc import clock
from dondoc.calendar.date_words import parse_date, short_date

MORNING = time(7, 30)
FIRST_WINDOW = time(8)


@dataclass(frozen=True)
class Day:
    """`now` is the instant every rule of the run takes; `past` says that it is not the present."""

    now: datetime
    on: date
    past: bool


def settle_day(as_of: date | None, *, at: time = MORNING) -> Day:
    """The present; for a day that is over, `at` on that day, as its own run would have seen it."""
    now = clock.now()
    today = clock.local_date(now)
    if as_of is None or as_of >= today:
        return Day(now, today, past=False)
    return Day(clock.at(as_of, at.hour, at.minute), as_of, past=True)


def _read_day(given: Any) -> Any:
    """A day as the form, the API or a person writes it; one that has not come is refused."""
    if given is None or given == "":
        return None
    try:
        on = _date(given)
    except ValueError as error:
        raise PydanticCustomError("day", "{words}", {"words": str(error)}) from None
    today = clock.local_date(clock.now())
    if on > today:
        words = f"Ngày {short_date(on)} chưa đến; hãy để trống hoặc ghi ngày không sau {{today}}."
        words = words.format(today=short_date(today))
        raise PydanticCustomError("day", "{words}", {"words": words})
    return on


def _date(given: Any) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    return parse_date(str(given).split("T", maxsplit=1)[0])


AsOf = Annotated[
    date | None,
    BeforeValidator(_read_day),
    Field(
        json_schema_extra={
            "title": "Ngày",
            "description": "Để trống là hôm nay. Ghi một ngày đã qua để chạy lại cho ngày đó.",
        }
    ),
]
"""The parameter every flow of a day takes. Prefect writes its own title over a plain `Field`'s."""
