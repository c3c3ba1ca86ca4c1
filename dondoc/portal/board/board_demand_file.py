"""The document by which something was asked, for who reads the assignment on the board."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import FileResponse

from dondoc import access
from dondoc.demands.demand_files import demand_files
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.assignment_matter import facts_or_404, why_not_read
from dondoc.portal.context import context
from dondoc.portal.send_file import attachment
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@router.get("/bang/viec/{assignment_id}/van-ban/{file_id}")
def demanding_document(
    request: Request,
    assignment_id: int,
    file_id: int,
    account: Annotated[Account, Depends(opening(access.Act.READ))],
) -> FileResponse:
    """As an attachment."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        facts, registry = facts_or_404(session, here, assignment_id), here.rulebook.registry
        duty, unit = registry.duty_of(facts.plan, facts.duty), registry.unit(facts.unit_code)
        if wanted := why_not_read(here, duty, unit, account):
            raise HTTPException(403, sentence(capital(wanted)))
        found = demand_files(session, assignment_id, as_of=here.now)
    file = next((one for one in found if one.id == file_id), None)
    return attachment(here.settings.files_dir, file)
