"""A letter outside the ladder, from the page of an assignment: looked at, then sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.decisions.letters_by_hand import HandLetter, hand_letter, only_reminded, send_by_hand
from dondoc.decisions.rights import require_act
from dondoc.forms.values import row_number
from dondoc.portal.board.assignment_matter import facts_or_404
from dondoc.portal.board.assignment_page import assignment_page
from dondoc.portal.board.done_lines import back_when_done
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.hand_offers import RESEND, TITLES, URGE
from dondoc.portal.board.rehearsal import letter_about
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account, Assignment, Contact
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

HOME = "/bang/viec/{assignment_id:int}/"
Resending = Annotated[Account, Depends(posting(Act.RESEND))]
Urging = Annotated[Account, Depends(posting(Act.URGE))]
Seen = Annotated[str, Form(alias="thu_moi")]


@router.post(HOME + RESEND + "/xem")
def preview_again(request: Request, assignment_id: int, account: Resending) -> Response:
    """The letter that would go once more. Changes nothing."""
    return _preview(request, assignment_id, account, RESEND)


@router.post(HOME + URGE + "/xem")
def preview_urging(request: Request, assignment_id: int, account: Urging) -> Response:
    """The letter that would urge. Changes nothing."""
    return _preview(request, assignment_id, account, URGE)


@router.post(HOME + RESEND)
def send_letter_again(
    request: Request,
    background: BackgroundTasks,
    assignment_id: int,
    account: Resending,
    thu_moi: Seen = "",
) -> Response:
    """Send the newest letter once more."""
    return _send(request, background, assignment_id, account, act=RESEND, seen=thu_moi)


@router.post(HOME + URGE)
def urge(
    request: Request,
    background: BackgroundTasks,
    assignment_id: int,
    account: Urging,
    thu_moi: Seen = "",
) -> Response:
    """Urge the unit now."""
    return _send(request, background, assignment_id, account, act=URGE, seen=thu_moi)


lead_back(
    router,
    *(HOME + end for one in (RESEND, URGE) for end in (one, f"{one}/xem")),
    to="/bang/viec/{assignment_id}",
    guard=opening(Act.SEE),
)


def _preview(request: Request, assignment_id: int, account: Account, act: str) -> Response:
    here = context(request)
    try:
        with transaction(here.engine, write=False) as session:
            facts = facts_or_404(session, here, assignment_id)
            assignment = session.get_one(Assignment, assignment_id)
            wanted = TITLES[act].act
            require_act(session, here.rulebook, assignment, account, wanted, now=here.now)
            letter = hand_letter(session, here.rulebook, facts, wanted, now=here.now)
            detail = letter.rows[0].detail
            shown = letter_about(session, here, assignment_id, letter.kind, detail)
            to = _names(session, letter)
    except Refused as refused:
        return assignment_page(request, account, assignment_id, problems=refused.problems, act=act)
    return form_page(
        request,
        "board/hand_preview.html",
        account,
        assignment_id=assignment_id,
        act=act,
        name=TITLES[act].name(gently=only_reminded(facts, here.now)),
        letter=letter,
        shown=shown,
        to=to,
    )


def _names(session: Session, letter: HandLetter) -> list[str]:
    """To whom it goes, as an officer reads it."""
    found = session.exec(select(Contact).where(col(Contact.id).in_(letter.contacts)))
    return [f"{one.person} ({one.address})" if one.person else one.address for one in found]


def _send(
    request: Request,
    background: BackgroundTasks,
    assignment_id: int,
    account: Account,
    *,
    act: str,
    seen: str,
) -> Response:
    here = context(request)
    try:
        with transaction(here.engine) as session:
            send_by_hand(
                session,
                here.rulebook,
                TITLES[act].act,
                assignment_id=assignment_id,
                account=account,
                seen=row_number(seen) or 0,
                now=here.now,
            )
    except Refused as refused:
        return assignment_page(request, account, assignment_id, problems=refused.problems, act=act)
    return back_when_done(request, background, assignment_id, act)
