"""The desk on the day, from a phone: who is expected, who is in; by its buttons or by its script.

What a form sends and what the page's script sends go one way; the script is answered in JSON: 200
what is settled, 400 and 404 what was refused for good. Anything else it sends again, the same id.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from dondoc.access import Act
from dondoc.conference.desk.desk_people import headcount
from dondoc.conference.desk.desk_rights import desk_officer, why_no_desk
from dondoc.conference.desk.keep_scan import DeskAnswer, DeskScan, record_scan
from dondoc.conference.desk.walk_in import WalkInForm, record_walk_in
from dondoc.ledger.actors import Actor
from dondoc.limits import LONGEST_DEVICE, LONGEST_SEARCH
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.conference.conference_address import DESK, conference_or_404
from dondoc.portal.board.conference.desk_form import TypedScan, typed_scan
from dondoc.portal.board.conference.desk_view import (
    DeskSaid,
    desk_view,
    look_up_text,
    told,
    told_of,
    when_in,
)
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.protection import WITH_SCRIPT
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.conference_kinds import CheckInRefusal
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Looking = Annotated[Account, Depends(opening(Act.DELEGATES))]
AtDesk = Annotated[Account, Depends(posting(Act.DELEGATES))]
Scanned = Annotated[TypedScan, Depends(typed_scan)]


def typed_person(
    thay: Annotated[str, Form()] = "",
    don_vi: Annotated[str, Form()] = "",
    ho_ten: Annotated[str, Form()] = "",
    chuc_vu: Annotated[str, Form()] = "",
    dien_thoai: Annotated[str, Form()] = "",
) -> dict[str, str]:
    """The form of somebody who is not on the list, as typed."""
    names = {"replaces": thay, "unit": don_vi, "name": ho_ten}
    return {**names, "post": chuc_vu, "telephone": dien_thoai}


Person = Annotated[dict[str, str], Depends(typed_person)]


@router.get(DESK)
def show_desk(
    request: Request,
    code: str,
    account: Looking,
    *,
    ma: str = "",
    tim: str = "",
    thay: str = "",
    ban: str = "",
    lan: str = "",
) -> Response:
    """The desk. A QR code brings `ma`; nothing changes by opening it."""
    typed = {"replaces": thay, "unit": "", "name": "", "post": "", "telephone": ""}
    return _page(request, account, code, typed, ma=ma, wanted=tim, device=ban, scan_id=lan)


@router.post(DESK + "/ghi")
def scan_one(request: Request, code: str, account: AtDesk, given: Scanned) -> Response:
    """One delegate is in, or was marked by mistake."""
    here = context(request)
    by = _officer(here, account)
    try:
        scan = given.scan(here.now)
        with transaction(here.engine) as session:
            conference = conference_or_404(session, code)
            answer = record_scan(session, conference, scan, by=by, now=here.now)
            count = headcount(session, conference.id or 0)
    except Refused as refused:
        return _refused(
            request, account, code, person={}, problems=refused.problems, device=given.device
        )
    return _settled(request, code, scan, answer, count)


@router.post(DESK + "/them")
def add_person(
    request: Request, code: str, account: AtDesk, given: Scanned, person: Person
) -> Response:
    """Somebody who is not on the list is here: a substitute, or of a body's own accord."""
    here = context(request)
    by = _officer(here, account)
    try:
        scan = given.scan(here.now)
        form = WalkInForm.read(person, here)
        with transaction(here.engine) as session:
            conference = conference_or_404(session, code)
            answer = record_walk_in(session, conference, form, scan, by=by, now=here.now)
            count = headcount(session, conference.id or 0)
    except Refused as refused:
        return _refused(
            request, account, code, person=person, problems=refused.problems, device=given.device
        )
    return _settled(request, code, scan, answer, count)


lead_back(router, DESK + "/ghi", DESK + "/them", to=DESK, guard=opening(Act.SEE))


def require_desk(here: PageContext, account: Account) -> None:
    """403, saying who may, for who is not of the body that holds the conference."""
    if why := why_no_desk(here.rulebook, account, now=here.now):
        raise HTTPException(403, sentence(capital(why)))


def _officer(here: PageContext, account: Account) -> Actor:
    require_desk(here, account)
    return desk_officer(here.rulebook, account, now=here.now)


def _page(
    request: Request,
    account: Account,
    code: str,
    typed: dict[str, str],
    *,
    ma: str = "",
    wanted: str = "",
    device: str = "",
    scan_id: str = "",
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    require_desk(here, account)
    registry = here.rulebook.registry
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        wanted = wanted[:LONGEST_SEARCH]
        view = desk_view(session, registry, conference, code=ma, wanted=wanted)
        said = told_of(session, registry, scan_id)
    answer = form_page(
        request,
        "board/desk.html",
        account,
        problems=problems,
        view=view,
        said=said or _nobody(ma, view.chosen is not None),
        wanted=wanted,
        device=device[:LONGEST_DEVICE],
        person_typed={"replaces": "", "unit": "", "name": "", "post": "", "telephone": ""} | typed,
        key=secrets.token_urlsafe(12),
        look_up_text=look_up_text,
        when_in=when_in,
        units=[one.name for one in registry.units if one.exists(here.today)],
    )
    answer.headers.update(WITH_SCRIPT)
    return answer


def _nobody(ma: str, known: bool) -> DeskSaid | None:
    """A QR code that is nobody's here."""
    if not ma or known:
        return None
    return DeskSaid(phrases("desk").refusal(CheckInRefusal.UNKNOWN_CODE.value), good=False)


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept", "") == "application/json"


def _settled(
    request: Request, code: str, scan: DeskScan, answer: DeskAnswer, count: int
) -> Response:
    here = context(request)
    if not _wants_json(request):
        query = urlencode({"lan": scan.scan_id, "ban": scan.device})
        where = f"{root(request)}{DESK.format(code=code)}?{query}"
        return RedirectResponse(where, status_code=303)
    said = told(answer, here.rulebook.registry)
    facts = {
        "ket": answer.outcome.value,
        "cau": said.says,
        "tot": said.good,
        "van_ghi": said.press,
        "ma": answer.delegate.code if answer.delegate else scan.code,
        "co_mat": answer.is_in,
        "luc": phrases("desk").when(answer.at, answer.device) if answer.is_in else "",
        "dem": count,
    }
    unknown = answer.refusal is CheckInRefusal.UNKNOWN_CODE
    status = 404 if unknown else 400 if answer.refusal else 200
    return JSONResponse(facts, status_code=status)


def _refused(
    request: Request,
    account: Account,
    code: str,
    *,
    person: dict[str, str],
    problems: Sequence[Problem],
    device: str,
) -> Response:
    if _wants_json(request):
        says = " ".join(sentence(capital(one.sentence())) for one in problems)
        return JSONResponse({"ket": "refused", "cau": says, "tot": False}, status_code=400)
    return _page(request, account, code, person, problems=problems, device=device)
