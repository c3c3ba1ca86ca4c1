"""What else a unit sends from a conference's page: a question, an answer, «Đã đọc», «Đã nhận».

Each is a POST.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from dondoc.conference.accounts.hand_out import confirm_account
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import (
    answer_question,
    ask_question,
    questions_of,
    withdraw_question,
)
from dondoc.forms.values import row_number
from dondoc.messages.environment import phrases
from dondoc.portal.context import Here, PageContext, deliver_later
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.conference.invitation_pages import invitation_page
from dondoc.portal.unit.conference.invitation_view import InvitationView, invitation_view
from dondoc.portal.unit.conference.rsvp_form import TypedRsvp, typed_rsvp
from dondoc.portal.unit.link import Link, UnitLink
from dondoc.portal.unit.unit_act import SEE_OTHER, UnitAct
from dondoc.portal.unit.unit_form import read_typed
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import ConferenceQuestion, ScoringAccount
from models.database import transaction
from models.kinds import Way

router = APIRouter(route_class=PlainRoute)


@router.get("/v/{token}/hoi-nghi/hoi")
@router.get("/v/{token}/hoi-nghi/da-doc")
@router.get("/v/{token}/hoi-nghi/cau-hoi")
@router.get("/v/{token}/hoi-nghi/tai-khoan")
@router.get("/v/{token}/hoi-nghi/rut")
def back_to_conference(link: Link) -> Response:
    """Where a form went to, opened by hand or reloaded: back to the page the form is on."""
    return RedirectResponse(link.home, status_code=SEE_OTHER)


@router.post("/v/{token}/hoi-nghi/hoi")
async def ask(request: Request, link: Link, here: Here) -> Response:
    """«Gửi câu hỏi»."""
    typed = typed_rsvp(await request.form())
    return await run_in_threadpool(_ask, request, link, here, typed)


@router.post("/v/{token}/hoi-nghi/da-doc")
async def read(request: Request, link: Link, here: Here, background: BackgroundTasks) -> Response:
    """«Đã đọc», of a unit that was not there: one tap, and a second changes nothing."""
    typed = typed_rsvp(await request.form())
    answer = await run_in_threadpool(_read, link, here, typed)
    deliver_later(background, request)
    return answer


@router.post("/v/{token}/hoi-nghi/rut")
async def withdraw(
    request: Request, link: Link, here: Here, background: BackgroundTasks
) -> Response:
    """«Rút câu 3», of the unit that asked it, while nobody has answered."""
    typed = typed_rsvp(await request.form())
    answer = await run_in_threadpool(_withdraw, request, link, here, typed)
    if answer.status_code == SEE_OTHER:
        deliver_later(background, request)
    return answer


@router.post("/v/{token}/hoi-nghi/tai-khoan")
async def has_account(
    request: Request, link: Link, here: Here, background: BackgroundTasks
) -> Response:
    """«Đã nhận tài khoản»: one tap, and a second changes nothing."""
    typed = typed_rsvp(await request.form())
    answer = await run_in_threadpool(_has_account, link, here, typed)
    deliver_later(background, request)
    return answer


@router.post("/v/{token}/hoi-nghi/cau-hoi")
async def reply(request: Request, link: Link, here: Here, background: BackgroundTasks) -> Response:
    """«Gửi câu trả lời», of the body that owns a question."""
    act = UnitAct(request, link, here, await read_typed(request))
    answer = await run_in_threadpool(_reply, act)
    if answer.status_code == SEE_OTHER:
        deliver_later(background, request)
    return answer


def _ask(request: Request, link: UnitLink, here: PageContext, typed: TypedRsvp) -> Response:
    found = _found(here, link, typed)
    text = typed.values.get("text", "")
    try:
        with transaction(here.engine) as session:
            conference = find_conference(session, found.conference.code, hold=True)
            ask_question(
                *(session, conference, link.unit_code, text),
                by=link.actor,
                now=here.now,
                form_key=_key(typed, text),
            )
    except Refused as refused:
        shown = replace(typed.shown(refused.problems), values={"text": text})
        return invitation_page(request, link, found, asking=shown)
    return _back(link, found, "hoi-dap")


def _read(link: UnitLink, here: PageContext, typed: TypedRsvp) -> Response:
    found = _found(here, link, typed)
    if found.reading is None:
        raise HTTPException(404)
    number = found.reading.id or 0
    source = SubmissionSource(
        link.actor, Way.LINK, received_at=here.now, key=f"da-doc-{number}-{found.reading.due_on}"
    )
    if found.reading.waived_at is None and found.reading.completed_at is None:
        with transaction(here.engine) as session:
            record_submission(
                session,
                here.rulebook,
                assignment_id=number,
                given=Given(note=phrases("conference").has_read()),
                source=source,
                now=here.now,
            )
    return _back(link, found, "da-doc")


def _withdraw(request: Request, link: UnitLink, here: PageContext, typed: TypedRsvp) -> Response:
    found = _found(here, link, typed)
    number = row_number(typed.values.get("question", ""))
    try:
        with transaction(here.engine) as session:
            conference = find_conference(session, found.conference.code, hold=True)
            mine = (one for one in questions_of(session, conference) if one.number == number)
            question = next((one for one in mine if one.unit_code == link.unit_code), None)
            if question is not None:  # a second tap finds none
                withdraw_question(
                    *(session, here.rulebook, conference, question), by=link.actor, now=here.now
                )
    except Refused as refused:
        named = [replace(one, field="text") for one in refused.problems]
        return invitation_page(request, link, found, asking=typed.shown(named))
    return _back(link, found, "hoi-dap")


def _has_account(link: UnitLink, here: PageContext, typed: TypedRsvp) -> Response:
    found = _found(here, link, typed)
    if found.account is None:
        raise HTTPException(404)
    with transaction(here.engine) as session:
        account = session.get_one(ScoringAccount, found.account.account.id)
        confirm_account(session, here.rulebook, account, by=link.actor, way=Way.LINK, now=here.now)
    return _back(link, found, "tai-khoan")


def _reply(act: UnitAct) -> Response:
    view = act.view()
    if view.question is None:
        raise HTTPException(404)
    here, known = act.here, view.question
    try:
        with transaction(here.engine) as session:
            find_conference(session, known.conference.code, hold=True)
            question = session.get_one(ConferenceQuestion, known.row.id)
            if question.answered_at is not None and question.answer != act.typed.given.note.strip():
                raise Refused(Problem("note", "", phrases("conference").has_answer(), "Trả lời"))
            answer_question(
                *(session, here.rulebook, question, act.typed.given.note),
                by=act.link.actor,
                way=Way.LINK,
                now=here.now,
            )
    except Refused as refused:
        named = [replace(one, field="note") for one in refused.problems]
        return act.refuse([], named, "done")
    return act.back("cau-hoi")


def _found(here: PageContext, link: UnitLink, typed: TypedRsvp) -> InvitationView:
    with transaction(here.engine, write=False) as session:
        return invitation_view(session, here, link, typed.assignment_id)


def _key(typed: TypedRsvp, text: str) -> str | None:
    """One form with one text is one question."""
    if not typed.has_key:
        return None
    said = f"hoi {typed.assignment_id} {typed.form_key} {text}"
    return hashlib.sha256(said.encode()).hexdigest()


def _back(link: UnitLink, found: InvitationView, anchor: str) -> Response:
    address = f"{link.home}/hoi-nghi/{found.view.facts.id}#{anchor}"
    return RedirectResponse(address, status_code=SEE_OTHER)
