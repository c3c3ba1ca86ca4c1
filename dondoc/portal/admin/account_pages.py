"""`/quan-tri/tai-khoan`: who may sign in, as what, and when somebody last did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.contacts.account_acts import add_account, change_account, end_account, return_account
from dondoc.contacts.account_columns import ROLE_WORDS
from dondoc.forms.account_form import read_account
from dondoc.forms.reason import read_reason
from dondoc.ledger.actors import Actor
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, UnitRow
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/tai-khoan"
ONE = PATH + "/{number:int}"
Opening = Annotated[Account, Depends(opening(Act.PEOPLE))]
Posting = Annotated[Account, Depends(posting(Act.PEOPLE))]
_DONE = {
    "them": "Đã thêm tài khoản.",
    "sua": "Đã ghi thay đổi.",
    "ngung": "Đã ngừng dùng tài khoản.",
    "dung-lai": "Tài khoản dùng lại được.",
}


@dataclass(frozen=True)
class TypedAccount:
    """The fields of the form, as typed."""

    name: str = ""
    address: str = ""
    unit: str = ""
    role: str = ""
    department: str = ""
    telephone: str = ""
    duties: str = ""


def account_typed(
    *,
    ho_ten: Annotated[str, Form()] = "",
    dia_chi: Annotated[str, Form()] = "",
    don_vi: Annotated[str, Form()] = "",
    vai_tro: Annotated[str, Form()] = "",
    phong: Annotated[str, Form()] = "",
    dien_thoai: Annotated[str, Form()] = "",
    nhiem_vu: Annotated[str, Form()] = "",
) -> TypedAccount:
    """The form of an account, as it is posted."""
    return TypedAccount(ho_ten, dia_chi, don_vi, vai_tro, phong, dien_thoai, nhiem_vu)


Typed = Annotated[TypedAccount, Depends(account_typed)]
AccountAct = Callable[[Session, PageContext, Actor], None]


@router.get(PATH)
def listed(request: Request, account: Opening, xong: str = "") -> Response:
    """Every account, those in use first, and the form for a new one."""
    return _list(request, account, done=_DONE.get(xong, ""))


@router.post(PATH)
def add(request: Request, account: Posting, typed: Typed) -> Response:
    """A new account; its person signs in by a link that goes to the address."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        given = read_account(asdict(typed), here.rulebook.registry, here.today)
        add_account(session, here.rulebook.registry, given, by=by, now=here.now)

    def _again(problems: tuple[Problem, ...]) -> Response:
        return _list(request, account, typed=typed, problems=problems)

    return _take(request, account, _act, f"{PATH}?xong=them", _again)


@router.get(ONE)
def show(request: Request, number: int, account: Opening, xong: str = "") -> Response:
    """One account with its forms."""
    return _one(request, account, number, done=_DONE.get(xong, ""))


@router.post(ONE)
def change(request: Request, number: int, account: Posting, typed: Typed) -> Response:
    """Name, body, role and what it is in charge of; the address stays what it is."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        row = _find(session, number)
        given = {**asdict(typed), "address": row.address}
        entry = read_account(given, here.rulebook.registry, here.today)
        change_account(session, here.rulebook.registry, entry, by=by, now=here.now)

    def _again(problems: tuple[Problem, ...]) -> Response:
        return _one(request, account, number, typed=typed, problems=problems)

    return _take(request, account, _act, f"{PATH}/{number}?xong=sua", _again)


@router.post(ONE + "/ngung")
def end(
    request: Request, number: int, account: Posting, *, ly_do: Annotated[str, Form()] = ""
) -> Response:
    """It signs in no more."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        end_account(session, _find(session, number), why=read_reason(ly_do), by=by, now=here.now)

    def _again(problems: tuple[Problem, ...]) -> Response:
        return _one(request, account, number, reason=ly_do, problems=problems)

    return _take(request, account, _act, f"{PATH}/{number}?xong=ngung", _again)


@router.post(ONE + "/dung-lai")
def let_in_again(request: Request, number: int, account: Posting) -> Response:
    """It signs in again."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        return_account(session, _find(session, number), by=by, now=here.now)

    def _again(problems: tuple[Problem, ...]) -> Response:
        return _one(request, account, number, problems=problems)

    return _take(request, account, _act, f"{PATH}/{number}?xong=dung-lai", _again)


lead_back(
    router, ONE + "/ngung", ONE + "/dung-lai", to=PATH + "/{number}", guard=opening(Act.PEOPLE)
)


def _take(
    request: Request,
    account: Account,
    act: AccountAct,
    done: str,
    again: Callable[[tuple[Problem, ...]], Response],
) -> Response:
    """Do it in the administrator's name; a refusal shows the form again."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            act(session, here, Actor.account(account.id))
    except Refused as refused:
        return again(refused.problems)
    return RedirectResponse(f"{root(request)}{done}", status_code=303)


def _list(
    request: Request,
    account: Account,
    *,
    typed: TypedAccount | None = None,
    **shown: Any,
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        query = select(Account, UnitRow).join(UnitRow)
        order = (col(Account.disabled_at).is_not(None), col(UnitRow.official_order), Account.name)
        rows = list(session.exec(query.order_by(*order)))
    values = {"rows": rows, "typed": typed or TypedAccount(role="xem"), "open": typed is not None}
    return form_page(
        request, "admin/accounts.html", account, roles=ROLE_WORDS, **{"done": "", **values, **shown}
    )


def _one(
    request: Request,
    account: Account,
    number: int,
    *,
    typed: TypedAccount | None = None,
    **shown: Any,
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        row = _find(session, number)
    values = {"row": row, "typed": typed or _as_typed(here, row), "done": "", "reason": ""}
    return form_page(
        request, "admin/account.html", account, roles=ROLE_WORDS, **{**values, **shown}
    )


def _as_typed(here: PageContext, row: Account) -> TypedAccount:
    return TypedAccount(
        row.name,
        row.address,
        here.rulebook.registry.unit(row.unit_code).name,
        ROLE_WORDS[row.role],
        row.department or "",
        row.telephone or "",
        row.duties.replace(",", ", "),
    )


def _find(session: Session, number: int) -> Account:
    row = session.get(Account, number)
    if row is None:
        raise HTTPException(404)
    return row
