"""III.1.2 and III.1.3: inspections of how the plan is carried out and of what is posted."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "inspection"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Kiểm tra", run_name=duty_run_name(FLOW))
def inspection(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc cơ quan chủ trì lập kế hoạch kiểm tra và hoàn thành các cuộc kiểm tra."""
    return duty_day(duty, as_of)
