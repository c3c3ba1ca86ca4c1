"""III.1.5: guidance to press, radio and local loudspeakers."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "media_guidance"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Hướng dẫn báo, đài, truyền thanh cơ sở", run_name=duty_run_name(FLOW))
def media_guidance(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc cơ quan quản lý báo chí hướng dẫn, định hướng báo, đài và truyền thanh cơ sở."""
    return duty_day(duty, as_of)
