"""`/bang/tim-kiem`: from every page to a unit, a document, a receipt; straight there if one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.limits import MOST_FOUND
from dondoc.portal.board.board_links import unit_path
from dondoc.portal.board.table_page import ViewFile, asks_file, table_page
from dondoc.portal.board.tables.search_tables import search_tables
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from dondoc.reporting.look_up import Hit, LookUp, SearchForm
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/tim-kiem"


@router.get(PATH)
def search(
    request: Request, account: Annotated[Account, Depends(opening(Act.SEE))], tim: str = ""
) -> Response:
    """Where the one thing that was meant is, else what it may be."""
    here = context(request)
    problems: tuple[Problem, ...] = ()
    hits: list[Hit] = []
    try:
        wanted = SearchForm.read({"wanted": tim}).wanted
        if wanted:
            with transaction(here.engine, write=False) as session:
                who = here.who(account)
                hits = LookUp(session, here.rulebook, who, here.today).find(wanted)
    except Refused as refused:
        wanted, problems = None, refused.problems
    if len(hits) == 1 and not asks_file(request.query_params):
        return RedirectResponse(root(request) + address_of(hits[0]), status_code=303)
    shown = hits[:MOST_FOUND]
    return table_page(
        request,
        "board/search.html",
        account,
        ViewFile("tim", here.now, lambda: search_tables(wanted or "", shown, as_of=here.now)),
        problems=problems,
        looked_for=tim,
        wanted=wanted,
        hits=[(one, address_of(one)) for one in shown],
        more=len(hits) > MOST_FOUND,
        most=MOST_FOUND,
    )


def address_of(hit: Hit) -> str:
    """Its page, below `root`."""
    if hit.assignment:
        return f"/bang/viec/{hit.assignment}"
    return unit_path(hit.unit)
