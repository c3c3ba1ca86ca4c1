"""Everything that waits for the account that is signed in, the nearest date first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.portal.board.board_links import WAITING_PATH
from dondoc.portal.board.day_section import waiting_groups
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
_MOST = 500


@router.get(WAITING_PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """What this account may decide; nothing for one that only looks."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        groups = waiting_groups(session, here, account, root=root(request), most=_MOST)
    return form_page(request, "board/waiting.html", account, groups=groups, as_of=here.now)
