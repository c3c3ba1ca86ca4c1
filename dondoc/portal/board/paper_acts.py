"""What an officer does with a paper on its page: made anew, issued under a number, withdrawn."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.documents.paper_kind import PaperKind
from dondoc.documents.papers import PAPER_KINDS
from dondoc.documents.register.issue_paper import WithdrawalForm, withdraw
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.actors import Actor
from dondoc.portal.board.board_links import paper_address
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.paper_pages import PAPER, paper_page
from dondoc.portal.board.paper_view import own_paper
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account, Document
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Officer = Annotated[Account, Depends(posting(Act.PAPERS))]


@router.post(PAPER + "/soan-lai")
def renew(request: Request, number: int, account: Officer) -> Response:
    """Compose it as known now; where nothing moved the version that stands is shown again."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            document = own_paper(session, here, account, number)
            matter, by = matter_of(document), Actor.account(account.id)
            kept = kind_of(document).renew(session, here, matter, by=by)
            done = "soan-lai" if kept.new else "nhu-cu"
            address = paper_address(root(request), kept.document.id or 0, done)
    except Refused as refused:
        return paper_page(request, account, number, act="soan-lai", problems=refused.problems)
    return RedirectResponse(address, status_code=303)


@router.post(PAPER + "/phat-hanh")
def issue(
    request: Request,
    *,
    number: int,
    account: Officer,
    so_van_ban: Annotated[str, Form()] = "",
    ngay_van_ban: Annotated[str, Form()] = "",
    nguoi_ky: Annotated[str, Form()] = "",
) -> Response:
    """It went out under this number: frozen from now on."""
    here = context(request)
    typed = {"document_number": so_van_ban, "document_on": ngay_van_ban, "signer": nguoi_ky}
    try:
        with transaction(here.engine) as session:
            document = own_paper(session, here, account, number)
            kind, by = kind_of(document), Actor.account(account.id)
            asked = {name: typed[name] for name in kind.issue_form.model_fields}
            frame = kind.frame(here.rulebook, matter_of(document), here.now)
            form = kind.issue_form.read(asked, frame)
            kind.issue(session, here, document, form, by=by)
    except Refused as refused:
        return paper_page(
            request, account, number, act="phat-hanh", typed=typed, problems=refused.problems
        )
    return RedirectResponse(paper_address(root(request), number, "phat-hanh"), status_code=303)


@router.post(PAPER + "/rut")
def take_back(
    request: Request, number: int, account: Officer, ly_do: Annotated[str, Form()] = ""
) -> Response:
    """It will not be issued."""
    here = context(request)
    try:
        form = WithdrawalForm.read({"why": ly_do})
        with transaction(here.engine) as session:
            own_paper(session, here, account, number)
            by = Actor.account(account.id)
            withdraw(session, number, why=form.why, by=by, now=here.now)
    except Refused as refused:
        typed = {"why": ly_do}
        return paper_page(
            request, account, number, act="rut", typed=typed, problems=refused.problems
        )
    return RedirectResponse(paper_address(root(request), number, "rut"), status_code=303)


lead_back(
    router,
    *(f"{PAPER}/{act}" for act in ("soan-lai", "phat-hanh", "rut")),
    to=PAPER.replace(":int", ""),
    guard=opening(Act.PAPERS),
)


def kind_of(document: Document) -> PaperKind:
    """How a paper of its kind is made; 404 for one that is made nowhere here."""
    kind = PAPER_KINDS.get(document.kind)
    if kind is None:
        raise HTTPException(404)
    return kind
