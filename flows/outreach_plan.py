"""III.1.1, first bullet, and II.3.2: yearly plans, and what was done, read from reports."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "outreach_plan"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Kế hoạch và kết quả tuyên truyền", run_name=duty_run_name(FLOW))
def outreach_plan(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc các đơn vị ban hành kế hoạch tuyên truyền; kiểm đếm kết quả theo kỳ báo cáo."""
    return duty_day(duty, as_of)
