"""What a unit does behind its link: acknowledge, hand in, ask for more time. Each is a POST."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from dondoc.decisions.decide import acknowledge, ask_extension
from dondoc.forms.typed_dates import DAY_MISSING, Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import REASON_MISSING, Info, SomeLines
from dondoc.ledger.lock import lock_assignment
from dondoc.portal.context import Here, deliver_later, page
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.form_files import files_of_form
from dondoc.portal.unit.link import Link, own_facts
from dondoc.portal.unit.unit_act import SEE_OTHER, UnitAct
from dondoc.portal.unit.unit_form import TypedAnswer, read_typed, refilled_form
from dondoc.portal.unit.unit_pages import brand_of, file_keeper
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.problems import Refused
from dondoc.submissions.evidence import CheckedEvidence, check_evidence
from dondoc.submissions.files import StoredFile
from dondoc.submissions.record_submission import Recorded, SubmissionSource, record_submission
from models.database import transaction
from models.kinds import Answer, Way

router = APIRouter(route_class=PlainRoute)


@router.post("/v/{token}/da-nhan")
async def received(request: Request, link: Link, here: Here) -> Response:
    """«Xác nhận đã nhận»."""
    act = UnitAct(request, link, here, await read_typed(request))
    return await run_in_threadpool(_acknowledge, act)


@router.post("/v/{token}/gia-han")
async def more_time(request: Request, link: Link, here: Here) -> Response:
    """«Xin gia hạn»."""
    act = UnitAct(request, link, here, await read_typed(request))
    return await run_in_threadpool(_ask_for_time, act)


@router.post("/v/{token}/nop")
async def hand_in(
    request: Request, link: Link, here: Here, background: BackgroundTasks
) -> Response:
    """«Gửi báo cáo», «Không phát sinh», «Chưa thực hiện được»."""
    act = UnitAct(request, link, here, await read_typed(request))
    answer = await run_in_threadpool(_hand_in, act)
    if answer.status_code == SEE_OTHER:
        deliver_later(background, request)
    return answer


class MoreTimeForm(TypedForm):
    """«Xin gia hạn». What is wrong with a date that can be read is said by the decision."""

    asked_on: Annotated[date, Day, Needed(DAY_MISSING)] = entry("Xin lùi đến ngày")
    reason: Annotated[str | None, SomeLines] = entry("Lý do")

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "reason":  # with a date that can be read, the decision asks for it
            return "" if "asked_on" in info.data else REASON_MISSING
        return super().missing(name, info)


def _acknowledge(act: UnitAct) -> Response:
    act.view()
    with transaction(act.here.engine) as session:
        acknowledge(session, assignment_id=act.assignment_id, by=act.link.actor, now=act.here.now)
    return act.back("tinh-trang")


def _ask_for_time(act: UnitAct) -> Response:
    act.view()
    try:
        given = {"asked_on": act.typed.asked_on, "reason": act.typed.given.reason}
        form = MoreTimeForm.read(given, act.here)
        with transaction(act.here.engine) as session:
            _ask(session, act, form)
    except Refused as refused:
        return act.refuse([], list(refused.problems), "extension")
    return act.back("tinh-trang")


def _ask(session: Session, act: UnitAct, form: MoreTimeForm) -> None:
    lock_assignment(session, act.assignment_id)
    facts = own_facts(session, act.link, act.assignment_id, act.here)
    pending = view_of(session, act.here, facts).extension_asked
    if pending and pending.asked_on == form.asked_on:
        return  # a double tap: it stands already
    ask_extension(
        session,
        act.here.rulebook,
        assignment_id=act.assignment_id,
        by=act.link.actor,
        asked_on=form.asked_on,
        reason=form.reason or "",
        now=act.here.now,
    )


def _hand_in(act: UnitAct) -> Response:
    view = act.view()
    keeps = file_keeper(act.here, act.link, act.assignment_id)
    files, problems = files_of_form(act.here.engine, keeps, act.typed)
    if act.typed.back:
        return act.refuse(files, problems, act.typed.part)
    try:
        checked = _checked(act, view)
        if not problems and _needs_second_look(view, act.typed):
            return _second_look(act, view, checked, files)
        if not problems:
            receipt = _record(act, files).submission_id
            keeps.unclaimed.taken([file.sha256 for file in files])
            address = f"{act.link.home}/bien-nhan/{receipt}"
            return RedirectResponse(address, status_code=SEE_OTHER)
    except Refused as refused:
        problems = [*refused.problems, *problems]
    return act.refuse(files, problems, act.typed.part)


def _checked(act: UnitAct, view: AssignmentView) -> CheckedEvidence:
    return check_evidence(view.duty, act.typed.given, received_on=act.here.today, unit=view.unit)


def _record(act: UnitAct, files: list[StoredFile]) -> Recorded:
    now = act.here.now
    source = SubmissionSource(act.link.actor, Way.LINK, received_at=now, key=act.typed.key(files))
    with transaction(act.here.engine) as session:
        return record_submission(
            session,
            act.here.rulebook,
            assignment_id=act.assignment_id,
            given=act.typed.given,
            source=source,
            now=now,
            files=files,
        )


def _needs_second_look(view: AssignmentView, typed: TypedAnswer) -> bool:
    """What is accepted at once cannot be corrected afterwards: it is shown before it is sent."""
    final = view.duty.acceptance == "auto" and typed.given.answer != Answer.NOT_DONE
    return final and not view.closed and not typed.seen


def _second_look(
    act: UnitAct, view: AssignmentView, checked: CheckedEvidence, files: list[StoredFile]
) -> Response:
    keeps = file_keeper(act.here, act.link, act.assignment_id)
    form = refilled_form(view, keeps, act.typed, files, [], which="done")
    return page(
        act.request,
        "unit/second_look.html",
        link=act.link,
        view=view,
        form=form,
        checked=checked,
        answer=act.typed.given.answer,
        brand=brand_of(view),
    )
