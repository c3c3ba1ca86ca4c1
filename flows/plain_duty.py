"""A duty of any plan that needs nothing of its own: opened, reminded of, followed, counted."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "plain_duty"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Nhiệm vụ của kế hoạch", run_name=duty_run_name(FLOW))
def plain_duty(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ, nhắc các đơn vị đến hết ngày hạn, công bố tiến độ."""
    return duty_day(duty, as_of)
