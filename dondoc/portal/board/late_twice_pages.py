"""«Ai trễ hai kỳ liền?»: each unit and duty of which it is true, with both periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup

from dondoc.access import Act
from dondoc.ledger.installation import Context
from dondoc.plan.bodies import Unit
from dondoc.plan.duty import Duty
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.board_links import LATE_TWICE_PATH
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.matrix import cell_link
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.late_twice_tables import late_twice_tables
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.rounds.late_twice import LateTwice, late_twice
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@dataclass(frozen=True)
class LateDuty:
    """A duty with the units that were late in both periods, and a link to each standing."""

    duty: Duty
    before: str
    last: str
    units: tuple[tuple[Unit, Markup, Markup], ...]


@router.get(LATE_TWICE_PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """Everybody late in the last two periods of a duty whose date has passed."""
    here = context(request)
    as_of, on, problems = instant(request.query_params, here.now)
    with transaction(here.engine, write=False) as session:
        found = late_twice(session, here.rulebook, as_of=as_of)
    return table_page(
        request,
        "board/late_twice.html",
        account,
        late_twice_file(here, found, as_of=as_of, on=on, problems=problems),
        duties=[
            _duty(here.rulebook, [one for one in found if one.duty.code == code], root(request))
            for code in dict.fromkeys(one.duty.code for one in found)
        ],
        units=len({one.unit.code for one in found}),
        on=on,
        warnings=problems,
        path=LATE_TWICE_PATH,
    )


def late_twice_file(
    here: Context,
    found: Sequence[LateTwice],
    *,
    as_of: datetime,
    on: date | None,
    problems: Sequence[str] = (),
) -> ViewFile:
    """The same as a table."""
    return ViewFile(
        "tre-hai-ky",
        as_of,
        lambda: late_twice_tables(here.rulebook, found, as_of=as_of, on=on, problems=problems),
        tuple(problems),
    )


def _duty(rulebook: Rulebook, found: list[LateTwice], home: str) -> LateDuty:
    duty, first = found[0].duty, found[0]
    return LateDuty(
        duty=duty,
        before=rulebook.period(duty, first.before.facts.period).short(),
        last=rulebook.period(duty, first.last.facts.period).short(),
        units=tuple(
            (one.unit, cell_link(one.before, root=home), cell_link(one.last, root=home))
            for one in found
        ),
    )
