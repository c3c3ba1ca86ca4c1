"""Everything that is overdue, by unit, across all duties; pages of units, the most late first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from dondoc.access import Act
from dondoc.forms.values import row_number
from dondoc.ledger.installation import Context
from dondoc.portal.board.board_links import OVERDUE_PATH
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.overdue_tables import overdue_tables
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.rounds.day_view import OverdueUnit, overdue_units
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
PAGE_SIZE = 200


@dataclass(frozen=True)
class OverdueView:
    """What the address asks for: all units with something overdue, or those of one group."""

    found: tuple[OverdueUnit, ...]
    group: str
    as_of: datetime
    on: date | None
    problems: tuple[str, ...]

    @property
    def counted(self) -> Counter[str]:
        return Counter(one.unit.group for one in self.found)

    @property
    def chosen(self) -> list[OverdueUnit]:
        return [one for one in self.found if not self.group or one.unit.group == self.group]


@router.get(OVERDUE_PATH)
def show(
    request: Request,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    page_number: Annotated[str, Query(alias="trang")] = "",
) -> Response:
    """All units with something overdue, or those of one group; what each owes is on its page."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        view = overdue_view(session, here, request.query_params)
    chosen, counted = view.chosen, view.counted
    last = max(1, -(-len(chosen) // PAGE_SIZE))
    number = min(max(1, row_number(page_number) or 1), last)
    return table_page(
        request,
        "board/overdue.html",
        account,
        overdue_file(here, view),
        shown=chosen[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        units=len(view.found),
        things=sum(len(one.rows) for one in view.found),
        groups=[(code, GROUPS[code], counted[code]) for code in GROUPS if counted[code]],
        group=view.group,
        number=number,
        last=last,
        on=view.on,
        warnings=view.problems,
        path=OVERDUE_PATH,
    )


def overdue_view(session: Session, here: Context, asked: Mapping[str, str]) -> OverdueView:
    """As the address asks; of a group that has nothing overdue everybody."""
    as_of, on, problems = instant(asked, here.now)
    found = overdue_units(session, here.rulebook, as_of=as_of)
    group = asked.get("nhom", "").replace("-", "_")
    known = any(one.unit.group == group for one in found)
    return OverdueView(tuple(found), group if known else "", as_of, on, tuple(problems))


def overdue_file(here: Context, view: OverdueView) -> ViewFile:
    """The view as tables."""
    return ViewFile(
        f"qua-han-{view.group}",
        view.as_of,
        lambda: overdue_tables(
            *(here.rulebook, view.chosen),
            as_of=view.as_of,
            on=view.on,
            problems=view.problems,
        ),
        view.problems,
    )
