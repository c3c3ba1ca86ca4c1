"""What an officer takes back on the board: each a form with a reason, its letter read before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, get_args

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.activities.strike import strike
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.forms.values import row_number
from dondoc.incoming.detach import detach
from dondoc.incoming.handling import Officer as Handling
from dondoc.portal.board.assignment_page import assignment_page
from dondoc.portal.board.done_lines import back_when_done
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about, rehearse
from dondoc.portal.board.ruling_form import TypedRuling
from dondoc.portal.board.undo_offers import DETACH, STRIKE, TITLES, TypedUndo, UndoSlug
from dondoc.portal.context import PageContext, context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Assignment, Decision
from models.database import transaction
from models.kinds import DecisionKind, NoticeKind

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/viec/{assignment_id:int}/lay-lai/{act}"
Deciding = Annotated[Account, Depends(posting(Act.UNDO))]


@dataclass(frozen=True)
class UndoPreview:
    """The letter that taking back would send, and the date that would stand."""

    letter: RehearsedLetter
    due_on: date | None


def typed_undo(
    y_kien: Annotated[str, Form()] = "",
    muc: Annotated[str, Form()] = "",
    tat_ca: Annotated[str, Form()] = "",
    da_xem: Annotated[str, Form()] = "",
) -> TypedUndo:
    """The form of a request, as typed."""
    return TypedUndo(y_kien.strip(), row_number(muc), bool(tat_ca), da_xem)


Given = Annotated[TypedUndo, Depends(typed_undo)]


@router.post(PATH + "/xem")
def preview(
    request: Request, assignment_id: int, act: UndoSlug, account: Deciding, given: Given
) -> Response:
    """The mail that it would send, and the button that does it. Changes nothing."""
    here = context(request)
    try:
        shown = rehearse(
            here,
            lambda session: _take(session, here, assignment_id, account, act=act, given=given),
            lambda session, kind: _letter(session, here, assignment_id, kind),
        )
    except Refused as refused:
        return _refuse(request, account, assignment_id, act=act, given=given, refused=refused)
    return form_page(
        request,
        "board/undo_preview.html",
        account,
        assignment_id=assignment_id,
        act=act,
        title=TITLES[act],
        typed=given,
        preview=shown,
    )


@router.post(PATH)
def take(
    request: Request,
    background: BackgroundTasks,
    *,
    assignment_id: int,
    act: UndoSlug,
    account: Deciding,
    given: Given,
) -> Response:
    """Take it back."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            _take(session, here, assignment_id, account, act=act, given=given)
    except Refused as refused:
        return _refuse(request, account, assignment_id, act=act, given=given, refused=refused)
    return back_when_done(request, background, assignment_id, act)


lead_back(
    router,
    *(PATH.replace("{act}", act) + end for act in get_args(UndoSlug) for end in ("", "/xem")),
    to="/bang/viec/{assignment_id}",
    guard=opening(Act.SEE),
)


def _take(
    session: Session,
    here: PageContext,
    assignment_id: int,
    account: Account,
    *,
    act: UndoSlug,
    given: TypedUndo,
) -> DecisionKind:
    """Do it; returns what kind of decision it is."""
    number, kind, about = given.number or 0, TITLES[act].kind, assignment_id
    if act == STRIKE:
        about = strike(
            session,
            here.rulebook,
            activity_id=number,
            account=account,
            reason=given.words,
            now=here.now,
        ).assignment_id
    elif act == DETACH:
        about = detach(Handling(session, here, account), number, given.words)
    else:
        ruling = Ruling(kind, given.words, everyone=given.everyone, seen=given.seen)
        decide(
            session,
            here.rulebook,
            assignment_id=assignment_id,
            account=account,
            ruling=ruling,
            now=here.now,
        )
    if about != assignment_id:
        wanted = "không thuộc việc này; hãy mở lại trang của việc"
        raise Refused(Problem("activity", str(number), wanted, "Mục"))
    return kind


def _letter(
    session: Session, here: PageContext, assignment_id: int, kind: DecisionKind
) -> UndoPreview:
    taken = select(Decision).where(
        col(Decision.assignment_id) == assignment_id, col(Decision.kind) == kind
    )
    decision = session.exec(taken.order_by(col(Decision.id).desc())).first()
    assert decision is not None
    detail = {"decision_id": decision.id}
    letter = letter_about(session, here, assignment_id, NoticeKind(kind.value), detail)
    due_on = session.get_one(Assignment, assignment_id).due_on
    return UndoPreview(letter, due_on if decision.due_after_on else None)


def _refuse(
    request: Request,
    account: Account,
    assignment_id: int,
    *,
    act: str,
    given: TypedUndo,
    refused: Refused,
) -> Response:
    typed = TypedRuling(words=given.words)
    act = f"{act}-{given.number}" if act == STRIKE else act
    return assignment_page(
        request, account, assignment_id, problems=refused.problems, act=act, typed=typed
    )
