"""The board's form for a demand or something that happened: typed, its letters read, then sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act, about_duty, require
from dondoc.demands.demand import CheckedDemand, OpenedDemand, check_demand, open_checked
from dondoc.demands.demand_form import event_duties
from dondoc.forms.instead import refilled
from dondoc.ledger.actors import Actor
from dondoc.portal.board.demand_letters import preview_letters, unit_groups
from dondoc.portal.board.demand_reading import TypedDemand, read_typed_demand
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.rehearsal import rehearse
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.uploads import Keeper, distinct, too_many
from dondoc.problems import Problem, Refused
from dondoc.submissions.files import StoredFile
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/dot-xuat"
Officer = Annotated[Account, Depends(opening(Act.DEMAND))]
"""The form's own token is asked for when the form, with its files, is read (`demand_reading`)."""


@router.get(PATH)
def show(request: Request, account: Officer) -> Response:
    """The empty form."""
    return _form(request, account, TypedDemand())


@router.post(f"{PATH}/xem")
async def preview(request: Request, account: Officer) -> Response:
    """Who would be asked and what they would read. Asks nobody."""
    typed = await read_typed_demand(request)
    return await run_in_threadpool(_preview, request, account, typed)


@router.post(f"{PATH}/sua")
async def again(request: Request, account: Officer) -> Response:
    """The form once more, with what was typed."""
    typed = await read_typed_demand(request)
    return await run_in_threadpool(_form, request, account, typed)


@router.post(PATH)
async def send(request: Request, background: BackgroundTasks, account: Officer) -> Response:
    """Ask the units, and tell them at once."""
    typed = await read_typed_demand(request)
    answer = await run_in_threadpool(_send, request, account, typed)
    if answer.status_code == 303:
        deliver_later(background, request)
    return answer


lead_back(router, f"{PATH}/xem", f"{PATH}/sua", to=PATH, guard=opening(Act.DEMAND))


def _preview(request: Request, account: Account, typed: TypedDemand) -> Response:
    here = context(request)
    files, problems = _files(here, account, typed)
    try:
        checked = _checked(here, account, typed)
        shown = rehearse(
            here,
            lambda session: _open(session, here, account, checked, files),
            lambda session, opened: preview_letters(session, here, opened),
        )
    except Refused as refused:
        problems = [*refused.problems, *problems]
    if problems:
        return _form(request, account, typed, files=files, problems=problems)
    return form_page(
        request,
        "board/demand_preview.html",
        account,
        typed=typed,
        files=_carried(here, account, files),
        preview=shown,
        monitor=here.rulebook.registry.monitoring_unit(checked.duty, here.today).name,
    )


def _send(request: Request, account: Account, typed: TypedDemand) -> Response:
    here = context(request)
    files, problems = _files(here, account, typed)
    try:
        if problems:
            raise Refused(problems)
        checked = _checked(here, account, typed)
        with transaction(here.engine) as session:
            opened = _open(session, here, account, checked, files)
    except Refused as refused:
        return _form(request, account, typed, files=files, problems=refused.problems)
    _keeper(here, account).unclaimed.taken([file.sha256 for file in files])
    parts = {"nam": opened.period[:4], "nhiem-vu": opened.duty.slug, "ky": opened.period}
    return RedirectResponse(f"{root(request)}/bang?{urlencode(parts)}", status_code=303)


def _form(
    request: Request,
    account: Account,
    typed: TypedDemand,
    *,
    files: Sequence[StoredFile] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    typed = replace(typed, written=refilled(typed.written, problems))
    if files is None:
        files = _files(here, account, typed)[0]
    return form_page(
        request,
        "board/demand.html",
        account,
        typed=typed,
        files=_carried(here, account, files),
        groups=unit_groups(here.rulebook.registry, here.today),
        events=event_duties(here.rulebook, here.today),
        problems=problems,
    )


def _files(
    here: PageContext, account: Account, typed: TypedDemand
) -> tuple[list[StoredFile], list[Problem]]:
    """What was carried and what came, kept under their hashes until somebody sends the form."""
    keeper = _keeper(here, account)
    stored, problems = keeper.keep(typed.uploads)
    carried, gone = keeper.carried(typed.kept)
    files = distinct([*carried, *stored])
    return files, [*problems, *gone, *too_many(files)]


def _carried(
    here: PageContext, account: Account, files: Sequence[StoredFile]
) -> list[tuple[StoredFile, str]]:
    keeper = _keeper(here, account)
    return [(file, keeper.sign(file)) for file in files]


def _keeper(here: PageContext, account: Account) -> Keeper:
    whose = f"account-{account.id}"
    key = here.settings.signing_key()
    return Keeper(here.settings.files_dir, key, f"demand of {whose}", here.now, whose)


def _checked(here: PageContext, account: Account, typed: TypedDemand) -> CheckedDemand:
    """Understood before anything is locked: whatever was typed, nobody else waits for it."""
    checked = check_demand(here.rulebook, typed.demand, now=here.now)
    require(
        here.who(account),
        Act.DEMAND,
        about_duty(here.rulebook.registry, checked.duty, here.today),
    )
    return checked


def _open(
    session: Session,
    here: PageContext,
    account: Account,
    checked: CheckedDemand,
    files: Sequence[StoredFile],
) -> OpenedDemand:
    by = Actor.account(account.id)
    return open_checked(session, here.rulebook, checked, by=by, now=here.now, files=files)
