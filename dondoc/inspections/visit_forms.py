"""The forms of a visit: the appointment, the minutes and the notice of the conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import field_validator

from dondoc.calendar.date_words import weekday_date
from dondoc.forms.typed_dates import DAY_MISSING, Day, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber, Info, SomeLines

_EXAMPLE = "12/BB-SNV"


@dataclass(frozen=True)
class MinutesFrame:
    """What the minutes are read against: they are of today at the latest."""

    today: date


class AppointmentForm(TypedForm):
    """When a unit is visited, read against `RequestFrame`; `words` are for the unit."""

    on: Annotated[date, Day, Needed(DAY_MISSING)] = entry("Ngày kiểm tra")
    words: Annotated[str | None, SomeLines] = entry("Giờ, nơi, nội dung")

    @field_validator("on")
    @classmethod
    def _a_working_day_to_come(cls, on: date, info: Info) -> date:
        today, workdays = info.context.today, info.context.workdays
        if on <= today or not workdays.is_workday(on):
            near = weekday_date(workdays.add(max(on, today), 1))
            raise ValueError(f"phải là ngày làm việc sau hôm nay; ví dụ {near}")
        return on


class MinutesForm(TypedForm):
    """The inspecting body's own paper."""

    number: Annotated[
        str, DocumentNumber(_EXAMPLE), Needed(f"hãy ghi số, ký hiệu, như {_EXAMPLE}")
    ] = entry("Số, ký hiệu")
    signed_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày lập")
    words: Annotated[str | None, SomeLines] = entry("Kết luận ngắn gọn")
