"""III.1.1, third bullet: provincial bodies, districts (2021), communes report four times a year."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "periodic_report"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Báo cáo định kỳ", run_name=duty_run_name(FLOW))
def periodic_report(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ báo cáo, nhắc các đơn vị đến hết ngày hạn, công bố tiến độ gửi báo cáo."""
    return duty_day(duty, as_of)
