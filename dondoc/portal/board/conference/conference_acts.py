"""What an officer does to a conference: plan, invite, move, postpone, cancel, take out, seats.

A move is shown before it is done: who hears of it, whose answer is asked again, which day moves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act
from dondoc.conference.announcement import Announcement
from dondoc.conference.call_off import cancel_conference, postpone_conference, remove_unit
from dondoc.conference.conference_draft import ConferenceDraft, SessionDraft
from dondoc.conference.conference_rights import organiser
from dondoc.conference.extend_list import extend_list
from dondoc.conference.find_conference import invitee_of
from dondoc.conference.invite import invite_units
from dondoc.conference.move_conference import move_conference, preview_move
from dondoc.conference.plan_conference import create_conference, record_plan_paper
from dondoc.conference.read_change import read_change
from dondoc.conference.set_seats import set_seats
from dondoc.forms.values import row_number
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.portal.board.conference.conference_address import ONE, PATH, conference_or_404
from dondoc.portal.board.conference.conference_pages import (
    NEW,
    conference_page,
    conferences_page,
)
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference, Invitee
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(posting(Act.CONFERENCE))]
Deed = Callable[[Session, PageContext, Conference, Actor, Mapping[str, str]], int]
"""Does it and returns how many units it told or took."""

_SESSION = ("name", "on", "starts", "ends", "place", "link")
_CHANGE = ("session", *_SESSION, "chair", "units", "reason")


async def typed_fields(request: Request) -> dict[str, str]:
    """Every field of the form, as typed."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Typed = Annotated[dict[str, str], Depends(typed_fields)]


@router.post(f"{PATH}/lap")
def plan(request: Request, account: Organising, typed: Typed) -> Response:
    """Set a conference up; nobody is told yet."""
    here = context(request)
    given = {name: typed.get(name, "") for name in NEW}
    when = {name: given.pop(name) for name in _SESSION if name != "name"}
    draft = ConferenceDraft(
        {name: text for name, text in given.items() if name not in ("units", "seats")},
        [SessionDraft(when, given["units"], given["seats"])],
    )
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            made = create_conference(session, here.rulebook, draft, by=by, now=here.now)
    except Refused as refused:
        return conferences_page(request, account, typed=typed, problems=refused.problems)
    return _done(request, made.code, "lap", 0)


@router.post(ONE + "/doi/xem")
def preview(request: Request, code: str, account: Organising, typed: Typed) -> Response:
    """What a change would do. Changes nothing."""
    here = context(request)
    given = {name: typed.get(name, "") for name in _CHANGE}
    try:
        organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine, write=False) as session:
            found = conference_or_404(session, code)
            after, placed = _change(session, here, found, given)
            shown = preview_move(
                *(session, here.rulebook, found, after), now=here.now, placed=placed
            )
            if shown.heard_of and not given["reason"].strip():
                wanted = phrases("conference").move_reason(len(shown.told))
                raise Refused(Problem("reason", "", wanted, "Lý do"))
    except Refused as refused:
        return conference_page(
            request, account, code, act="doi", typed=given, problems=refused.problems
        )
    registry = here.rulebook.registry
    return form_page(
        request,
        "board/conference_move.html",
        account,
        conference=found,
        preview=shown,
        told=[registry.unit(one).name for one in shown.told],
        reset=[registry.unit(one).name for one in shown.reset],
        given=given,
    )


@router.post(ONE + "/doi")
def move(
    request: Request, code: str, account: Organising, background: BackgroundTasks, typed: Typed
) -> Response:
    """Change it, and tell whom it concerns."""

    def act(
        session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
    ) -> int:
        after, placed = _change(session, here, found, given)
        done = move_conference(
            *(session, here.rulebook, found, after),
            reason=given.get("reason", ""),
            by=by,
            now=here.now,
            placed=placed,
            seen=given.get("da_xem", ""),
        )
        return len(done.told)

    return _act(request, background, account, code, name="doi", typed=typed, deed=act)


