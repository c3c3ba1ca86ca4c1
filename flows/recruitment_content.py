"""II.3.4: administrative reform in recruitment, promotion examinations and contests."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "recruitment_content"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Cải cách hành chính trong tuyển dụng", run_name=duty_run_name(FLOW))
def recruitment_content(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ rà soát nội dung cải cách hành chính trong tuyển dụng, thi nâng ngạch."""
    return duty_day(duty, as_of)
