"""The parameter by which a flow that serves several duties is told which one it is for."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from dondoc.ledger.installation import load_rules
from dondoc.plan.schema import Duty
from dondoc.problems import Refused

ASKED = Field(
    json_schema_extra={
        "title": "Nhiệm vụ",
        "description": "Mã hoặc tên ngắn của nhiệm vụ mà luồng này phục vụ.",
    }
)


def duty_of(flow: str) -> BeforeValidator:
    """Takes a code or slug of a duty of that flow and gives its code; others are refused."""

    def read(given: Any) -> str:
        try:
            duties = load_rules().registry.plan.duties
        except Refused as refused:
            raise _refusal(str(refused)) from None
        return _read(str(given).strip(), [one for one in duties if one.flow == flow])

    return BeforeValidator(read)


def _read(given: str, duties: list[Duty]) -> str:
    for duty in duties:
        if duty.kind == "duty" and given in (*duty.codes, duty.slug):
            return duty.code
    known = ", ".join(duty.slug for duty in duties if duty.kind == "duty")
    raise _refusal(f"Nhiệm vụ «{given}» không thuộc luồng này; hãy ghi một trong: {known}.")


def _refusal(words: str) -> PydanticCustomError:
    return PydanticCustomError("duty", "{words}", {"words": words})
