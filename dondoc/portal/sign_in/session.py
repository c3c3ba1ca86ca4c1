"""Who is signed in to the board: a cookie whose hash the ledger keeps, and the form token."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form, HTTPException, Request, Response
from sqlmodel import Session

from dondoc.access import Act
from dondoc.ledger.links import SESSION_HOURS, find_token, keep_session
from dondoc.limits import LONGEST_ADDRESS
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.context import context, root
from dondoc.portal.seal import Expired, Seal
from dondoc.settings import Settings
from dondoc.text import parse_link
from models import Account, Token
from models.database import transaction
from models.kinds import TokenPurpose

COOKIE = "dondoc_bang"
LASTS = timedelta(hours=SESSION_HOURS)
HOME = "/bang"

_FORM = "bang"
_STALE = "Trang đã mở từ lâu hoặc từ nơi khác, chưa có gì thay đổi. Hãy mở lại trang rồi làm lại."


def signed_in(request: Request) -> Account:
    """The account behind the session cookie; without one, the way leads to the sign-in page."""
    here = context(request)
    token = request.cookies.get(cookie_name(here.settings), "")
    with transaction(here.engine, write=False) as session:
        kept = find_token(session, token, TokenPurpose.SESSION, now=here.now)
        account = session.get(Account, kept.account_id) if kept and kept.account_id else None
    if kept is None or account is None or account.disabled_at is not None:
        raise HTTPException(303, headers={"Location": _sign_in_address(request)})
    request.state.session_hash = kept.hash
    request.state.account = account
    return account


def posting_account(
    request: Request,
    account: Annotated[Account, Depends(signed_in)],
    form_token: Annotated[str, Form()] = "",
) -> Account:
    """The account that posts a form of ours; a form from elsewhere is refused."""
    require_form_token(request, form_token)
    return account


def require_form_token(request: Request, form_token: str) -> None:
    """403 for a form that is not of this session; asked by hand where a form brings files."""
    try:
        signed = _form_seal(request).read(form_token)
    except Expired:
        signed = None
    if not isinstance(signed, list) or signed[:1] != [_FORM]:
        raise HTTPException(403, _STALE)


@cache
def opening(act: Act) -> Callable[[Request, Account], Account]:
    """The account that opens a page of the act: refused where it may do it of nothing at all."""

    def opens(request: Request, account: Annotated[Account, Depends(signed_in)]) -> Account:
        return _allowed(request, account, act)

    opens.act = act  # type: ignore[attr-defined] # for the test that every route names one
    return opens


@cache
def posting(act: Act) -> Callable[[Request, Account], Account]:
    """The same, posting a form of ours. What it is about is asked where it is done."""

    def posts(request: Request, account: Annotated[Account, Depends(posting_account)]) -> Account:
        return _allowed(request, account, act)

    posts.act = act  # type: ignore[attr-defined] # as above
    return posts


def _allowed(request: Request, account: Account, act: Act) -> Account:
    if wanted := context(request).why_never(account, act):
        raise HTTPException(403, sentence(capital(wanted)))
    return account


def form_token_of(request: Request) -> str:
    """What every form of this session carries: derived, so that nothing more is kept.

    Another text on each page, so that the length of compressed pages never adds up to it.
    """
    return _form_seal(request).sign([_FORM, secrets.token_hex(8)])


def local_path(wanted: str | None) -> str:
    """The path (below `root`) if it is one of ours, else the board: no link leads elsewhere."""
    path = wanted if wanted and len(wanted) <= LONGEST_ADDRESS else ""
    parts = parse_link(path)
    inside = parts is not None and not parts.netloc
    ours = inside and path.startswith("/") and not path.startswith("//")
    return path if ours and path.isprintable() and "\\" not in path else HOME


def open_session(session: Session, account: Account, *, now: datetime) -> str:
    """Sign the account in; returns the cookie's value, of which only the hash is kept."""
    token = base64.b32encode(secrets.token_bytes(20)).decode().lower()
    keep_session(session, token, account.id or 0, now=now, lasts=LASTS)
    return token


def close_session(session: Session, request: Request, *, now: datetime) -> None:
    """Sign out: the cookie's right is revoked, wherever a copy of it may be."""
    kept = session.get_one(Token, request.state.session_hash)
    kept.revoked_at = now


def cookie_name(settings: Settings) -> str:
    """`__Host-` where the portal has a host of its own by HTTPS: no neighbour can set it then."""
    parts = urlsplit(settings.base_url)
    return f"__Host-{COOKIE}" if parts.scheme == "https" and not parts.path else COOKIE


def drop_cookie(response: Response, settings: Settings) -> None:
    """The same cookie, let go of."""
    secure = settings.base_url.startswith("https://")
    response.delete_cookie(cookie_name(settings), path=_path(settings), secure=secure)


def _path(settings: Settings) -> str:
    """Its own path: a browser gives it to no other program behind a shared host name."""
    return urlsplit(settings.base_url).path or "/"


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """SameSite=Strict: no other site's form or link acts in this session's name."""
    response.set_cookie(
        cookie_name(settings),
        token,
        path=_path(settings),
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=settings.base_url.startswith("https://"),
    )


def _form_seal(request: Request) -> Seal:
    """Of this session alone: what another session's page carries is not ours."""
    here = context(request)
    purpose = f"form of session {request.state.session_hash}"
    return Seal(here.settings.signing_key(), purpose, LASTS, here.now)


def _sign_in_address(request: Request) -> str:
    here = root(request)
    wanted = HOME
    if request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        wanted = request.url.path.removeprefix(here) + query
    return f"{here}/dang-nhap?tiep={quote(wanted, safe='/')}"
