"""What an officer types when asking units for something: which document asks it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from dondoc.calendar.given_dates import earliest_date
from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.forms.typed_dates import DAY_MISSING, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber
from dondoc.plan.rulebook import Rulebook

_EXAMPLE = "45/SNV-CCHC"


@dataclass(frozen=True)
class RequestFrame:
    """What it is read against."""

    rulebook: Rulebook
    now: datetime

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def earliest_on(self) -> date:
        """The first day that may be wanted of who is asked now."""
        return earliest_date(self.now, self.workdays)

    @property
    def workdays(self) -> Workdays:
        return self.rulebook.workdays


class OfficialRequestForm(TypedForm):
    """The document that asks."""

    document_number: Annotated[
        str,
        DocumentNumber(_EXAMPLE),
        Needed(f"hãy ghi số, ký hiệu văn bản yêu cầu, như {_EXAMPLE}"),
    ] = entry("Số văn bản")
    document_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày văn bản")
