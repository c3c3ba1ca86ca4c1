"""III.1.1, second bullet: districts direct their communes (until there were no districts)."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.run_names import duty_run_name

FLOW = "commune_direction"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Chỉ đạo, theo dõi cấp xã", run_name=duty_run_name(FLOW))
def commune_direction(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc UBND huyện, thành phố chỉ đạo và theo dõi xã, phường, thị trấn."""
    return duty_day(duty, as_of)
