"""Signing in by a one-time link: asking for it, using it, signing out. A GET changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import func, update
from sqlmodel import Session, col, select

from dondoc.delivery.sign_in_mail import MOST_MAILS, WITHIN, queue_sign_in, too_many
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.links import SIGN_IN_MINUTES, find_token
from dondoc.portal.context import context, deliver_later, page, root
from dondoc.portal.sign_in.session import (
    HOME,
    close_session,
    drop_cookie,
    local_path,
    open_session,
    posting_account,
    set_cookie,
)
from dondoc.portal.text_door import PlainRoute
from dondoc.text import typed_address
from models import Account, Token
from models.database import transaction
from models.kinds import TokenPurpose


def from_here(request: Request) -> None:
    """Another site's form could sign a person in as somebody else: only our own page may."""
    if request.method == "POST" and request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403, "Biểu mẫu này được gửi từ một trang khác. Hãy mở lại trang.")


router = APIRouter(route_class=PlainRoute, dependencies=[Depends(from_here)])


@router.get("/dang-nhap")
def ask(request: Request, tiep: str = HOME) -> Response:
    """The page that asks for an address.

    A link in a mail or in another site's page comes without the SameSite=Strict cookie: the page
    then leads on to where it was meant to, once, and a session that is there is seen.
    """
    wanted = local_path(tiep)
    from_afar = request.headers.get("sec-fetch-site") == "cross-site"
    lead_on = root(request) + wanted if from_afar else ""
    return _ask(request, tiep=wanted, lead_on=lead_on)


@router.post("/dang-nhap")
def send(
    request: Request,
    background: BackgroundTasks,
    address: Annotated[str, Form(alias="dia_chi")] = "",
    tiep: Annotated[str, Form()] = HOME,
) -> Response:
    """Mail a link if the address is an account's; the answer does not tell whether it is."""
    wanted = local_path(tiep)
    given = typed_address(address)
    if "@" not in given or len(given) > 254:
        problem = "Hãy ghi địa chỉ thư điện tử của tài khoản, ví dụ ten@so-noi-vu.example."
        return _ask(request, 422, tiep=wanted, given=given, problem=problem)
    here = context(request)
    now = here.now
    with transaction(here.engine) as session:
        account = _account(session, given)
        if account is not None and not too_many(session, account, now):
            queue_sign_in(session, here.settings, account, now, next_path=wanted)
    deliver_later(background, request)
    minutes = int(WITHIN.total_seconds() // 60)
    return page(
        request,
        "sign_in/asked.html",
        given=given,
        tiep=wanted,
        lasts=SIGN_IN_MINUTES,
        most=MOST_MAILS,
        within=minutes,
    )


@router.get("/dang-nhap/{token}")
def ask_sign_in(request: Request, token: str, tiep: str = HOME) -> Response:
    """One button: mail gateways fetch every link they see, and must not use it up."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        account = _holder(session, token, now=here.now)
    if account is None:
        return page(request, "sign_in/spent.html", 410)
    unit = here.rulebook.registry.unit(account.unit_code).name
    wanted = local_path(tiep)
    return page(request, "sign_in/use.html", account=account, unit=unit, token=token, tiep=wanted)


@router.post("/dang-nhap/{token}")
def use(request: Request, token: str, tiep: Annotated[str, Form()] = HOME) -> Response:
    """Use the link, once, and sign its account in."""
    here = context(request)
    now = here.now
    with transaction(here.engine) as session:
        account = _holder(session, token, now=now)
        if account is None or not _use_once(session, token, now=now):
            return page(request, "sign_in/spent.html", 410)
        cookie = open_session(session, account, now=now)
        account.signed_in_at = now
        session.add(account)
        by = Actor.account(account.id)
        audit.record(session, actor=by, act="đăng nhập", target=by, now=now)
    response = RedirectResponse(root(request) + local_path(tiep), status_code=303)
    set_cookie(response, cookie, here.settings)
    return response


@router.post("/dang-xuat")
def leave(request: Request, account: Annotated[Account, Depends(posting_account)]) -> Response:
    """Sign out."""
    here = context(request)
    now = here.now
    with transaction(here.engine) as session:
        close_session(session, request, now=now)
        by = Actor.account(account.id)
        audit.record(session, actor=by, act="đăng xuất", target=by, now=now)
    response = RedirectResponse(root(request) + "/dang-nhap", status_code=303)
    drop_cookie(response, here.settings)
    return response


def _ask(request: Request, status: int = 200, **values: str) -> Response:
    shown: dict[str, Any] = {"given": "", "problem": "", "lead_on": "", **values}
    return page(request, "sign_in/ask.html", status, **shown)


def _account(session: Session, address: str) -> Account | None:
    query = select(Account).where(func.lower(Account.address) == address.lower())
    return session.exec(query.where(col(Account.disabled_at).is_(None))).first()


def _holder(session: Session, token: str, *, now: datetime) -> Account | None:
    """Whose unused link it is."""
    kept = find_token(session, token, TokenPurpose.SIGN_IN, now=now)
    if kept is None or kept.used_at is not None or kept.account_id is None:
        return None
    account = session.get(Account, kept.account_id)
    return account if account is not None and account.disabled_at is None else None


def _use_once(session: Session, token: str, *, now: datetime) -> bool:
    """Take the link; of two who press the button at once, one gets in."""
    kept = find_token(session, token, TokenPurpose.SIGN_IN, now=now)
    if kept is None:
        return False
    taken = session.execute(
        update(Token)
        .where(col(Token.hash) == kept.hash, col(Token.used_at).is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
        .returning(col(Token.hash))
    )
    return taken.first() is not None
