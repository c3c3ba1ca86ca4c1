"""«Quét lại nguồn này»: a look at one source now, behind an answer that is out already."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.portal.board.board_links import SOURCE_PATH
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.source_pages import why_not_scan
from dondoc.portal.context import PageContext, context, deliver_now, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from dondoc.publication.scan.run_scan import scan_source
from models import Account, PublicationSource
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = f"{SOURCE_PATH}/{{number:int}}/quet-lai"

_log = logging.getLogger(__name__)


@router.post(PATH)
def look_again(
    request: Request,
    background: BackgroundTasks,
    number: int,
    account: Annotated[Account, Depends(posting(Act.PUBLICITY))],
) -> Response:
    """Begin the look; the page says that it runs, and shows it once it is over."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        if session.get(PublicationSource, number) is None:
            raise HTTPException(404)
    if wanted := why_not_scan(here, account):
        raise HTTPException(403, wanted)
    background.add_task(_scan, here, number)
    address = f"{root(request)}{SOURCE_PATH}/{number}?xong=quet-lai"
    return RedirectResponse(address, status_code=303)


lead_back(router, PATH, to=f"{SOURCE_PATH}/{{number}}", guard=opening(Act.SEE))


def _scan(here: PageContext, number: int) -> None:
    """Look, and send what came of it; what cannot be looked at is said in the log."""
    try:
        scan_source(here, number, now=here.now)
    except Refused as refused:
        _log.warning("%s", refused)
        return
    deliver_now(here)
