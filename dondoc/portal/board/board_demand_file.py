"""The document by which something was asked, for who reads the assignment on the board."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse

from dondoc import access
from dondoc.demands.demand_files import demand_files
from dondoc.portal.board.assignment_matter import require_readable
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
        require_readable(session, here, assignment_id, account)
        found = demand_files(session, assignment_id, as_of=here.now)
    file = next((one for one in found if one.id == file_id), None)
    return attachment(here.settings.files_dir, file)
