"""III.1.8: Mặt trận and the organisations, by request."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "front_mobilisation"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Phối hợp của Mặt trận và các tổ chức", run_name=duty_run_name(FLOW))
def front_mobilisation(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, đề nghị Mặt trận và các tổ chức chính trị - xã hội phối hợp cung cấp thông tin."""
    return duty_day(duty, as_of)
