"""The form of what a unit hands in: its fields, and what each duty wants of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, create_model, field_validator

from dondoc.calendar.date_words import short_date
from dondoc.forms.translate import Place
from dondoc.forms.typed_dates import Day, not_after
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import (
    REASON_MISSING,
    Choice,
    DocumentNumber,
    Info,
    Link,
    OneLine,
    SomeLines,
    Whole,
)
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.plan.example_number import example_number
from dondoc.plan.schema import Duty, Indicator
from dondoc.problems import Problem, Refused
from models.kinds import Answer

_LINK = "hãy ghi đường dẫn hoặc kèm tệp làm minh chứng"
_LINK_OR_NOTE = f"{_LINK}; đơn vị không có trang riêng thì nói rõ ở ghi chú"
_OF_A_DOCUMENT = frozenset({"document_number", "document_on", "signer", "sent_on"})
_LIST = "hãy ghi ngày ký của quyết định mới nhất có trong danh mục, như 18/03/2027"
_OF_A_LIST = frozenset({"list_number", "list_on"})
_CHOOSE = "hãy chọn một trong các câu trả lời đã nêu"
_Number = DocumentNumber()
_ANSWERS = tuple((one.value, one) for one in Answer)


@dataclass(frozen=True)
class EvidenceFrame:
    """What it is read against; a `partial` one leaves signer, figures and file for later.

    `example` is a number as documents of the unit bear it.
    """

    duty: Duty
    received_on: date
    has_file: bool = False
    partial: bool = False
    example: str = field(default_factory=lambda: example_number(None))

    @property
    def today(self) -> date:
        """The day beside which a date without a year is read."""
        return self.received_on


class FiguresForm(TypedForm):
    """The figures of one duty: a field an indicator (`figures_form`)."""

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        return "" if info.context.partial else super().missing(name, info)


def _taken_here(answer: Answer, info: Info) -> Answer:
    """The answer, if the duty takes it. Raises Refused."""
    if answer is Answer.NIL and not info.context.duty.nil_allowed:
        wanted = "việc này phải có báo cáo, không nhận trả lời «không phát sinh»"
        raise Refused(Problem("answer", "không phát sinh", wanted))
    return answer


_Answer = Annotated[Answer, AfterValidator(_taken_here), Choice(_ANSWERS, _CHOOSE)]


class EvidenceForm(TypedForm):
    """What a unit hands in. A field here is one on the page, in a mail, on the command line."""

    answer: Annotated[_Answer, Needed(_CHOOSE)] = entry("Trả lời")
    document_number: Annotated[str | None, _Number] = entry("Số, ký hiệu văn bản")
    document_on: Annotated[date | None, Day] = entry("Ngày ký")
    signer: Annotated[str | None, SomeLines] = entry("Người ký")
    sent_on: Annotated[date | None, Day] = entry("Ngày gửi qua hệ thống văn bản")
    list_number: Annotated[str | None, DocumentNumber("378/QĐ-UBND")] = entry(
        "Số quyết định mới nhất trong danh mục đang niêm yết"
    )
    list_on: Annotated[date | None, Day] = entry("Ngày ký quyết định ấy")
    figures: dict[str, int] = entry("Số liệu", {})
    reason: Annotated[str | None, SomeLines] = entry("Lý do")
    note: Annotated[str | None, SomeLines] = entry("Ghi chú")
    link: Annotated[str | None, Link] = entry("Đường dẫn")  # after the note: it may do
    incoming_number: Annotated[str | None, OneLine(LONGEST_EVIDENCE)] = entry("Số đến")

    @classmethod
    def asks(cls, name: str, info: Info) -> bool:
        done = info.data.get("answer") is Answer.DONE
        if name in _OF_A_LIST:
            evidence = info.context.duty.evidence
            return done and "posted_list" in (*evidence.fields, *evidence.optional)
        return done or name not in _OF_A_DOCUMENT

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        frame, answer = info.context, info.data.get("answer")
        if name == "reason":
            without = answer in (Answer.NIL, Answer.NOT_DONE)
            return REASON_MISSING if without else ""
        if name in ("document_number", "document_on", "signer", "list_on", "link"):
            return _missing(name, frame, info.data) if answer is Answer.DONE else ""
        return super().missing(name, info)

    @classmethod
    def label(cls, place: Place, frame: Any = None) -> str:
        if place[0] == "document_on" and frame is not None:
            return str(frame.duty.evidence.date_label)
        if place[0] == "figures" and len(place) > 1:
            indicators = frame.duty.indicators
            return next((str(one.title) for one in indicators if one.code == place[1]), "")
        return super().label(place, frame)

    @classmethod
    def field_name(cls, place: Place) -> str:
        return f"figure_{place[1]}" if place[0] == "figures" and len(place) > 1 else str(place[0])

    @classmethod
    def unknown(cls, place: Place, frame: Any = None) -> str:
        if place[0] != "figures":
            return super().unknown(place, frame)
        known = "; ".join(f"{one.title} ({one.code})" for one in frame.duty.indicators)
        return f"việc này không có chỉ tiêu ấy; các chỉ tiêu là {known}"

    def columns(self) -> dict[str, Any]:
        """What the ledger keeps of it: a column a field, but for the figures."""
        return self.model_dump(include=set(EvidenceForm.model_fields) - {"figures"})

    @field_validator("document_on")
    @classmethod
    def _signed_before_it_came(cls, on: date | None, info: Info) -> date | None:
        received_on = info.context.received_on
        late = f"{_called(info.context)} sau ngày nhận ({short_date(received_on)}); hãy xem lại"
        return on and not_after(on, received_on, late)

    @field_validator("sent_on")
    @classmethod
    def _sent_after_it_was_signed(cls, on: date | None, info: Info) -> date | None:
        if on is None:
            return None
        received_on, signed_on = info.context.received_on, info.data.get("document_on")
        if signed_on and on < signed_on:
            raise ValueError(f"trước ngày ký ({short_date(signed_on)}); hãy xem lại")
        return not_after(on, received_on, f"sau hôm nay ({short_date(received_on)}); hãy xem lại")

    @field_validator("list_on")
    @classmethod
    def _posted_when_it_was_signed(cls, on: date | None, info: Info) -> date | None:
        received_on = info.context.received_on
        late = f"sau ngày nhận ({short_date(received_on)}); hãy ghi ngày ký của quyết định"
        return on and not_after(on, received_on, late)

    @field_validator("figures", mode="before")
    @classmethod
    def _of_the_duty(cls, given: Any, info: Info) -> Any:
        if not isinstance(given, Mapping):
            return given
        if info.data.get("answer") is not Answer.DONE:
            return {}
        form = figures_form(info.context.duty.indicators)
        return form.model_validate(dict(given), context=info.context).model_dump(exclude_none=True)


@cache
def figures_form(indicators: tuple[Indicator, ...]) -> type[FiguresForm]:
    """The form of these figures: each a whole number, each needed unless it is optional."""
    wanted = Needed("hãy ghi một số, 0 nếu không có")
    fields: dict[str, Any] = {
        one.code: (
            Annotated[int | None, Whole(), *(() if one.optional else (wanted,))],
            entry(one.title),
        )
        for one in indicators
    }
    return create_model("Figures", __base__=FiguresForm, **fields)


def _missing(name: str, frame: EvidenceFrame, said: Mapping[str, Any]) -> str:
    """What is said of a field that a report leaves empty, by what the duty asks."""
    evidence = frame.duty.evidence
    if name == "document_number":
        return f"hãy ghi như {frame.example}" if "number" in evidence.fields else ""
    if name == "document_on":
        wanted = f"hãy ghi {_called(frame)} như {short_date(frame.received_on)}"
        return wanted if "date" in evidence.fields else ""
    if frame.partial:
        return ""
    if name == "signer":
        return "hãy ghi họ tên người ký văn bản" if "signer" in evidence.fields else ""
    if name == "list_on":
        return _LIST if "posted_list" in evidence.fields else ""
    if frame.has_file or "link_or_file" not in evidence.fields:
        return ""
    if evidence.note_instead:
        return "" if said.get("note") else _LINK_OR_NOTE
    return _LINK


def _called(frame: EvidenceFrame) -> str:
    label = frame.duty.evidence.date_label
    return label[:1].lower() + label[1:]
