"""III.1.5: news on administrative reform on the provincial portal, counted each month."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "portal_news"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Tin cải cách hành chính trên Cổng", run_name=duty_run_name(FLOW))
def portal_news(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ kiểm đếm tin, bài cải cách hành chính trên Cổng thông tin điện tử mỗi tháng."""
    return duty_day(duty, as_of)
