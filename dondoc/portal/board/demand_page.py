"""The board's form for a demand or something that happened: typed, its mail read, then sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act, about_duty, require
from dondoc.demands.demand import CheckedDemand, OpenedDemand, check_demand, open_checked
from dondoc.demands.demand_form import Demand, event_duties
from dondoc.ledger.actors import Actor
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about, rehearse
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Assignment
from models.database import transaction
from models.kinds import NoticeKind

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/dot-xuat"
Officer = Annotated[Account, Depends(posting(Act.DEMAND))]


@dataclass(frozen=True)
class DemandPreview:
    """What the demand would do: whom it asks, and the mail to the first of them."""

    opened: OpenedDemand
    letter: RehearsedLetter


def demand_typed(
    *,
    noi_dung: Annotated[str, Form()] = "",
    don_vi: Annotated[str, Form()] = "",
    han: Annotated[str, Form()] = "",
    so_van_ban: Annotated[str, Form()] = "",
    ngay_van_ban: Annotated[str, Form()] = "",
    nhiem_vu: Annotated[str, Form()] = "",
) -> Demand:
    """The form of a request, as typed."""
    return Demand(noi_dung, don_vi, han, so_van_ban, ngay_van_ban, nhiem_vu)


Given = Annotated[Demand, Depends(demand_typed)]


@router.get(PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.DEMAND))]) -> Response:
    """The empty form."""
    return _form(request, account, Demand("", "", ""))


@router.post(f"{PATH}/xem")
def preview(request: Request, account: Officer, given: Given) -> Response:
    """Who would be asked and what they would read. Changes nothing."""
    here = context(request)
    try:
        shown = _rehearsed(here, account, given)
    except Refused as refused:
        return _form(request, account, given, problems=refused.problems)
    return form_page(
        request,
        "board/demand_preview.html",
        account,
        typed=given,
        preview=shown,
        monitor=here.rulebook.registry.monitoring_unit(shown.opened.duty, here.today).name,
    )


@router.post(f"{PATH}/sua")
def again(request: Request, account: Officer, given: Given) -> Response:
    """The form once more, with what was typed."""
    return _form(request, account, given)


@router.post(PATH)
def send(
    request: Request, background: BackgroundTasks, *, account: Officer, given: Given
) -> Response:
    """Ask the units, and tell them at once."""
    here = context(request)
    try:
        checked = _checked(here, account, given)
        with transaction(here.engine) as session:
            opened = _open(session, here, account, checked)
    except Refused as refused:
        return _form(request, account, given, problems=refused.problems)
    deliver_later(background, request)
    parts = {"nam": opened.period[:4], "nhiem-vu": opened.duty.slug, "ky": opened.period}
    return RedirectResponse(f"{root(request)}/bang?{urlencode(parts)}", status_code=303)


lead_back(router, f"{PATH}/xem", f"{PATH}/sua", to=PATH, guard=opening(Act.DEMAND))


def _form(
    request: Request, account: Account, typed: Demand, *, problems: tuple[Problem, ...] = ()
) -> Response:
    return form_page(
        request,
        "board/demand.html",
        account,
        typed=typed,
        events=event_duties(context(request).rulebook, context(request).today),
        problems=problems,
    )


def _checked(here: PageContext, account: Account, given: Demand) -> CheckedDemand:
    """Understood before anything is locked: whatever was typed, nobody else waits for it."""
    checked = check_demand(here.rulebook, given, now=here.now)
    require(
        here.who(account),
        Act.DEMAND,
        about_duty(here.rulebook.registry, checked.duty, here.today),
    )
    return checked


def _open(
    session: Session, here: PageContext, account: Account, checked: CheckedDemand
) -> OpenedDemand:
    by = Actor.account(account.id)
    return open_checked(session, here.rulebook, checked, by=by, now=here.now)


def _rehearsed(here: PageContext, account: Account, given: Demand) -> DemandPreview:
    checked = _checked(here, account, given)
    return rehearse(
        here,
        lambda session: _open(session, here, account, checked),
        lambda session, opened: _preview(session, here, opened),
    )


def _preview(session: Session, here: PageContext, opened: OpenedDemand) -> DemandPreview:
    if opened.repeated:
        wanted = "đã yêu cầu đúng các đơn vị này, cùng văn bản và hạn; không có gì để gửi thêm"
        raise Refused(Problem("units", "", wanted, "Đơn vị"))
    of_first = select(Assignment.id).where(
        col(Assignment.round_id) == opened.round_id,
        col(Assignment.unit_code) == opened.units[0].code,
        col(Assignment.subject) == opened.asked.subject,
    )
    first = session.exec(of_first).one() or 0
    return DemandPreview(opened, letter_about(session, here, first, NoticeKind.DEMAND))
