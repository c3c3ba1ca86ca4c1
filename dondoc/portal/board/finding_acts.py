"""What an officer does with a finding: let it pass until a day. The letter is read before it goes.

A dispute is answered where its assignment stands («Lý do đơn vị nêu»): there is one such act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.forms.typed_dates import DAY_MISSING, Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import REASON_MISSING, SomeLines
from dondoc.portal.board.board_links import FINDING_PATH
from dondoc.portal.board.finding_pages import TypedWaiver, finding_page
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import RehearsedLetter, letter_about, rehearse
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from dondoc.publication.findings.waive_finding import waive_finding
from models import Account, Decision, PublicationFinding
from models.database import transaction
from models.kinds import NoticeKind

router = APIRouter(route_class=PlainRoute)

PATH = f"{FINDING_PATH}/{{number:int}}/de-qua"
Officer = Annotated[Account, Depends(posting(Act.PUBLICITY))]


class WaiverForm(TypedForm):
    """Until when a finding is let pass, and why: the unit reads it."""

    until_on: Annotated[date, Day, Needed(DAY_MISSING)] = entry("Để qua đến hết ngày")
    reason: Annotated[str, SomeLines, Needed(REASON_MISSING)] = entry("Lý do")


@dataclass(frozen=True)
class WaiverPreview:
    """The letter that letting it pass would send."""

    letter: RehearsedLetter
    until_on: date


def typed_waiver(
    den_ngay: Annotated[str, Form()] = "",
    y_kien: Annotated[str, Form()] = "",
    da_xem: Annotated[str, Form()] = "",
) -> TypedWaiver:
    """The form of a request, as typed."""
    return TypedWaiver(den_ngay.strip(), y_kien.strip(), da_xem)


Given = Annotated[TypedWaiver, Depends(typed_waiver)]


@router.post(f"{PATH}/xem")
def preview(request: Request, number: int, account: Officer, given: Given) -> Response:
    """The mail that it would send, and the button that does it. Changes nothing."""
    here = context(request)
    try:
        form = WaiverForm.read({"until_on": given.until_on, "reason": given.reason}, here)
        shown = rehearse(
            here,
            lambda session: _waive(session, here, number, account, form=form, seen=given.seen),
            lambda session, assignment_id: _letter(session, here, assignment_id, form),
        )
    except Refused as refused:
        return finding_page(request, account, number, typed=given, problems=tuple(refused.problems))
    return form_page(
        request,
        "board/waiver_preview.html",
        account,
        home=f"{root(request)}{FINDING_PATH}/{number}",
        typed=given,
        preview=shown,
    )


@router.post(PATH)
def take(
    request: Request, background: BackgroundTasks, *, number: int, account: Officer, given: Given
) -> Response:
    """Let it pass."""
    here = context(request)
    try:
        form = WaiverForm.read({"until_on": given.until_on, "reason": given.reason}, here)
        with transaction(here.engine) as session:
            _waive(session, here, number, account, form=form, seen=given.seen)
    except Refused as refused:
        return finding_page(request, account, number, typed=given, problems=tuple(refused.problems))
    deliver_later(background, request)
    address = f"{root(request)}{FINDING_PATH}/{number}?xong=de-qua"
    return RedirectResponse(address, status_code=303)


lead_back(router, PATH, f"{PATH}/xem", to=f"{FINDING_PATH}/{{number}}", guard=opening(Act.SEE))


def _waive(
    session: Session,
    here: PageContext,
    number: int,
    account: Account,
    *,
    form: WaiverForm,
    seen: str,
) -> int:
    """Do it; returns the assignment whose letter goes. 404 where there is no such finding."""
    finding = session.get(PublicationFinding, number)
    if finding is None:
        raise HTTPException(404)
    waive_finding(
        session,
        here.rulebook,
        finding_id=number,
        account=account,
        reason=form.reason,
        until_on=form.until_on,
        now=here.now,
        seen=seen,
    )
    return finding.assignment_id or 0


def _letter(
    session: Session, here: PageContext, assignment_id: int, form: WaiverForm
) -> WaiverPreview:
    """The letter of the decision that was just taken on trial."""
    query = select(Decision.id).where(col(Decision.assignment_id) == assignment_id)
    detail = {"decision_id": session.exec(query.order_by(col(Decision.id).desc())).first()}
    letter = letter_about(session, here, assignment_id, NoticeKind.WAIVED, detail)
    return WaiverPreview(letter, form.until_on)
