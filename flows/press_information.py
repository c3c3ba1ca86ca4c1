"""III.1.2, second bullet: results and good examples to the press."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "press_information"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Thông tin cho báo chí", run_name=duty_run_name(FLOW))
def press_information(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ kiểm đếm thông tin kết quả và điển hình tốt gửi các cơ quan báo chí."""
    return duty_day(duty, as_of)
