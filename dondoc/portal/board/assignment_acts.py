"""What an officer decides on the board. Whatever sends a mail shows it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, BackgroundTasks, Depends, Request, Response
from sqlmodel import Session

from dondoc import access
from dondoc.decisions.decide import decide
from dondoc.decisions.meanwhile import newest_answer
from dondoc.decisions.proposed_date import above_missed_by
from dondoc.decisions.ruling import Ruling
from dondoc.portal.board.assignment_page import assignment_page
from dondoc.portal.board.done_lines import back_when_done
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about, rehearse
from dondoc.portal.board.ruling_form import (
    TypedRuling,
    mail_of,
    return_reasons,
    ruling_of,
    typed_ruling,
)
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account, Assignment
from models.database import transaction
from models.kinds import Answer

router = APIRouter(route_class=PlainRoute)

ASSIGNMENT = "/bang/viec/{assignment_id:int}"
Act = Literal["chap-nhan", "tra-lai", "gia-han", "mien", "ly-do"]
Mailed = Literal["tra-lai", "gia-han", "mien", "ly-do"]
Officer = Annotated[Account, Depends(posting(access.Act.DECIDE))]
Given = Annotated[TypedRuling, Depends(typed_ruling)]


@dataclass(frozen=True)
class RulingPreview:
    """What a ruling would say, and the date that it would give."""

    letter: RehearsedLetter
    due_on: date
    answer: Answer | None  # of the unit, on which it is ruled
    asked: bool  # its body is asked, not ordered
    above_missed: str = ""  # what is to be known of the level above, where it is too late for it


@router.post(ASSIGNMENT + "/{act}/xem")
def preview(
    request: Request, assignment_id: int, act: Mailed, account: Officer, given: Given
) -> Response:
    """The mail that the decision would send, and the button that takes it. Changes nothing."""
    here = context(request)
    try:
        ruling = ruling_of(act, given, here)
        shown = _rehearsed(here, assignment_id, account, ruling)
    except Refused as refused:
        return _refuse(request, account, assignment_id, act=act, given=given, refused=refused)
    return form_page(
        request,
        "board/preview.html",
        account,
        assignment_id=assignment_id,
        act=act,
        typed=given,
        ruling=ruling,
        preview=shown,
        reasons=return_reasons(shown.answer),
    )


@router.post(ASSIGNMENT + "/{act}")
def take(
    request: Request,
    background: BackgroundTasks,
    *,
    assignment_id: int,
    act: Act,
    account: Officer,
    given: Given,
) -> Response:
    """Take the decision."""
    here = context(request)
    try:
        ruling = ruling_of(act, given, here)
        with transaction(here.engine) as session:
            _decide(session, here, assignment_id, account, ruling)
    except Refused as refused:
        return _refuse(request, account, assignment_id, act=act, given=given, refused=refused)
    return back_when_done(request, background, assignment_id, act)


lead_back(
    router,
    *(f"{ASSIGNMENT}/{act}{end}" for act in get_args(Act) for end in ("", "/xem")),
    to="/bang/viec/{assignment_id}",
    guard=opening(access.Act.SEE),
)


def _decide(
    session: Session, here: PageContext, assignment_id: int, account: Account, ruling: Ruling
) -> date:
    return decide(
        session,
        here.rulebook,
        assignment_id=assignment_id,
        account=account,
        ruling=ruling,
        now=here.now,
    )


def _rehearsed(
    here: PageContext, assignment_id: int, account: Account, ruling: Ruling
) -> RulingPreview:
    detail = {"reason": ruling.reason.strip() or None}

    def preview_of(session: Session, due_on: date) -> RulingPreview:
        answer = newest_answer(session, assignment_id)
        kind = mail_of(ruling, answer)
        assignment = session.get_one(Assignment, assignment_id)
        missed = above_missed_by(session, here.rulebook, assignment)
        letter = letter_about(session, here, assignment_id, kind, detail)
        return RulingPreview(letter, due_on, answer, assignment.tone == "request", missed)

    return rehearse(
        here, lambda session: _decide(session, here, assignment_id, account, ruling), preview_of
    )


def _refuse(
    request: Request,
    account: Account,
    assignment_id: int,
    *,
    act: str,
    given: TypedRuling,
    refused: Refused,
) -> Response:
    return assignment_page(
        request,
        account,
        assignment_id,
        problems=refused.problems,
        act=act,
        typed=given,
    )
