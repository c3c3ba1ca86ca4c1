"""Accounts for the scoring software on the board: entered, handed out, taken back, as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act
from dondoc.conference.accounts.account_list import (
    AccountLine,
    account_lines,
    units_without_account,
)
from dondoc.conference.accounts.enter_logins import enter_logins
from dondoc.conference.accounts.hand_out import (
    CONFIRM_WITHIN,
    hand_out_accounts,
    take_account_back,
)
from dondoc.conference.accounts.login_sheet import LoginEntry, read_logins, typed_login
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.conference_rights import organiser
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.find_unit import find_unit
from dondoc.portal.board.conference.conference_acts import Typed
from dondoc.portal.board.conference.conference_address import LOGINS, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.login_tables import login_tables
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.table_keeper import TableFile, read_table
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]
Handing = Annotated[Account, Depends(posting(Act.CONFERENCE))]
Deed = Callable[[Session, PageContext, Conference, Actor], str]
"""Does it and returns what the page then says, as its address does: «giao-12-3»."""

FIELDS = ("unit", "login", "holder", "due_on", "back_unit", "reason")
_ACTS = ("nhap", "giao", "thu-hoi")


@router.get(LOGINS)
def show_logins(request: Request, code: str, account: Organising, xong: str = "") -> Response:
    """Every account and how far it has come; as a file with `?tai=`."""
    return _page(request, account, code, done=_done_words(xong))


@router.post(LOGINS + "/nhap")
async def enter_file(request: Request, code: str, account: Organising) -> Response:
    """A list, whole or not at all; nobody is told."""
    await run_in_threadpool(_require, context(request), account)
    file = await read_table(request)
    return await run_in_threadpool(_enter_file, request, account, code, file)


@router.post(LOGINS + "/ghi")
def enter_one(request: Request, code: str, account: Handing, typed: Typed) -> Response:
    """One account, as an officer types it."""

    def act(session: Session, here: PageContext, found: Conference, by: Actor) -> str:
        unit = find_unit(here.rulebook.registry, typed.get("unit", ""), here.today)
        entry = typed_login(unit, typed.get("login", ""), typed.get("holder", ""))
        return _enter(session, here, found, by, [entry])

    return _act(request, account, code, typed=typed, deed=act, act="ghi")


@router.post(LOGINS + "/giao")
def hand_out(
    request: Request, code: str, account: Handing, background: BackgroundTasks, typed: Typed
) -> Response:
    """Hand out what is not yet; units are told and asked to confirm."""

    def act(session: Session, here: PageContext, found: Conference, by: Actor) -> str:
        done = hand_out_accounts(
            *(session, here.rulebook, found),
            by=by,
            now=here.now,
            due_on=typed.get("due_on", ""),
        )
        return f"giao-{len(done.units)}-{len(done.uninvited)}"

    return _act(request, account, code, typed=typed, deed=act, act="giao", background=background)


@router.post(LOGINS + "/thu-hoi")
def take_back(
    request: Request, code: str, account: Handing, background: BackgroundTasks, typed: Typed
) -> Response:
    """One unit has its account no longer."""

    def act(session: Session, here: PageContext, found: Conference, by: Actor) -> str:
        unit = find_unit(here.rulebook.registry, typed.get("back_unit", ""), here.today)
        why = typed.get("reason", "")
        take_account_back(session, here.rulebook, found, unit, reason=why, by=by, now=here.now)
        return "thu-hoi-1-0"

    return _act(request, account, code, typed=typed, deed=act, act="thu-hoi", background=background)


lead_back(
    router,
    *(LOGINS + f"/{one}" for one in ("nhap", "ghi", "giao", "thu-hoi")),
    to=LOGINS,
    guard=opening(Act.SEE),
)


def _enter_file(request: Request, account: Account, code: str, file: TableFile) -> Response:
    def act(session: Session, here: PageContext, found: Conference, by: Actor) -> str:
        if not file.content:
            wanted = phrases("accounts").no_file(too_large=file.content is None)
            raise Refused(Problem("tep", file.name, wanted, "Tệp"))
        registry = here.rulebook.registry
        entries = read_logins(file.content, registry, on=here.today, sheet=file.sheet)
        return _enter(session, here, found, by, entries)

    return _act(request, account, code, typed={}, deed=act, act="nhap")


def _enter(
    session: Session, here: PageContext, found: Conference, by: Actor, entries: list[LoginEntry]
) -> str:
    done = enter_logins(session, found, entries, by=by, now=here.now)
    return f"nhap-{len(done.added)}-{len(done.changed)}"


def _act(
    request: Request,
    account: Account,
    code: str,
    *,
    typed: Mapping[str, str],
    deed: Deed,
    act: str,
    background: BackgroundTasks | None = None,
) -> Response:
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            said = deed(session, here, conference_or_404(session, code, hold=True), by)
    except Refused as refused:
        return _page(request, account, code, typed=typed, act=act, problems=refused.problems)
    if background is not None:
        deliver_later(background, request)
    where = f"{root(request)}{LOGINS.format(code=code)}?xong={said}"
    return RedirectResponse(where, status_code=303)


def login_file(here: Context, conference: Conference, lines: Sequence[AccountLine]) -> ViewFile:
    """The list as a table."""
    name = f"tai-khoan-{conference.code}"
    return ViewFile(name, here.now, lambda: login_tables(conference, lines, as_of=here.now))


def _require(here: PageContext, account: Account) -> None:
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))


def _done_words(said: str) -> str:
    """«giao-12-3»: the act, and two numbers of it; empty for anything else."""
    act, *numbers = said.rsplit("-", 2)
    counts = [int(one[:5]) for one in numbers if one.isascii() and one.isdigit()]
    if act not in _ACTS or len(counts) != 2:
        return ""
    return str(phrases("accounts").done(act, *counts))


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    typed: Mapping[str, str] | None = None,
    act: str = "",
    problems: Sequence[Problem] = (),
    done: str = "",
) -> Response:
    here = context(request)
    _require(here, account)
    registry = here.rulebook.registry
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        lines = account_lines(session, registry, conference)
        without = units_without_account(session, registry, conference)
        tally = conference_figures(session, conference).accounts
    return table_page(
        request,
        "board/conference_logins.html",
        account,
        login_file(here, conference, lines),
        conference=conference,
        lines=lines,
        without=without,
        tally=tally,
        today=here.today,
        within=CONFIRM_WITHIN,
        act=act,
        typed={**dict.fromkeys(FIELDS, ""), **(typed or {})},
        problems=problems,
        done=done,
    )
