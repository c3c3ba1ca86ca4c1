"""III.1.3, second bullet, and II.3.5: procedures are public, complete and right."""

from __future__ import annotations

from typing import Annotated

from prefect.client.schemas.objects import State

from dondoc.documents.publicity.conclusion_matter import conclusion_duty
from dondoc.ledger.installation import load_rules
from flows.conclusion_drafts import drafted_conclusions
from flows.day import AsOf
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import duty_day
from flows.duty_parameter import ASKED, duty_of
from flows.publication_parts import settled_declarations
from flows.run_names import duty_run_name

FLOW = "procedure_publication"
Duty = Annotated[str, duty_of(FLOW), ASKED]


@dondoc_flow("Công khai thủ tục hành chính", run_name=duty_run_name(FLOW))
def procedure_publication(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở kỳ kiểm tra, tự khai việc công khai thủ tục hành chính; nhắc hạn; soạn kết luận tháng."""
    concluded = conclusion_duty(load_rules().registry.plan)
    own = drafted_conclusions if concluded and duty == concluded.code else settled_declarations
    return duty_day(duty, as_of, own)
