"""III.1.2, first bullet: Sở Nội vụ consolidates and reports, by period and on demand."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf, Day
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import OwnPart, duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.form_field import form_field
from flows.report_drafts import ASKED_PERIOD, drafted_reports
from flows.run_names import duty_run_name

FLOW = "consolidated_report"
Duty = Annotated[str, duty_of(FLOW), ASKED]
Period = Annotated[
    str,
    ASKED_PERIOD,
    form_field(
        "Kỳ cần soạn dự thảo",
        "Ví dụ 2027-Q1 hoặc quý I/2027, soạn ngay. Để trống là kỳ mới nhất mà các đơn vị đã đến hạn"
        " gửi báo cáo mà báo cáo tổng hợp chưa phát hành.",
    ),
]


@dondoc_flow("Báo cáo tổng hợp", run_name=duty_run_name(FLOW))
def consolidated_report(duty: Duty = "", period: Period = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ báo cáo tổng hợp, nhắc cơ quan tổng hợp, soạn dự thảo; theo dõi báo cáo đột xuất."""

    def drafts(day: Day) -> OwnPart:
        return drafted_reports(day, period)

    return duty_day(duty, as_of, drafts)
