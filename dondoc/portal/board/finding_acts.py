"""What an officer does with a finding: let it pass until a day, or no longer; the letter is read
before it goes.

A dispute is answered where its assignment stands («Lý do đơn vị nêu»): there is one such act.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

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
from dondoc.publication.findings.end_waiver import end_waiver
from dondoc.publication.findings.waive_finding import waive_finding
from models import Account, Decision, PublicationFinding
from models.database import transaction
from models.kinds import NoticeKind

router = APIRouter(route_class=PlainRoute)

LET_PASS, END_PASS = "de-qua", "thoi-de-qua"
PassSlug = Literal["de-qua", "thoi-de-qua"]
PATH = f"{FINDING_PATH}/{{number:int}}/{{act}}"
Officer = Annotated[Account, Depends(posting(Act.PUBLICITY))]


class EndingForm(TypedForm):
    """Why a finding is let pass no longer: the unit reads it."""

    reason: Annotated[str, SomeLines, Needed(REASON_MISSING)] = entry("Lý do")


class WaiverForm(EndingForm):
    """Until when it is let pass, and why."""

    until_on: Annotated[date, Day, Needed(DAY_MISSING)] = entry("Để qua đến hết ngày")


@dataclass(frozen=True)
class WaiverPreview:
    """The letter that it would send; `until_on` where it is let pass."""

    letter: RehearsedLetter
    until_on: date | None


@dataclass(frozen=True)
class PassAct:
    """Who does which of the two with which finding, and what was typed."""

    here: PageContext
    number: int
    act: PassSlug
    account: Account
    given: TypedWaiver

    @cached_property
    def until_on(self) -> date | None:
        """The day typed. Raises Refused with all that is wrong with the form."""
        typed = {"until_on": self.given.until_on, "reason": self.given.reason}
        if self.act == END_PASS:
            EndingForm.read({"reason": self.given.reason}, self.here)
            return None
        return WaiverForm.read(typed, self.here).until_on

    def do(self, session: Session) -> int:
        """Do it; returns the assignment whose letter goes. 404 where there is no such finding."""
        finding = session.get(PublicationFinding, self.number)
        if finding is None:
            raise HTTPException(404)
        common: dict[str, Any] = {
            "finding_id": self.number,
            "account": self.account,
            "reason": self.given.reason,
            "now": self.here.now,
            "seen": self.given.seen,
        }
        if self.until_on is None:
            end_waiver(session, self.here.rulebook, **common)
        else:
            waive_finding(session, self.here.rulebook, until_on=self.until_on, **common)
        return finding.assignment_id or 0

    def letter(self, session: Session, assignment_id: int) -> WaiverPreview:
        """The letter of the decision that was just taken on trial."""
        query = select(Decision.id).where(col(Decision.assignment_id) == assignment_id)
        detail = {"decision_id": session.exec(query.order_by(col(Decision.id).desc())).first()}
        kind = NoticeKind.WAIVED if self.until_on else NoticeKind.REOPENED
        return WaiverPreview(
            letter_about(session, self.here, assignment_id, kind, detail), self.until_on
        )


def typed_waiver(
    den_ngay: Annotated[str, Form()] = "",
    y_kien: Annotated[str, Form()] = "",
    da_xem: Annotated[str, Form()] = "",
) -> TypedWaiver:
    """The form of a request, as typed."""
    return TypedWaiver(den_ngay.strip(), y_kien.strip(), da_xem)


Given = Annotated[TypedWaiver, Depends(typed_waiver)]


@router.post(f"{PATH}/xem")
def preview(
    request: Request, number: int, act: PassSlug, account: Officer, given: Given
) -> Response:
    """The mail that it would send, and the button that does it. Changes nothing."""
    here = context(request)
    wanted = PassAct(here, number, act, account, given)
    try:
        shown = rehearse(here, wanted.do, wanted.letter)
    except Refused as refused:
        return finding_page(request, account, number, typed=given, problems=tuple(refused.problems))
    return form_page(
        request,
        "board/waiver_preview.html",
        account,
        home=f"{root(request)}{FINDING_PATH}/{number}",
        act=act,
        typed=given,
        preview=shown,
    )


@router.post(PATH)
def take(
    request: Request,
    background: BackgroundTasks,
    *,
    number: int,
    act: PassSlug,
    account: Officer,
    given: Given,
) -> Response:
    """Let it pass, or no longer."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            PassAct(here, number, act, account, given).do(session)
    except Refused as refused:
        return finding_page(request, account, number, typed=given, problems=tuple(refused.problems))
    deliver_later(background, request)
    address = f"{root(request)}{FINDING_PATH}/{number}?xong={act}"
    return RedirectResponse(address, status_code=303)


lead_back(
    router,
    *(PATH.replace("{act}", act) + end for act in get_args(PassSlug) for end in ("", "/xem")),
    to=f"{FINDING_PATH}/{{number}}",
    guard=opening(Act.SEE),
)
