"""III.1.6 and II.3.1: features and columns on air, in the province and locally."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "broadcast"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Phát sóng cải cách hành chính", run_name=duty_run_name(FLOW))
def broadcast(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ, nhắc chuyên đề phát sóng; kiểm đếm chuyên mục và lượt phát thanh ở cơ sở."""
    return duty_day(duty, as_of)
