"""The questions of a conference on the board: who answers which, by when; an answer given here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act
from dondoc.conference.conference_rights import organiser
from dondoc.conference.questions import answer_question, give_owner, pass_on, questions_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.find_unit import find_unit
from dondoc.portal.board.conference.conference_acts import Typed
from dondoc.portal.board.conference.conference_address import QUESTIONS, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.question_tables import owed_rows, question_tables
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference, ConferenceQuestion
from models.database import transaction
from models.kinds import Way

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]
Answering = Annotated[Account, Depends(posting(Act.CONFERENCE))]
Deed = Callable[[Session, PageContext, Conference, ConferenceQuestion, Actor], None]


@router.get(QUESTIONS)
def show_questions(request: Request, code: str, account: Organising) -> Response:
    """All of them, those that wait first; as a file with `?tai=`."""
    return _page(request, account, code)


@router.post(QUESTIONS + "/{number:int}/giao")
def give(
    request: Request,
    code: str,
    number: int,
    account: Answering,
    *,
    background: BackgroundTasks,
    typed: Typed,
) -> Response:
    """Who answers it, and by when."""
    deed = _owned_by(typed, give_owner)
    return _act(request, background, account, code, number=number, typed=typed, deed=deed)


@router.post(QUESTIONS + "/{number:int}/chuyen")
def give_another(
    request: Request,
    code: str,
    number: int,
    account: Answering,
    *,
    background: BackgroundTasks,
    typed: Typed,
) -> Response:
    """Another body answers it; who had it is told why."""
    deed = _owned_by(typed, partial(pass_on, reason=typed.get("reason", "")))
    return _act(request, background, account, code, number=number, typed=typed, deed=deed)


@router.post(QUESTIONS + "/{number:int}/tra-loi")
def answer(
    request: Request,
    code: str,
    number: int,
    account: Answering,
    *,
    background: BackgroundTasks,
    typed: Typed,
) -> Response:
    """The answer, written down for its owner, or mended."""

    def act(
        session: Session,
        here: PageContext,
        _found: Conference,
        question: ConferenceQuestion,
        by: Actor,
    ) -> None:
        answer_question(
            *(session, here.rulebook, question, typed.get("text", "")),
            by=by,
            way=Way.STAFF,
            now=here.now,
        )

    return _act(request, background, account, code, number=number, typed=typed, deed=act)


lead_back(
    router,
    QUESTIONS + "/{number:int}/giao",
    QUESTIONS + "/{number:int}/chuyen",
    QUESTIONS + "/{number:int}/tra-loi",
    to=QUESTIONS,
    guard=opening(Act.SEE),
)


def question_file(session: Session, here: Context, conference: Conference) -> ViewFile:
    """The questions as a table."""
    rows = questions_of(session, conference)
    owed = owed_rows(session, here.rulebook, rows, as_of=here.now)
    return ViewFile(
        f"cau-hoi-{conference.code}",
        here.now,
        lambda: question_tables(here.rulebook, conference, rows, owed, as_of=here.now),
    )


def _owned_by(typed: Mapping[str, str], hand: Callable[..., object]) -> Deed:
    """A body is named in the form, and is handed the question."""

    def act(
        session: Session,
        here: PageContext,
        found: Conference,
        question: ConferenceQuestion,
        by: Actor,
    ) -> None:
        owner = find_unit(here.rulebook.registry, typed.get("unit", ""), here.today)
        hand(
            *(session, here.rulebook, found, question, owner),
            by=by,
            now=here.now,
            due_on=typed.get("due_on", ""),
        )

    return act


def _act(
    request: Request,
    background: BackgroundTasks,
    account: Account,
    code: str,
    *,
    number: int,
    typed: dict[str, str],
    deed: Deed,
) -> Response:
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            question = _question(session, found, number)
            deed(session, here, found, question, by)
    except Refused as refused:
        return _page(request, account, code, number=number, typed=typed, problems=refused.problems)
    deliver_later(background, request)
    where = f"{root(request)}{QUESTIONS.format(code=code)}#cau-{number}"
    return RedirectResponse(where, status_code=303)


def _question(session: Session, conference: Conference, number: int) -> ConferenceQuestion:
    found = next((one for one in questions_of(session, conference) if one.number == number), None)
    if found is None:
        wanted = phrases("conference").which_question()
        raise Refused(Problem("question", str(number), wanted, "Câu hỏi"))
    return found


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    number: int = 0,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        rows = questions_of(session, conference)
        owed = owed_rows(session, here.rulebook, rows, as_of=here.now)
        file = question_file(session, here, conference)
    return table_page(
        request,
        "board/conference_questions.html",
        account,
        file,
        conference=conference,
        waiting=[one for one in rows if one.answered_at is None],
        answered=[one for one in rows if one.answered_at is not None],
        owed=owed,
        unit=here.rulebook.registry.unit,
        number=number,
        typed={"unit": "", "due_on": "", "text": "", "reason": "", **(typed or {})},
        problems=problems,
    )