def _change(
    session: Session, here: PageContext, found: Conference, given: Mapping[str, str]
) -> tuple[Announcement, dict[str, int]]:
    """What is announced with the change, and who moves to that session."""
    number = row_number(given.get("session", ""))
    if number is None:
        wanted = phrases("conference").which_session()
        raise Refused(Problem("session", given.get("session", ""), wanted, "Buổi"))
    return read_change(
        *(session, here.rulebook, found, number),
        typed={name: given.get(name, "") for name in _SESSION},
        chair=given.get("chair", "").strip() or None,
        units=given.get("units", ""),
        now=here.now,
    )


def _invite(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    why = given.get("reason", "")
    done = invite_units(session, here.rulebook, found, by=by, now=here.now, urgent_why=why)
    return len(done.units)


def _postpone(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    why = given.get("reason", "")
    return postpone_conference(session, here.rulebook, found, reason=why, by=by, now=here.now)


def _cancel(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    why = given.get("reason", "")
    return cancel_conference(session, here.rulebook, found, reason=why, by=by, now=here.now)


def _remove(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    invitee, why = _named(session, here, found, given), given.get("reason", "")
    return int(remove_unit(session, here.rulebook, found, invitee, reason=why, by=by, now=here.now))


def _extend(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    return extend_list(
        *(session, here.rulebook, found, given.get("units", ""), given.get("seats", "")),
        by=by,
        now=here.now,
        number=row_number(given.get("session", "")) or 1,
    )


def _seats(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    invitee, seats = _named(session, here, found, given), given.get("seats", "")
    set_seats(session, here.rulebook, found, invitee, seats, by=by, now=here.now)
    return 1


def _paper(
    session: Session, here: PageContext, found: Conference, by: Actor, given: Mapping[str, str]
) -> int:
    typed = {name: given.get(name, "") for name in ("number", "signed_on", "signer")}
    record_plan_paper(session, here.rulebook, found, typed, by=by, now=here.now)
    return 0


_DEEDS: Mapping[str, Deed] = {
    "moi": _invite,
    "hoan": _postpone,
    "huy": _cancel,
    "bo": _remove,
    "them": _extend,
    "cho": _seats,
    "ke-hoach": _paper,
}
"""By the last word of the address."""


def _named(
    session: Session, here: PageContext, found: Conference, given: Mapping[str, str]
) -> Invitee:
    unit = find_unit(here.rulebook.registry, given.get("unit", ""), here.today)
    invitee = invitee_of(session, found, unit.code)
    if invitee is None:
        wanted = phrases("conference").not_on_list()
        raise Refused(Problem("unit", unit.name, wanted, "Đơn vị"))
    return invitee


def _act(
    request: Request,
    background: BackgroundTasks,
    account: Account,
    code: str,
    *,
    name: str,
    typed: dict[str, str],
    deed: Deed,
) -> Response:
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            count = deed(session, here, found, by, typed)
    except Refused as refused:
        return conference_page(
            request, account, code, act=name, typed=typed, problems=refused.problems
        )
    deliver_later(background, request)
    return _done(request, code, name, count)


def _done(request: Request, code: str, act: str, count: int) -> Response:
    where = f"{root(request)}{ONE.format(code=code)}?xong={act}-{count}"
    return RedirectResponse(where, status_code=303)


def _door(name: str, deed: Deed) -> None:
    def do(
        request: Request, code: str, account: Organising, background: BackgroundTasks, typed: Typed
    ) -> Response:
        return _act(request, background, account, code, name=name, typed=typed, deed=deed)

    router.add_api_route(f"{ONE}/{name}", do, methods=["POST"], name=name)


for _name, _deed in _DEEDS.items():
    _door(_name, _deed)

lead_back(router, f"{PATH}/lap", to=PATH, guard=opening(Act.SEE))
lead_back(
    router,
    *(f"{ONE}/{name}" for name in (*_DEEDS, "doi", "doi/xem")),
    to=ONE,
    guard=opening(Act.SEE),
)
