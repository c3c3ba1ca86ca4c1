"""The forms of a conference: itself and each of its sessions, as an officer types them."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import field_validator

from dondoc.clock import at
from dondoc.conference.announcement import SessionFacts
from dondoc.forms.typed_dates import DAY_MISSING, DueOn, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import (
    Clock,
    DocumentNumber,
    Info,
    Link,
    OneLine,
    SomeLines,
    Subject,
    Whole,
)
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.retention_periods import LONGEST_RETENTION

PLAN_EXAMPLE = "45/KH-SNV"
DEFAULT_SEATS, MOST_SEATS = 2, 99

_HOUR = "hãy ghi giờ như 8h00 hoặc 13:30"
_YEAR = "hãy ghi năm của Chỉ số, như 2026"
_SEATS = f"hãy ghi số đại biểu mỗi đơn vị, từ 1 đến {MOST_SEATS}"
_MONTHS = f"hãy ghi số tháng, từ 1 đến {LONGEST_RETENTION}"
_OLDEST_INDEX, _NEWEST_INDEX = 2012, 2100


class SessionForm(TypedForm):
    """One session, read against `RequestFrame`: on a working day of which units hear in time."""

    name: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Tên buổi")
    on: Annotated[DueOn, Needed(DAY_MISSING)] = entry("Ngày họp")
    starts: Annotated[time, Clock(_HOUR), Needed(_HOUR)] = entry("Giờ bắt đầu")
    ends: Annotated[time, Clock(_HOUR), Needed(_HOUR)] = entry("Giờ kết thúc")
    place: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Địa điểm")
    link: Annotated[str | None, Link] = entry("Đường dẫn họp trực tuyến")

    @field_validator("ends")
    @classmethod
    def _after_it_began(cls, ends: time, info: Info) -> time:
        starts = info.data.get("starts")
        if starts is not None and ends <= starts:
            raise ValueError(f"phải sau giờ bắt đầu ({starts:%H:%M}); hãy xem lại")
        return ends

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "link" and not info.data.get("place"):
            return "chưa có địa điểm, hãy ghi đường dẫn họp trực tuyến, hoặc ghi địa điểm"
        return super().missing(name, info)

    def facts(self, number: int) -> SessionFacts:
        """As it is announced."""
        return SessionFacts(
            number=number,
            name=self.name or "",
            starts_at=at(self.on, self.starts.hour, self.starts.minute),
            ends_at=at(self.on, self.ends.hour, self.ends.minute),
            place=self.place or "",
            link=self.link or "",
        )


class ConferenceForm(TypedForm):
    """What a conference is called and who holds it."""

    index_year: Annotated[int, Whole(_OLDEST_INDEX, _YEAR), Needed(_YEAR)] = entry("Năm Chỉ số")
    title: Annotated[str, Subject, Needed("hãy ghi tên Hội nghị")] = entry("Tên Hội nghị")
    chair: Annotated[str, OneLine(LONGEST_EVIDENCE), Needed("hãy ghi chức danh người chủ trì")] = (
        entry("Chủ trì")
    )
    partners: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Cơ quan phối hợp")
    contact: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Người liên hệ, điện thoại")
    rsvp_by: DueOn | None = entry("Hạn trả lời")
    retention_months: Annotated[int | None, Whole(1, _MONTHS)] = entry("Số tháng giữ dữ liệu")

    @field_validator("index_year")
    @classmethod
    def _a_year(cls, year: int) -> int:
        if year > _NEWEST_INDEX:
            raise ValueError(_YEAR)
        return year

    @field_validator("retention_months")
    @classmethod
    def _not_for_ever(cls, months: int | None) -> int | None:
        if months is not None and months > LONGEST_RETENTION:
            raise ValueError(_MONTHS)
        return months


class SeatsForm(TypedForm):
    """How many a unit may send."""

    seats: Annotated[int | None, Whole(1, _SEATS)] = entry("Số đại biểu mỗi đơn vị")

    @field_validator("seats")
    @classmethod
    def _in_the_room(cls, seats: int | None) -> int | None:
        if seats is not None and seats > MOST_SEATS:
            raise ValueError(_SEATS)
        return seats


class PlanPaperForm(TypedForm):
    """The paper by which it is held (III.1.2.c1)."""

    number: Annotated[
        str, DocumentNumber(PLAN_EXAMPLE), Needed(f"hãy ghi số, ký hiệu, như {PLAN_EXAMPLE}")
    ] = entry("Số kế hoạch")
    signed_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày kế hoạch")
    signer: Annotated[str, SomeLines, Needed("hãy ghi họ tên người ký")] = entry("Người ký")
