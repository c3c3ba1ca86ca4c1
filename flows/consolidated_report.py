"""III.1.2, first bullet: Sở Nội vụ consolidates and reports to UBND tỉnh four times a year."""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.duty_day import duty_day
from flows.naming import duty_run_name

DUTY = "III.1.2.a4"


@flow(name="Báo cáo tổng hợp", flow_run_name=duty_run_name(DUTY))
def consolidated_report(as_of: AsOf = None) -> State[None]:
    """Mở kỳ báo cáo tổng hợp, nhắc Sở Nội vụ, ghi nhận phần của Sở khi báo cáo đã gửi."""
    return duty_day(DUTY, as_of)
