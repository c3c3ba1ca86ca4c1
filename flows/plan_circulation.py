"""Nơi nhận: the plan reached everyone on the list of recipients."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "plan_circulation"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Gửi Kế hoạch đến nơi nhận", run_name=duty_run_name(FLOW))
def plan_circulation(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Theo dõi việc gửi Kế hoạch đến mọi nơi nhận."""
    return duty_day(duty, as_of)
