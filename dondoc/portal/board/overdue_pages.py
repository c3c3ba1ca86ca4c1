"""Everything that is overdue, by unit, across all duties; pages of units, the most late first."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from dondoc.access import Act
from dondoc.forms.values import row_number
from dondoc.portal.board.board_links import OVERDUE_PATH
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.rounds.day_view import overdue_units
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
PAGE_SIZE = 200


@router.get(OVERDUE_PATH)
def show(
    request: Request,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    nhom: str = "",
    page_number: Annotated[str, Query(alias="trang")] = "",
) -> Response:
    """All units with something overdue, or those of one group; what each owes is on its page."""
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    with transaction(here.engine, write=False) as session:
        found = overdue_units(session, here.rulebook, as_of=as_of)
    counted: Counter[str] = Counter(one.unit.group for one in found)
    group = nhom.replace("-", "_")
    chosen = [one for one in found if group not in counted or one.unit.group == group]
    last = max(1, -(-len(chosen) // PAGE_SIZE))
    number = min(max(1, row_number(page_number) or 1), last)
    return form_page(
        request,
        "board/overdue.html",
        account,
        shown=chosen[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        units=len(found),
        things=sum(len(one.rows) for one in found),
        groups=[(code, GROUPS[code], counted[code]) for code in GROUPS if counted[code]],
        group=group if group in counted else "",
        number=number,
        last=last,
        as_of=as_of,
        on=on,
        warnings=problems,
        path=OVERDUE_PATH,
    )
