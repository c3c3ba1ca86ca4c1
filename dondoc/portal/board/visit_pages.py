"""One drawn unit for its inspectors: the appointment, the papers, what must be put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import col, select

from dondoc import access
from dondoc.calendar.date_words import short_date
from dondoc.forms.instead import refilled
from dondoc.inspections.sample import inspecting_unit
from dondoc.inspections.year_overview import Visit, inspection_of
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.contacts_page import contacts_of
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.inspection_pages import PATH, why_not
from dondoc.portal.board.visit_acts import (
    REMEDY,
    TypedVisit,
    VisitAct,
    Visited,
    carry_out,
    rehearse_visit,
    typed_visit,
)
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from dondoc.publication.posting.record_spot_check import (
    looks_at_posting,
    remedy_words,
    spot_checks,
    spot_words,
)
from dondoc.reporting.history import history
from models import Account, Assignment, Round, SpotCheck
from models.database import transaction
from models.kinds import INSPECTED

router = APIRouter(route_class=PlainRoute)

VISIT = PATH + "/don-vi/{assignment_id:int}"
_DONE = {
    "hen": "Đã hẹn; thư cho đơn vị đã được xếp gửi.",
    "bien-ban": "Đã ghi văn bản.",
    "niem-yet": "Đã ghi kết quả niêm yết.",
    "khac-phuc": "Đã yêu cầu khắc phục; thư cho đơn vị đã được xếp gửi.",
}
_CALLED = {"document_on": "signed_on", "seen_on": "on"}
"""Fields of the forms that stand under another name on the page."""
Signed = Annotated[Account, Depends(opening(access.Act.READ))]
Officer = Annotated[Account, Depends(posting(access.Act.INSPECT))]
Given = Annotated[TypedVisit, Depends(typed_visit)]


@router.get(VISIT)
def show(request: Request, assignment_id: int, account: Signed, xong: str = "") -> Response:
    """The page of one drawn unit; `xong` names what was just done."""
    visited = _visited(context(request), assignment_id)
    return _page(request, account, visited, done=_DONE.get(xong, ""))


@router.post(VISIT + "/{act}/xem")
def preview(
    request: Request, assignment_id: int, act: VisitAct, account: Officer, given: Given
) -> Response:
    """What the act would record and say. Changes nothing."""
    here = context(request)
    visited = _visited(here, assignment_id)
    try:
        preview = rehearse_visit(here, visited, account, act, given)
    except Refused as refused:
        return _page(request, account, visited, act=act, given=given, problems=refused.problems)
    return form_page(
        request,
        "board/visit_preview.html",
        account,
        visited=visited,
        home=_home(request, visited),
        act=act,
        given=given,
        preview=preview,
    )


@router.post(VISIT + "/{act}")
def take(
    request: Request,
    background: BackgroundTasks,
    *,
    assignment_id: int,
    act: VisitAct,
    account: Officer,
    given: Given,
) -> Response:
    """Do it, and tell the unit at once where it has a letter."""
    here = context(request)
    visited = _visited(here, assignment_id)
    try:
        with transaction(here.engine) as session:
            carry_out(session, here, visited, account, act=act, given=given)
    except Refused as refused:
        return _page(request, account, visited, act=act, given=given, problems=refused.problems)
    deliver_later(background, request)
    return RedirectResponse(f"{_home(request, visited)}?xong={act}", status_code=303)


@router.post(VISIT + "/{act}/sua")
def again(
    request: Request, assignment_id: int, act: VisitAct, account: Officer, given: Given
) -> Response:
    """The page once more, with what was typed."""
    visited = _visited(context(request), assignment_id)
    return _page(request, account, visited, act=act, given=given)


lead_back(
    router,
    *(f"{VISIT}/{act}{end}" for act in get_args(VisitAct) for end in ("", "/xem", "/sua")),
    to=PATH + "/don-vi/{assignment_id}",
    guard=opening(access.Act.SEE),
)


def _page(
    request: Request,
    account: Account,
    visited: Visited,
    *,
    act: str = "",
    given: TypedVisit | None = None,
    problems: Sequence[Problem] = (),
    done: str = "",
) -> Response:
    here = context(request)
    given = (
        refilled(given, problems, {"document_on": "signed_on", "seen_on": "on"}) if given else None
    )
    _require_reader(here, account, visited, problems)
    with transaction(here.engine, write=False) as session:
        found = inspection_of(session, here.rulebook, visited.duty, visited.period, now=here.now)
        visit = next(one for one in found.visits if one.facts.id == visited.assignment_id)
        life = history(session, here.rulebook, visited.assignment_id, as_of=here.now)
        contacts = contacts_of(session, visited.unit.code)
        row = session.get_one(Assignment, visited.assignment_id)
        seen = spot_checks(session, row) if looks_at_posting(visited.duty) else None
    return form_page(
        request,
        "board/visit.html",
        account,
        inspection=found,
        visit=visit,
        home=_home(request, visited),
        life=life,
        contacts=contacts,
        seen=None if seen is None else [spot_words(one) for one in seen],
        why_not=why_not(here, visited.duty, account),
        act=act,
        typed={
            name: _filled(visit, name, given if act == name else None, (seen or [])[-1:])
            for name in _DONE
        },
        problems=problems,
        done=done,
    )


def _require_reader(
    here: PageContext, account: Account, visited: Visited, problems: Sequence[Problem]
) -> None:
    """A drawn unit is read by those who inspect it and by itself; anybody else gets 403."""
    inspecting = inspecting_unit(here.rulebook, visited.duty, here.today)
    about = access.Matter((inspecting,), visited.duty.code, visited.unit)
    if wanted := access.why_not(here.who(account), access.Act.READ, about):
        refused = problems[0].wanted if problems else wanted  # of what was tried, if anything
        raise HTTPException(403, sentence(capital(refused)))


def _filled(
    visit: Visit, act: str, given: TypedVisit | None, seen: Sequence[SpotCheck]
) -> TypedVisit:
    """The form of an act as typed; else with what the ledger knows: the newest paper, and what the
    newest look at the posting asks to put right.
    """
    if given is not None:
        return given
    if act == REMEDY and visit.papers:
        _what, paper = visit.papers[-1]
        signed_on = short_date(paper.document_on) if paper.document_on else ""
        finding = remedy_words(seen[-1]) if seen else ""
        number = paper.document_number or ""
        return TypedVisit(number=number, signed_on=signed_on, finding=finding)
    return TypedVisit()


def _visited(here: PageContext, assignment_id: int) -> Visited:
    """The drawn unit with this number; 404 for anything else."""
    query = (
        select(Assignment, Round)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(col(Assignment.id) == assignment_id, col(Assignment.role) == INSPECTED)
    )
    with transaction(here.engine, write=False) as session:
        found = session.exec(query).first()
        if found is None:
            raise HTTPException(404)
        assignment, round_ = found
        return Visited(
            assignment_id,
            here.rulebook.registry.duty_of(round_.plan, round_.duty),
            round_.period,
            here.rulebook.registry.unit(assignment.unit_code),
        )


def _home(request: Request, visited: Visited) -> str:
    return f"{root(request)}{PATH}/don-vi/{visited.assignment_id}"
