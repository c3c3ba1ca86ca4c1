"""III.2: the budget line, the estimate and the settlement."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "outreach_budget"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Kinh phí tuyên truyền", run_name=duty_run_name(FLOW))
def outreach_budget(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc các đơn vị bố trí, lập dự toán và quyết toán kinh phí tuyên truyền."""
    return duty_day(duty, as_of)
