"""The forms of a visit: the appointment, the minutes and the notice of the conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dondoc.forms.typed_dates import DAY_MISSING, DueOn, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber, SomeLines

_EXAMPLE = "12/BB-SNV"


@dataclass(frozen=True)
class MinutesFrame:
    """What the minutes are read against: they are of today at the latest."""

    today: date


class AppointmentForm(TypedForm):
    """When a unit is visited, read against `RequestFrame`; `words` are for the unit."""

    on: Annotated[DueOn, Needed(DAY_MISSING)] = entry("Ngày kiểm tra")
    words: Annotated[str | None, SomeLines] = entry("Giờ, nơi, nội dung")


class MinutesForm(TypedForm):
    """The inspecting body's own paper."""

    number: Annotated[
        str, DocumentNumber(_EXAMPLE), Needed(f"hãy ghi số, ký hiệu, như {_EXAMPLE}")
    ] = entry("Số, ký hiệu")
    signed_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày lập")
    words: Annotated[str | None, SomeLines] = entry("Kết luận ngắn gọn")
