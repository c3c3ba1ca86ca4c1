"""III.1.2, third bullet: the conference that guides scoring, and the self-scoring after it."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FIRST = "III.1.2.c1"
Duty = Annotated[str, duty_of("scoring_conference"), ASKED]


@dondoc_flow("Hội nghị chấm điểm", run_name=duty_run_name(FIRST))
def scoring_conference(duty: Duty = FIRST, as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc chuẩn bị và tổ chức Hội nghị chấm điểm; nhắc các đơn vị tự chấm điểm."""
    return duty_day(duty, as_of)
