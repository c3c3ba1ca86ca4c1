"""II.3.3: units review decisions on procedures and submit them for announcement in time."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.publication_parts import reviewed_decisions
from flows.run_names import duty_run_name

FLOW = "procedure_review"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Rà soát công bố thủ tục hành chính", run_name=duty_run_name(FLOW))
def procedure_review(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ, giao việc trình công bố theo quyết định của bộ, ngành; nhắc các đơn vị."""
    return duty_day(duty, as_of, reviewed_decisions)
