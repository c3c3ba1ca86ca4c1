"""The door to Prefect: a proxy in front of it asks here whether the browser may go on.

Prefect knows one password and no accounts, and whoever holds it runs code on the worker. So the
proxy keeps it, and adds it to what an account of ours may ask for. docs/decisions/0083

A GET, and it changes nothing. What is asked about is named in two headers; a stranger who sends
them himself hears only what he may do, so nothing rests on who sent them.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act, about_units, why_not
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.sign_in.prefect_requests import PREFIX, only_reads, prefect_path
from dondoc.portal.sign_in.session import opening, signed_in
from dondoc.portal.text_door import PlainRoute
from dondoc.text import parse_link
from models import Account

router = APIRouter(route_class=PlainRoute)

PATH = "/xem-prefect"

ASKED_BY = "X-Dondoc-Account"
"""Tells the proxy's log which account it was, by its number."""


@router.get("/cua-prefect", status_code=204)
def may_pass(
    request: Request,
    method: Annotated[str, Header(alias="X-Original-Method")] = "",
    address: Annotated[str, Header(alias="X-Original-URI")] = "",
) -> Response:
    """204 for what the account may ask of Prefect, 401 without a session, 403 for anything else."""
    try:
        account = signed_in(request)
    except HTTPException:
        return Response(status_code=401)
    path = prefect_path(address, root(request))
    here = context(request)
    allowed = path is not None and _may(here, account, method, path) and _own(request, method)
    return Response(status_code=204 if allowed else 403, headers={ASKED_BY: str(account.id)})


@router.get(PATH)
def lead_in(request: Request, account: Annotated[Account, Depends(opening(Act.RUNS))]) -> Response:
    """The way to the runs for who may see them; everybody else is told who may."""
    here = context(request)
    if wanted := _why_not(here, account, Act.RUNS):
        raise HTTPException(403, sentence(capital(wanted)))
    return RedirectResponse(here.settings.prefect_ui_url + "/v2/", status_code=303)


def in_menu(here: PageContext, account: Account) -> bool:
    """Only where Prefect stands behind this door: elsewhere it asks for a password few have."""
    behind = here.settings.base_url + PREFIX.rstrip("/")
    return here.settings.prefect_ui_url == behind and not _why_not(here, account, Act.RUNS)


def _may(here: PageContext, account: Account, method: str, path: str) -> bool:
    if not _why_not(here, account, Act.OPERATE):
        return True
    return only_reads(method, path) and not _why_not(here, account, Act.RUNS)


def _why_not(here: PageContext, account: Account, act: Act) -> str:
    """Runs carry what any unit handed in: whoever sees them watches over units."""
    about = about_units(here.rulebook.registry, here.today)
    return why_not(here.who(account), act, about)


def _own(request: Request, method: str) -> bool:
    """Does a page of ours ask, where it is more than looking?

    A page of a neighbour under the same domain has the cookie sent along, SameSite or not.
    """
    if method in ("GET", "HEAD"):
        return True
    if from_where := request.headers.get("sec-fetch-site"):
        return from_where == "same-origin"
    own = parse_link(context(request).settings.base_url)
    given = request.headers.get("origin", "")
    return not given or (own is not None and given == f"{own.scheme}://{own.netloc}")
