"""`/quan-tri/lich-nghi`: days off and make-up days; what moves is seen before it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.decisions.decide_days import DaysEffect, decide_days, take_days_back
from dondoc.forms.days_off_form import DaysOffForm
from dondoc.ledger.actors import Actor, Actors
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import rehearse
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, DecidedDays
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/lich-nghi"
ONE = PATH + "/{number:int}"
Opening = Annotated[Account, Depends(opening(Act.OPERATE))]
Posting = Annotated[Account, Depends(posting(Act.OPERATE))]
_DONE = {
    "ghi": "Đã ghi quyết định; lịch mới có hiệu lực, đơn vị có hạn đổi được báo.",
    "rut": "Đã rút quyết định; lịch trở lại như khi chưa có nó.",
}
DayAct = Callable[[Session], DaysEffect]


@dataclass(frozen=True)
class TypedDays:
    """The form of a decision, as typed."""

    title: str = ""
    days_off: str = ""
    worked: str = ""
    number: str = ""
    issued_on: str = ""
    source: str = ""
    whole_year: str = ""
    confirmed: str = ""


def days_typed(
    *,
    noi_dung: Annotated[str, Form()] = "",
    nghi: Annotated[str, Form()] = "",
    lam_bu: Annotated[str, Form()] = "",
    so_van_ban: Annotated[str, Form()] = "",
    ngay_van_ban: Annotated[str, Form()] = "",
    nguon: Annotated[str, Form()] = "",
    ca_nam: Annotated[str, Form()] = "",
    da_co: Annotated[str, Form()] = "",
) -> TypedDays:
    """The form as it is posted."""
    return TypedDays(noi_dung, nghi, lam_bu, so_van_ban, ngay_van_ban, nguon, ca_nam, da_co)


Typed = Annotated[TypedDays, Depends(days_typed)]


@router.get(PATH)
def show(request: Request, account: Opening, nam: str = "", xong: str = "") -> Response:
    """The calendar of a year, what it rests on, and the form for a decision."""
    return _page(request, account, year=nam, done=_DONE.get(xong, ""))


@router.post(f"{PATH}/xem")
def preview(request: Request, account: Posting, typed: Typed) -> Response:
    """What would move. Changes nothing."""
    return _preview(request, account, typed, 0)


@router.post(f"{PATH}/sua")
def again(request: Request, account: Posting, typed: Typed) -> Response:
    """The form once more, with what was typed."""
    return _page(request, account, typed=typed)


@router.post(PATH)
def record(
    request: Request, background: BackgroundTasks, *, account: Posting, typed: Typed
) -> Response:
    """It counts from now on."""
    return _do(request, background, account, typed, 0)


@router.post(ONE + "/xem-rut")
def preview_withdrawal(request: Request, number: int, account: Posting) -> Response:
    """What would move back. Changes nothing."""
    return _preview(request, account, TypedDays(), number)


@router.post(ONE + "/rut")
def withdraw(
    request: Request, background: BackgroundTasks, *, number: int, account: Posting
) -> Response:
    """It counts no more."""
    return _do(request, background, account, TypedDays(), number)


lead_back(
    router,
    f"{PATH}/xem",
    f"{PATH}/sua",
    f"{ONE}/xem-rut",
    f"{ONE}/rut",
    to=PATH,
    guard=opening(Act.OPERATE),
)


def _act(here: PageContext, account: Account, typed: TypedDays, number: int) -> DayAct:
    """The act, understood before anything is locked; `number` is of what is withdrawn."""
    by = Actor.account(account.id)
    if number:
        return lambda session: take_days_back(session, here.rulebook, number, by=by, now=here.now)
    decision = DaysOffForm.read(asdict(typed), here).decision()
    return lambda session: decide_days(session, here.rulebook, decision, by=by, now=here.now)


def _preview(request: Request, account: Account, typed: TypedDays, number: int) -> Response:
    here = context(request)
    try:
        act = _act(here, account, typed, number)
        effect = rehearse(here, act, lambda _session, found: found)
    except Refused as refused:
        return _page(request, account, typed=typed, problems=refused.problems)
    with transaction(here.engine, write=False) as session:
        row = session.get(DecidedDays, number) if number else None
    facts: dict[str, Any] = {"effect": effect, "typed": typed, "row": row}
    return form_page(request, "admin/days_off_preview.html", account, **facts)


def _do(
    request: Request,
    background: BackgroundTasks,
    account: Account,
    typed: TypedDays,
    number: int,
) -> Response:
    here = context(request)
    try:
        act = _act(here, account, typed, number)
        with transaction(here.engine) as session:
            act(session)
    except Refused as refused:
        return _page(request, account, typed=typed, problems=refused.problems)
    deliver_later(background, request)
    done = "rut" if number else "ghi"
    return RedirectResponse(f"{root(request)}{PATH}?xong={done}", status_code=303)


def _page(
    request: Request,
    account: Account,
    *,
    year: str = "",
    typed: TypedDays | None = None,
    done: str = "",
    problems: tuple[Problem, ...] = (),
) -> Response:
    here = context(request)
    shown = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else here.today.year
    shown = min(max(shown, here.today.year - 6), here.today.year + 2)
    with transaction(here.engine, write=False) as session:
        query = select(DecidedDays).where(col(DecidedDays.withdrawn_at).is_(None))
        rows = list(session.exec(query.order_by(col(DecidedDays.id).desc())))
        actors = Actors(session, here.rulebook)
        by = {row.id: actors.name(row.recorded_by) for row in rows}
    workdays = here.rulebook.workdays
    values: dict[str, Any] = {
        "year": shown,
        "confirmed": workdays.confirmed(shown),
        "off": days_of(workdays.holiday, shown),
        "made_up": days_of(workdays.made_up, shown),
        "worked": len(workdays.between(date(shown, 1, 1), date(shown, 12, 31))),
        "notes": workdays.notes(shown),
        "rows": rows,
        "by": by,
        "typed": typed or TypedDays(),
        "open": typed is not None,
        "done": done,
    }
    return form_page(request, "admin/days_off.html", account, problems=problems, **values)


def days_of(label: Callable[[date], str | None], year: int) -> list[tuple[date, str]]:
    """The days of a year that have such a label."""
    first = date(year, 1, 1)
    days = (first + timedelta(days=index) for index in range(366))
    return [(on, words) for on in days if on.year == year and (words := label(on))]
