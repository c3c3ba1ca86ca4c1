"""III.1.2, first bullet: Sở Nội vụ consolidates and reports, by period and on demand."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FIRST = "III.1.2.a4"
Duty = Annotated[str, duty_of("consolidated_report"), ASKED]


@dondoc_flow("Báo cáo tổng hợp", run_name=duty_run_name(FIRST))
def consolidated_report(duty: Duty = FIRST, as_of: AsOf = None) -> State[None]:
    """Mở kỳ báo cáo tổng hợp, nhắc Sở Nội vụ, ghi nhận phần của Sở; theo dõi báo cáo đột xuất."""
    return duty_day(duty, as_of)
