"""III.1.3, first bullet: information on the control of administrative procedures."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "procedure_control_report"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Thông tin kiểm soát thủ tục hành chính", run_name=duty_run_name(FLOW))
def procedure_control_report(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ, nhắc cơ quan kiểm soát thủ tục hành chính cấp số liệu và đăng tin, bài."""
    return duty_day(duty, as_of)
