"""II.3.2: dialogue with business, and «Cà phê doanh nhân»."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "business_dialogue"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Đối thoại với doanh nghiệp", run_name=duty_run_name(FLOW))
def business_dialogue(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ kiểm đếm các cuộc đối thoại với doanh nghiệp và chương trình Cà phê doanh nhân."""
    return duty_day(duty, as_of)
