"""The list of delegates: to be printed and signed, entered afterwards, kept as a file; name cards.

The fallback of the desk: whatever else fails, names are on paper, and one form brings them in.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, time
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup
from sqlmodel import Session

from dondoc.access import Act
from dondoc.clock import at, local_date
from dondoc.conference.delegate_code import typed_code
from dondoc.conference.desk.delegate_qr import desk_address, qr_svg
from dondoc.conference.desk.desk_people import DeskPerson, load_people
from dondoc.conference.desk.desk_rights import desk_officer
from dondoc.conference.desk.keep_scan import is_closed
from dondoc.conference.desk.signed_list import ListSum, record_list
from dondoc.forms.values import Clock
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.portal.board.conference.conference_address import CARDS, LIST, conference_or_404
from dondoc.portal.board.conference.desk_pages import require_desk
from dondoc.portal.board.conference.desk_view import when_in
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.delegate_tables import delegate_paper, delegate_tables
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Looking = Annotated[Account, Depends(opening(Act.DELEGATES))]
Entering = Annotated[Account, Depends(posting(Act.DELEGATES))]
_KEY_LONG = 12
_HOUR = "không phải giờ; hãy ghi như 08:00, hoặc để trống"


@router.get(LIST)
def show_list(
    request: Request, code: str, account: Looking, moi: str = "", cu: str = ""
) -> Response:
    """The list: for the printer, for the eye, as a file (`?tai=`)."""
    done = ""
    if moi.isdigit() and cu.isdigit():
        done = phrases("desk").entered(int(moi[:6]), int(cu[:6]))
    return _page(request, account, code, done=done)


@router.post(LIST + "/nhap")
def enter_list(
    request: Request,
    code: str,
    account: Entering,
    *,
    lan: Annotated[str, Form()] = "",
    gio: Annotated[str, Form()] = "",
    ky: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Enter who signed on paper; who is in already is not counted again."""
    here = context(request)
    require_desk(here, account)
    ticked = {typed_code(one) for one in ky or []}
    try:
        hour = _hour(gio)
        key = (
            lan if len(lan) >= _KEY_LONG and lan.replace("-", "").replace("_", "").isalnum() else ""
        )
        if not key or not ticked:
            raise Refused(Problem("people", "", phrases("desk").nobody_ticked(), "Đại biểu"))
        by = desk_officer(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            conference = conference_or_404(session, code)
            people = load_people(session, here.rulebook.registry, conference.id or 0)
            found = record_list(
                *(session, conference, ticked),
                key=key[:32],
                signed_at=_signed_at(people, hour, here.now),
                by=by,
                now=here.now,
            )
    except Refused as refused:
        return _page(request, account, code, problems=refused.problems, ticked=ticked, hour=gio)
    return RedirectResponse(_done_address(request, code, found), status_code=303)


@router.get(CARDS)
def show_cards(request: Request, code: str, account: Looking) -> Response:
    """A card for each delegate, with the QR code that opens them at the desk; for the printer."""
    here = context(request)
    require_desk(here, account)
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        people = _wanted(session, here, conference)
    base = here.settings.base_url
    cards = [
        (one, Markup(qr_svg(desk_address(base, code, one.delegate.code))))  # noqa: S704 - drawn by us
        for one in people
    ]
    return form_page(
        request, "board/delegate_cards.html", account, conference=conference, cards=cards
    )


lead_back(router, LIST + "/nhap", to=LIST, guard=opening(Act.SEE))


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    done: str = "",
    problems: Sequence[Problem] = (),
    ticked: set[str] | None = None,
    hour: str = "",
) -> Response:
    here = context(request)
    require_desk(here, account)
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        people = _wanted(session, here, conference)
        closed = is_closed(session, conference)
    return table_page(
        request,
        "board/delegate_list.html",
        account,
        list_file(here, conference, people),
        conference=conference,
        groups=[(unit, list(rows)) for unit, rows in groupby(people, key=lambda one: one.unit)],
        hours=sorted({one.hour.starts_at for one in people}),
        here_count=sum(one.is_in for one in people),
        count=len(people),
        closed=closed,
        done=done,
        problems=problems,
        ticked=ticked or set(),
        hour=hour,
        key=secrets.token_urlsafe(_KEY_LONG),
        when_in=when_in,
    )


def list_file(here: Context, conference: Conference, people: Sequence[DeskPerson]) -> ViewFile:
    """The list as tables, and as a paper of its own."""
    return ViewFile(
        f"danh-sach-dai-bieu-{conference.code}",
        here.now,
        lambda: delegate_tables(conference, people, as_of=here.now),
        paper=lambda: delegate_paper(here, conference, people),
    )


def _wanted(session: Session, here: PageContext, conference: Conference) -> list[DeskPerson]:
    people = load_people(session, here.rulebook.registry, conference.id or 0)
    return [one for one in people if one.is_wanted]


def _hour(text: str) -> time | None:
    """The hour written on the list. Raises Refused for what is none."""
    if not text.strip():
        return None
    try:
        found = Clock(_HOUR).read(text)
    except ValueError as error:
        raise Refused(Problem("hour", text[:20], str(error), "Giờ ký")) from None
    assert isinstance(found, time)
    return found


def _signed_at(people: Sequence[DeskPerson], hour: time | None, now: datetime) -> datetime:
    """When they signed: at that hour of the day, or as it began; never later than now."""
    starts = min((one.hour.starts_at for one in people), default=now)
    signed = at(local_date(starts), hour.hour, hour.minute) if hour else starts
    return min(signed, now)


def _done_address(request: Request, code: str, found: ListSum) -> str:
    return f"{root(request)}{LIST.format(code=code)}?moi={found.new}&cu={found.known}"
