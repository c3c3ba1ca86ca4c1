"""The year on one page: duties × months, what is planned and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from dondoc.access import Act
from dondoc.documents.year_calendar import year_calendar
from dondoc.ledger.installation import Context
from dondoc.portal.board.board_links import YEAR_PATH, round_query
from dondoc.portal.board.board_view import instant, opened_rounds
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.year_tables import year_tables
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.rounds.year_plan import NEXT_YEAR, DutyYear, duty_years
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)
_FIRST, _LAST = 2000, 2100


@router.get(f"{YEAR_PATH}/{{year}}")
def show(
    request: Request, year: int, account: Annotated[Account, Depends(opening(Act.SEE))]
) -> Response:
    """Where we are in that year; 404 for one in which nothing was planned or opened."""
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    if not _FIRST <= year <= _LAST:
        raise HTTPException(404)
    with transaction(here.engine, write=False) as session:
        lines = duty_years(session, here.rulebook, year, as_of=as_of)
        years = {one.year for one in opened_rounds(session, as_of=as_of)} | {year}
    if not lines:
        raise HTTPException(404)
    last = max(month for line in lines for month in line.months)
    return table_page(
        request,
        "board/year.html",
        account,
        year_file(here, lines, year, as_of=as_of, on=on, problems=problems),
        year=year,
        years=sorted(years),
        lines=lines,
        columns=range(1, 13 if last < NEXT_YEAR else NEXT_YEAR + 1),
        next_year=NEXT_YEAR,
        on=on,
        warnings=problems,
        round_query=round_query,
        now_month=here.today.month if here.today.year == year else 0,
    )


def year_file(
    here: Context,
    lines: Sequence[DutyYear],
    year: int,
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> ViewFile:
    """The same as tables."""
    return ViewFile(
        f"nam-{year}",
        as_of,
        lambda: year_tables(
            *(lines, year), as_of=as_of, on=on, today=here.today, problems=problems
        ),
        tuple(problems),
        lambda: year_calendar(
            here.rulebook, year, domain=here.settings.mail_domain, stamp=here.now
        ),
    )
