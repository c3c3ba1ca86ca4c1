"""A unit across all its duties: what it owes, where each period stands, what was said to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from sqlmodel import Session

from dondoc import access
from dondoc.delivery.operating.said_to_unit import said_to
from dondoc.forms.values import row_number
from dondoc.ledger.installation import Context
from dondoc.plan.bodies import Unit
from dondoc.portal.board.board_links import UNIT_PATH, pack_path, unit_path
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.contacts_page import contacts_of
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.unit_tables import unit_tables
from dondoc.portal.board.unit_overview import UnitOverview, unit_meant, unit_overview
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@router.get(f"{UNIT_PATH}/{{code}}")
def show(
    request: Request,
    code: str,
    account: Annotated[Account, Depends(opening(access.Act.SEE))],
    nam: str = "",
    page_number: Annotated[str, Query(alias="trang")] = "",
) -> Response:
    """The page of a unit by its code, or by the statistics office's number on the day in view.

    Who may only see where things stand reads neither telephones nor who was written to.
    """
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    unit = unit_meant(here.rulebook.registry, code, on or here.today)
    if unit is None:
        raise HTTPException(404)
    wanted = _why_not_read(here, unit, account)
    with transaction(here.engine, write=False) as session:
        shown = unit_overview(
            session,
            here.rulebook,
            unit,
            year=row_number(nam),
            as_of=as_of,
            root=root(request),
        )
        told = {} if wanted else _told(session, unit, row_number(page_number) or 1, here)
    return table_page(
        request,
        "board/one_unit.html",
        account,
        unit_file(here, shown, as_of=as_of, on=on, problems=problems),
        shown=shown,
        on=on,
        warnings=problems,
        wanted=wanted,
        home=unit_path(unit.code),
        pack=pack_path("unit", unit.code, shown.year),
        **{"contacts": [], "said": None, **told},
    )


def unit_file(
    here: Context,
    shown: UnitOverview,
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> ViewFile:
    """Where things stand, as tables: nobody's telephone, nothing that was said."""
    return ViewFile(
        f"don-vi-{shown.unit.code}-{shown.year}",
        as_of,
        lambda: unit_tables(here.rulebook, shown, as_of=as_of, on=on, problems=problems),
        tuple(problems),
    )


def _told(session: Session, unit: Unit, number: int, here: PageContext) -> dict[str, Any]:
    return {
        "contacts": contacts_of(session, unit.code),
        "said": said_to(session, unit.code, number=number, as_of=here.now),
    }


def _why_not_read(here: PageContext, unit: Unit, account: Account) -> str:
    about = access.about_units(here.rulebook.registry, here.today, unit=unit)
    return access.why_not(here.who(account), access.Act.READ, about)
