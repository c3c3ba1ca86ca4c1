"""The parameter by which a flow that serves several duties is told which one it is for."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from dondoc.ledger.installation import load_rules
from dondoc.plan.features import duties_of
from dondoc.plan.schema import Duty, Plan
from dondoc.problems import Problem, Refused

ASKED = Field(
    validate_default=True,  # nothing given is the first duty of the flow
    json_schema_extra={
        "title": "Nhiệm vụ",
        "description": "Mã hoặc tên ngắn của nhiệm vụ mà luồng này phục vụ.",
    },
)


def duty_of(flow: str) -> BeforeValidator:
    """Takes a code or slug of a duty of that flow and gives its code; others are refused.

    Nothing is the first duty that the plan gives to that flow.
    """

    def read(given: Any) -> str:
        try:
            return duty_of_flow(load_rules().registry.plan, flow, str(given or "").strip()).code
        except Refused as refused:
            raise _refusal(str(refused)) from None

    return BeforeValidator(read)


def duty_of_flow(plan: Plan, flow: str, given: str) -> Duty:
    """The duty that a run of that flow is for. Raises Refused, naming those that there are."""
    duties = duties_of(plan, flow)
    for duty in duties:
        if not given or given in (*duty.codes, duty.slug):
            return duty
    known = ", ".join(duty.slug for duty in duties)
    wanted = f"không thuộc luồng này; hãy ghi một trong: {known}" if known else _NONE
    raise Refused(Problem("duty", given, wanted, "Nhiệm vụ"))


_NONE = "kế hoạch đang dùng không có nhiệm vụ nào của luồng này; không chạy"


def _refusal(words: str) -> PydanticCustomError:
    return PydanticCustomError("duty", "{words}", {"words": words})
