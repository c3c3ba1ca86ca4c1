"""An act that asks only why."""

from __future__ import annotations

from typing import Annotated

from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import REASON_MISSING, SomeLines


class ReasonForm(TypedForm):
    """Why, in a sentence."""

    reason: Annotated[str, SomeLines, Needed(REASON_MISSING)] = entry("Lý do")
