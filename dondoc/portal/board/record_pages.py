"""A result that came on paper, by telephone or through the document system, entered for a unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from dondoc import access
from dondoc.calendar.date_words import short_date
from dondoc.forms.instead import meant
from dondoc.forms.typed_dates import PastFrame
from dondoc.messages.phrasing import capital, sentence
from dondoc.portal.board.assignment_matter import enterable, facts_or_404
from dondoc.portal.board.done_lines import done_address
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, require_form_token
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.form_files import files_of_form
from dondoc.portal.unit.unit_form import (
    Form,
    TypedAnswer,
    blank_form,
    read_parts,
    refilled_form,
    text_of,
    typed_answer,
)
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.portal.unit.uploads import Keeper
from dondoc.problems import Problem, Refused
from dondoc.submissions.arrival import ArrivalForm
from dondoc.submissions.evidence import ONLY_UNITS_SAY, TEXTS, check_evidence
from dondoc.submissions.files import StoredFile
from dondoc.submissions.for_unit import PaperAnswer, record_for_unit
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/viec/{assignment_id:int}/nhap"
ACT = "nhap"
_TEXTS = tuple(name for name in TEXTS if name not in ONLY_UNITS_SAY)
Officer = Annotated[Account, Depends(opening(access.Act.RECORD))]


@dataclass(frozen=True)
class TypedPaper:
    """The form as it came: what the unit says, and when the office got it."""

    answer: TypedAnswer
    received_on: str
    received_time: str

    @property
    def arrival(self) -> dict[str, str]:
        return {"received_on": self.received_on, "received_time": self.received_time}


@dataclass(frozen=True)
class RecordDesk:
    """The page while it is worked on: who enters it, for which assignment."""

    request: Request
    here: PageContext
    account: Account
    view: AssignmentView

    @property
    def home(self) -> str:
        return f"{root(self.request)}/bang/viec/{self.view.facts.id}"

    @property
    def keeps(self) -> Keeper:
        """Who keeps the files: those of the account, not of the unit."""
        folder, key = self.here.settings.files_dir, self.here.settings.signing_key()
        return Keeper(
            folder,
            key,
            f"assignment {self.view.facts.id}",
            self.here.now,
            f"tai-khoan-{self.account.id}",
        )

    def page(self, form: Form) -> Response:
        return form_page(
            self.request,
            "board/record.html",
            self.account,
            view=self.view,
            form=form,
            problems=form.problems,
            desk=self,
        )


@router.get(PATH)
def show(request: Request, assignment_id: int, account: Officer) -> Response:
    """The form that the unit has, with when it came; back to the page where nothing is open."""
    desk = _desk(request, assignment_id, account)
    if not enterable(desk.view):
        return RedirectResponse(desk.home, status_code=303)
    form = blank_form(desk.view, desk.keeps)
    today = {"received_on": short_date(desk.here.today)}
    return desk.page(replace(form, values={**form.values, **today}))


@router.post(PATH)
async def record(
    request: Request, background: BackgroundTasks, assignment_id: int, account: Officer
) -> Response:
    """Record it; what is wrong is said at its field, and what was typed stays."""
    fields, uploads = await read_parts(request)
    require_form_token(request, text_of(fields, "form_token"))
    answer = replace(typed_answer(fields, uploads, _TEXTS), assignment_id=assignment_id)
    typed = TypedPaper(answer, text_of(fields, "received_on"), text_of(fields, "received_time"))
    done = await run_in_threadpool(_record, request, account, typed)
    if done.status_code == 303:
        deliver_later(background, request)
    return done


def _desk(request: Request, assignment_id: int, account: Account) -> RecordDesk:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        view = view_of(session, here, facts_or_404(session, here, assignment_id))
    about = access.about_duty(here.rulebook.registry, view.duty, here.today, unit=view.unit)
    if wanted := access.why_not(here.who(account), access.Act.RECORD, about):
        raise HTTPException(403, sentence(capital(wanted)))
    return RecordDesk(request, here, account, view)


def _record(request: Request, account: Account, typed: TypedPaper) -> Response:
    assert typed.answer.assignment_id is not None
    desk = _desk(request, typed.answer.assignment_id, account)
    files, problems = files_of_form(desk.here.engine, desk.keeps, typed.answer)
    problems += _wrong(desk, typed, files)
    if not problems:
        try:
            _enter(desk, typed, files)
        except Refused as refused:
            problems += refused.problems
    if problems:
        return desk.page(_refilled(desk, typed, files, problems))
    desk.keeps.unclaimed.taken([file.sha256 for file in files])
    return RedirectResponse(done_address(request, desk.view.facts.id, ACT), status_code=303)


def _wrong(desk: RecordDesk, typed: TypedPaper, files: Sequence[StoredFile]) -> list[Problem]:
    """Everything wrong with the form at once, before anything is locked."""

    def said() -> None:
        check_evidence(
            desk.view.duty,
            typed.answer.given,
            received_on=desk.here.today,
            unit=desk.view.unit,
            has_file=bool(files),
        )

    def came() -> None:
        ArrivalForm.read(typed.arrival, PastFrame(desk.here.now))

    return [*_problems(came), *_problems(said)]


def _problems(check: Callable[[], None]) -> list[Problem]:
    try:
        check()
    except Refused as refused:
        return list(refused.problems)
    return []


def _enter(desk: RecordDesk, typed: TypedPaper, files: list[StoredFile]) -> None:
    now = desk.here.now
    arrival = ArrivalForm.read(typed.arrival, PastFrame(now))
    key = typed.answer.key(files, *typed.arrival.values())
    given = PaperAnswer(typed.answer.given, arrival.received_at(now), files, key)
    with transaction(desk.here.engine) as session:
        record_for_unit(
            session,
            desk.here.rulebook,
            assignment_id=desk.view.facts.id,
            account=desk.account,
            answer=given,
            now=now,
        )


def _refilled(
    desk: RecordDesk, typed: TypedPaper, files: list[StoredFile], problems: list[Problem]
) -> Form:
    form = refilled_form(desk.view, desk.keeps, typed.answer, files, problems, which="done")
    own = {
        "incoming_number": typed.answer.given.incoming_number,
        "answer": typed.answer.given.answer,
        **typed.arrival,
    }
    return replace(form, values={**form.values, **own, **meant(problems)})
