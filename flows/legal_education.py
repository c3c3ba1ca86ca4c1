"""III.1.4: administrative reform within legal education."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "legal_education"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Lồng ghép trong phổ biến, giáo dục pháp luật", run_name=duty_run_name(FLOW))
def legal_education(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc Sở Tư pháp; kiểm đếm việc lồng ghép mỗi quý."""
    return duty_day(duty, as_of)
