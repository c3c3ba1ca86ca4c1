"""When the office got what an officer enters for a unit: the day, and the hour if known."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import field_validator

from dondoc.calendar.date_words import short_date
from dondoc.clock import at, local_date
from dondoc.forms.typed_dates import Day, not_after, not_later
from dondoc.forms.typed_form import TypedForm, entry
from dondoc.forms.values import Info, TimeOfDay
from dondoc.submissions.record_submission import NOON


class ArrivalForm(TypedForm):
    """Day and hour on which it reached the office; lateness is judged by them (DESIGN §5)."""

    received_on: Annotated[date, Day] = entry("Ngày nhận")
    received_time: Annotated[time | None, TimeOfDay] = entry("Giờ nhận")

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        return local_date(info.context.now) if name == "received_on" else None

    @field_validator("received_on")
    @classmethod
    def _has_come(cls, on: date, info: Info) -> date:
        today = local_date(info.context.now)
        wanted = f"sau hôm nay ({short_date(today)}); hãy ghi ngày văn bản đến cơ quan"
        return not_after(on, today, wanted)

    @field_validator("received_time")
    @classmethod
    def _is_past(cls, hour: time | None, info: Info) -> time | None:
        wanted = "hãy ghi lúc văn bản đến cơ quan"
        return not_later(hour, info.data.get("received_on"), info.context.now, wanted)

    def received_at(self, now: datetime) -> datetime:
        """When it came; at noon where the hour is not known, yet not later than now."""
        if self.received_time is None:
            return min(at(self.received_on, NOON.hour), now)
        return at(self.received_on, self.received_time.hour, self.received_time.minute)
