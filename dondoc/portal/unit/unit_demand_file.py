"""The document by which something was asked, as a unit that was asked opens it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from dondoc.demands.demand_files import file_for_unit
from dondoc.portal.context import Here
from dondoc.portal.send_file import attachment
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.link import Link
from dondoc.portal.unit.unit_pages import Id
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@router.get("/v/{token}/van-ban/{file_id}")
def demanding_document(link: Link, here: Here, file_id: Id) -> FileResponse:
    """As an attachment, never shown in the browser; 404 for who was not asked by it."""
    with transaction(here.engine, write=False) as session:
        file = file_for_unit(session, link.unit_code, file_id)
    return attachment(here.settings.files_dir, file)
