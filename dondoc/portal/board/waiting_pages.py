"""Everything that waits for the account that is signed in, the nearest date first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.messages.render_waiting import WaitingGroup
from dondoc.portal.board.board_links import WAITING_PATH
from dondoc.portal.board.day_section import waiting_groups
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.waiting_tables import waiting_tables
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
MOST = 500
"""Rows of a kind: nobody has more to decide, and a page of more is not read."""


@router.get(WAITING_PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """What this account may decide; nothing for one that only looks."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        groups = waiting_groups(session, here, account, root=root(request), most=MOST)
    file = waiting_file(groups, as_of=here.now)
    return table_page(request, "board/waiting.html", account, file, groups=groups)


def waiting_file(groups: Sequence[WaitingGroup], *, as_of: datetime) -> ViewFile:
    """The same as a table."""
    return ViewFile("cho-xu-ly", as_of, lambda: waiting_tables(groups, as_of=as_of))
