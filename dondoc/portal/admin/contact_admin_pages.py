"""`/quan-tri/dau-moi`: the list of contacts in, its difference first; out again; one ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act
from dondoc.contacts.contact_columns import TEMPLATE
from dondoc.documents.contact_book import NAME, contact_workbook
from dondoc.forms.reason import read_reason
from dondoc.ledger.actors import Actor
from dondoc.notices.contact_switch import end_contact, return_contact
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Unit
from dondoc.portal.admin.waiting_table import WaitingTable
from dondoc.portal.board.contacts_page import contacts_of
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.table_keeper import TableFile, read_table
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Contact
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/dau-moi"
ONE = PATH + "/{number:int}"
Opening = Annotated[Account, Depends(opening(Act.PEOPLE))]
Posting = Annotated[Account, Depends(posting(Act.PEOPLE))]
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DONE = {
    "nhap": "Đã ghi danh bạ vào sổ.",
    "ngung": "Đã ngừng dùng đầu mối; tin đang chờ chuyển cho người kế tiếp.",
    "dung-lai": "Đầu mối dùng lại được.",
}
_CHANGED = "sổ vừa thay đổi sau khi xem trước; hãy xem lại rồi mới ghi"


@router.get(PATH)
def show(
    request: Request,
    account: Opening,
    unit: Annotated[str, Query(alias="don-vi")] = "",
    xong: str = "",
) -> Response:
    """The ways in and out; `unit`, as somebody types it: its contacts, to end or let back in."""
    return _page(request, account, unit, done=_DONE.get(xong, ""))


@router.get(PATH + "/mau")
def template(_account: Opening) -> Response:
    """An example of the file, with the mark by which Excel knows its letters."""
    return _attachment(f"\ufeff{TEMPLATE}".encode(), "danh-ba-mau.csv", "text/csv")


@router.get(PATH + "/xuat")
def export(request: Request, _account: Opening) -> Response:
    """The list as it stands; imported again it changes nothing."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        content = contact_workbook(session, here.rulebook.registry, now=here.now)
    return _attachment(content, NAME, _SHEET)


@router.post(PATH + "/xem")
async def preview(request: Request, account: Opening) -> Response:
    """What the file would change, before anything is written."""
    file = await read_table(request)
    return await run_in_threadpool(_preview, request, account, file)


@router.post(PATH)
def write(request: Request, account: Posting, *, tep: Annotated[str, Form()] = "") -> Response:
    """The file that was looked at, whole; shown again where the ledger changed meanwhile."""
    here = context(request)
    waiting = WaitingTable(here, request.state.session_hash)
    try:
        table = waiting.keeper.carried(tep)
        checked = waiting.understood(table)
        with transaction(here.engine) as session:
            written = waiting.write(session, table, checked, Actor.account(account.id))
    except Refused as refused:
        return _page(request, account, problems=refused.problems)
    if not written:
        problems = (Problem("tep", table.name, _CHANGED, "Tệp"),)
        return _shown(request, account, waiting, table, problems=problems)
    return RedirectResponse(f"{root(request)}{PATH}?xong=nhap", status_code=303)


@router.post(ONE + "/ngung")
def end(
    request: Request, number: int, account: Posting, *, ly_do: Annotated[str, Form()] = ""
) -> Response:
    """It is written to no more."""

    def _act(session: Session, here: PageContext, contact: Contact, by: Actor) -> None:
        why = read_reason(ly_do)
        end_contact(session, here.rulebook, contact, why=why, by=by, now=here.now)

    return _switch(request, account, number, _act, done="ngung", typed=ly_do)


@router.post(ONE + "/dung-lai")
def let_back(request: Request, number: int, account: Posting) -> Response:
    """It is written to again; in its own place, or behind everybody."""

    def _act(session: Session, here: PageContext, contact: Contact, by: Actor) -> None:
        return_contact(session, contact, by=by, now=here.now)

    return _switch(request, account, number, _act, done="dung-lai")


lead_back(
    router,
    PATH + "/xem",
    ONE + "/ngung",
    ONE + "/dung-lai",
    to=PATH,
    guard=opening(Act.PEOPLE),
)


def _preview(request: Request, account: Account, file: TableFile) -> Response:
    waiting = WaitingTable(context(request), request.state.session_hash)
    try:
        table = waiting.keeper.keep(file)
    except Refused as refused:
        return _page(request, account, problems=refused.problems)
    return _shown(request, account, waiting, table)


def _shown(
    request: Request,
    account: Account,
    waiting: WaitingTable,
    table: TableFile,
    *,
    problems: tuple[Problem, ...] = (),
) -> Response:
    try:
        checked = waiting.understood(table)
        with transaction(context(request).engine, write=False) as session:
            seen = waiting.look(session, checked)
    except Refused as refused:
        return _page(request, account, problems=refused.problems)
    return form_page(
        request,
        "admin/contacts_preview.html",
        account,
        seen=seen,
        carried=waiting.keeper.sign(table, seen),
        name=table.name,
        problems=problems,
    )


def _switch(
    request: Request,
    account: Account,
    number: int,
    act: Callable[[Session, PageContext, Contact, Actor], None],
    *,
    done: str,
    typed: str = "",
) -> Response:
    here = context(request)
    unit = ""
    try:
        with transaction(here.engine) as session:
            contact = session.get(Contact, number)
            if contact is None:
                raise HTTPException(404)
            unit = here.rulebook.registry.unit(contact.unit_code).name
            act(session, here, contact, Actor.account(account.id))
    except Refused as refused:
        return _page(
            request, account, unit, problems=refused.problems, at=number, typed_reason=typed
        )
    about = urlencode({"don-vi": unit, "xong": done})
    return RedirectResponse(f"{root(request)}{PATH}?{about}#mot-don-vi", status_code=303)


def _page(request: Request, account: Account, unit: str = "", **shown: Any) -> Response:
    here = context(request)
    asked, wrong = _asked(here, unit)
    with transaction(here.engine, write=False) as session:
        contacts = contacts_of(session, asked.code) if asked else []
    values = {"done": "", "at": 0, "typed_reason": "", **shown}
    values["problems"] = (*wrong, *values.get("problems", ()))
    return form_page(
        request,
        "admin/contacts.html",
        account,
        asked=asked,
        typed=unit,
        contacts=contacts,
        **values,
    )


def _asked(here: PageContext, typed: str) -> tuple[Unit | None, list[Problem]]:
    if not typed.strip():
        return None, []
    try:
        return find_unit(here.rulebook.registry, typed, here.today), []
    except Refused as refused:
        return None, [replace(one, field="don-vi", label="Đơn vị") for one in refused.problems]


def _attachment(content: bytes, name: str, kind: str) -> Response:
    said = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": said})
