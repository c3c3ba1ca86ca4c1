"""«Tài liệu»: the papers that were drafted and issued, and what can be drafted now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.documents.papers import PAPER_KINDS
from dondoc.documents.register.paper_rights import require_papers
from dondoc.forms.values import row_number
from dondoc.ledger.actors import Actor
from dondoc.portal.board.board_links import PAPERS_PATH, paper_address
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.paper_list import chosen_offer, paper_list, paper_offers
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_NOT_OFFERED = "không có trong danh sách, hoặc vừa có người soạn; hãy chọn lại"


@router.get(PAPERS_PATH)
def listed(
    request: Request,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    nam: str = "",
    loai: str = "",
    duty: Annotated[str, Query(alias="nhiem-vu")] = "",
) -> Response:
    """What was drafted and issued in a year, by duty and period."""
    return _list(request, account, (nam, loai, duty))


@router.post(f"{PAPERS_PATH}/soan")
def draft(
    request: Request,
    account: Annotated[Account, Depends(posting(Act.PAPERS))],
    van_ban: Annotated[str, Form()] = "",
) -> Response:
    """Draft one of which there is no version yet."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            offer = chosen_offer(paper_offers(session, here, account), van_ban)
            if offer is None:
                raise Refused(Problem("van_ban", "", _NOT_OFFERED, "Văn bản"))
            require_papers(here.rulebook, offer.matter, account, now=here.now)
            by = Actor.account(account.id)
            kept = PAPER_KINDS[offer.matter.kind].renew(session, here, offer.matter, by=by)
            number = kept.document.id or 0
    except Refused as refused:
        return _list(request, account, ("", "", ""), problems=refused.problems)
    return RedirectResponse(paper_address(root(request), number, "soan"), status_code=303)


lead_back(router, f"{PAPERS_PATH}/soan", to=PAPERS_PATH, guard=opening(Act.PAPERS))


def _list(
    request: Request,
    account: Account,
    asked: tuple[str, str, str],
    problems: tuple[Problem, ...] = (),
) -> Response:
    here = context(request)
    year, kind, duty = asked
    with transaction(here.engine, write=False) as session:
        found = paper_list(session, here, account, year=row_number(year) or 0, kind=kind, duty=duty)
        offers = paper_offers(session, here, account)
    return form_page(
        request,
        "board/papers.html",
        account,
        problems=problems,
        found=found,
        offers=offers,
        kind=kind,
        duty=duty,
        as_of=here.now,
        path=PAPERS_PATH,
    )
