"""One assignment for those who watch it: where it stands, what was handed in, its whole life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc import access
from dondoc.activities.record_activity import activities_of
from dondoc.decisions.calendar_move import kept_dates
from dondoc.decisions.call_note import CallForm, calls_of
from dondoc.decisions.meanwhile import seen_mark
from dondoc.decisions.proposed_date import above_missed, extend_date, grant_date, return_date
from dondoc.forms.instead import put_in, refilled
from dondoc.portal.board.assignment_matter import (
    allowed_acts,
    board_query,
    enterable,
    facts_or_404,
    figures_of,
    next_waiting,
    require_readable,
    why_not_decide,
    why_not_read,
)
from dondoc.portal.board.contacts_page import contacts_of
from dondoc.portal.board.done_lines import JUST_DONE, done_line
from dondoc.portal.board.form_page import form_page
from dondoc.portal.board.hand_offers import TypedCall, hand_offers
from dondoc.portal.board.ruling_form import TypedRuling, return_reasons
from dondoc.portal.board.undo_offers import undo_offers
from dondoc.portal.context import PageContext, context, root
from dondoc.portal.send_file import attachment
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.problems import Problem
from dondoc.reporting.history import history
from dondoc.submissions.confirm_sending import SendingForm
from dondoc.submissions.correct_receipt import ReceiptForm
from models import Account, Assignment, File, Submission
from models.database import transaction
from models.kinds import INSPECTED

router = APIRouter(route_class=PlainRoute)

_FIELDS = frozenset(
    {
        "reason",
        "new_due_on",
        "answer",
        "call",
        *ReceiptForm.model_fields,
        *SendingForm.model_fields,
        *CallForm.model_fields,
    }
)
"""The fields that the forms of this page have: a problem of one of them leads there."""


@dataclass(frozen=True)
class TypedReceipt:
    """«Sửa lúc nhận» as typed."""

    version: str = ""
    received_on: str = ""
    received_time: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TypedArrival:
    """«Xác nhận ngày gửi» as typed."""

    arrived_on: str = ""
    incoming_number: str = ""


@router.get("/bang/viec/{assignment_id}")
def show(
    request: Request,
    assignment_id: int,
    account: Annotated[Account, Depends(opening(access.Act.SEE))],
    xong: str = "",
) -> Response:
    """The page of one assignment; `xong` names what was just done to it.

    A unit drawn for an inspection has a page of its own.
    """
    if _is_visited(context(request), assignment_id):
        address = f"{root(request)}/bang/kiem-tra/don-vi/{assignment_id}"
        return RedirectResponse(address, status_code=303)
    return assignment_page(request, account, assignment_id, done=xong)


@router.get("/bang/viec/{assignment_id}/tep/{file_id}")
def download(
    request: Request,
    assignment_id: int,
    file_id: int,
    account: Annotated[Account, Depends(opening(access.Act.READ))],
) -> Response:
    """A file that was handed in, as an attachment: nothing of a unit's runs in our pages."""
    here = context(request)
    with transaction(here.engine, write=False) as session:
        require_readable(session, here, assignment_id, account)
        query = select(File).join(Submission).where(col(File.id) == file_id)
        file = session.exec(query.where(col(Submission.assignment_id) == assignment_id)).first()
    return attachment(here.settings.files_dir, file)


def assignment_page(
    request: Request,
    account: Account,
    assignment_id: int,
    *,
    done: str = "",
    problems: tuple[Problem, ...] = (),
    act: str = "",
    typed: TypedRuling | None = None,
    receipt: TypedReceipt | None = None,
    arrival: TypedArrival | None = None,
    call: TypedCall | None = None,
) -> Response:
    """The page, with what was just done or what was wrong with the form of `act`."""
    here = context(request)
    typed = refilled(typed or TypedRuling(), problems, {"new_due_on": "new_date"})
    receipt = refilled(receipt or TypedReceipt(), problems)
    arrival = refilled(arrival, problems) if arrival else None
    call = refilled(call or TypedCall(), problems)
    problems = tuple(map(put_in, problems))
    with transaction(here.engine, write=False) as session:
        facts = facts_or_404(session, here, assignment_id)
        view = view_of(session, here, facts)
        if wanted := why_not_read(here, view.duty, view.unit, account):
            shown = {"board": board_query(view), "view": view, "wanted": wanted}
            return form_page(
                request, "board/standing_only.html", account, problems=problems, **shown
            )
        known = _known(session, here, view, account)
        next_id = next_waiting(session, here, facts) if done else None
    return form_page(
        request,
        "board/assignment.html",
        account,
        **known,
        **_dates(here, view),
        done=done_line(done, asked=view.asked),
        next_id=next_id,
        just_done=JUST_DONE,
        problems=problems,
        act_fields=_FIELDS,
        act=act,
        typed=typed,
        blank=TypedRuling(),
        receipt=receipt,
        arrival=arrival,
        call=call,
    )


def _known(
    session: Session, here: PageContext, view: AssignmentView, account: Account
) -> dict[str, Any]:
    """What the ledger has of it, and what this account may do about it."""
    facts = view.facts
    allowed = allowed_acts(here, view, account)
    return {
        "board": board_query(view),
        "view": view,
        "allowed": allowed,
        "why_not": why_not_decide(here, view, account),
        "enterable": enterable(view),
        "calls": calls_of(session, facts.id),
        "hand_offers": hand_offers(session, here, facts, allowed),
        "undo_offers": undo_offers(session, here, facts, account),
        "life": history(session, here.rulebook, facts.id, as_of=here.now),
        "contacts": contacts_of(session, facts.unit_code),
        "activities": activities_of(session, facts.id, as_of=here.now),
        "figures": figures_of(view),
        "reasons": return_reasons(facts.last.answer if facts.last else None),
        "seen": seen_mark(session, facts.id),
    }


def _dates(here: PageContext, view: AssignmentView) -> dict[str, Any]:
    """The dates that a decision would give now, and what they miss."""
    rulebook, duty, facts = here.rulebook, view.duty, view.facts
    kept = [] if view.closed else kept_dates(rulebook, [facts])
    return_on = return_date(rulebook, duty, facts, now=here.now)
    return {
        "kept": [one.words() for one in kept],
        "return_on": return_on,
        "grant_on": grant_date(rulebook, duty, facts, now=here.now),
        "extend_on": extend_date(rulebook, duty, facts, now=here.now),
        "above_missed": above_missed(rulebook, duty, facts.period, return_on),
    }


def _is_visited(here: PageContext, assignment_id: int) -> bool:
    with transaction(here.engine, write=False) as session:
        role = select(Assignment.role).where(col(Assignment.id) == assignment_id)
        return session.exec(role).first() == INSPECTED
