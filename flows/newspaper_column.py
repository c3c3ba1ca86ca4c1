"""III.1.7: columns in the newspaper, and replies to its readers."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "newspaper_column"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Chuyên mục, chuyên trang trên báo", run_name=duty_run_name(FLOW))
def newspaper_column(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ, đề nghị báo phối hợp; nhắc các đơn vị trả lời ý kiến mà báo chuyển đến."""
    return duty_day(duty, as_of)
