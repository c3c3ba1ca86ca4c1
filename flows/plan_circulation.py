"""Nơi nhận: the plan reached everyone on the list of recipients."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.run_names import duty_run_name

DUTY = "NN"


@dondoc_flow("Gửi Kế hoạch đến nơi nhận", run_name=duty_run_name(DUTY))
def plan_circulation(as_of: AsOf = None) -> State[None]:
    """Theo dõi việc gửi Kế hoạch đến Bộ Nội vụ và mọi nơi nhận."""
    return duty_day(DUTY, as_of)
