"""Tasks that the conclusions set, on the board: number, words, bodies, date; assignments all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.conference.conclusions import set_task
from dondoc.conference.conference_rights import organiser
from dondoc.ledger.installation import Context
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.find_units import read_units
from dondoc.portal.board.conference.conference_acts import Typed
from dondoc.portal.board.conference.conference_address import TASKS, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.question_tables import owed_rows, task_tables
from dondoc.portal.context import context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference, ConferenceTask
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]
Setting = Annotated[Account, Depends(posting(Act.CONFERENCE))]
_FIELDS = ("number", "text", "units", "due_on")


@router.get(TASKS)
def show_tasks(request: Request, code: str, account: Organising) -> Response:
    """What was set, of whom, and how each stands, also as a file; below it one more."""
    return _page(request, account, code)


@router.post(TASKS + "/dat")
def set_one(
    request: Request,
    code: str,
    account: Setting,
    *,
    background: BackgroundTasks,
    typed: Typed,
) -> Response:
    """One more task; its bodies hear of it at once."""
    here = context(request)
    given = {name: typed.get(name, "") for name in _FIELDS}
    try:
        by = organiser(here.rulebook, account, now=here.now)
        named, grouped = read_units(here.rulebook.registry, given["units"], on=here.today)
        with transaction(here.engine) as session:
            found = conference_or_404(session, code, hold=True)
            task = {name: given[name] for name in _FIELDS if name != "units"}
            set_task(
                *(session, here.rulebook, found, task, [*named, *grouped]), by=by, now=here.now
            )
    except Refused as refused:
        return _page(request, account, code, typed=given, problems=refused.problems)
    deliver_later(background, request)
    return RedirectResponse(f"{root(request)}{TASKS.format(code=code)}", status_code=303)


lead_back(router, TASKS + "/dat", to=TASKS, guard=opening(Act.SEE))


def task_file(session: Session, here: Context, conference: Conference) -> ViewFile:
    """The tasks as a table."""
    tasks = _tasks(session, conference)
    owed = owed_rows(session, here.rulebook, tasks, as_of=here.now)
    return ViewFile(
        f"nhiem-vu-{conference.code}",
        here.now,
        lambda: task_tables(here.rulebook, conference, tasks, owed, as_of=here.now),
    )


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))
    with transaction(here.engine, write=False) as session:
        conference = conference_or_404(session, code)
        rows = _tasks(session, conference)
        owed = owed_rows(session, here.rulebook, rows, as_of=here.now)
        file = task_file(session, here, conference)
    numbers = [task.number for task in rows]
    following = {"number": str(max(numbers, default=0) + 1)}
    return table_page(
        request,
        "board/conference_tasks.html",
        account,
        file,
        conference=conference,
        rows=rows,
        owed=owed,
        unit=here.rulebook.registry.unit,
        typed={**dict.fromkeys(_FIELDS, ""), **following, **(typed or {})},
        problems=problems,
    )


def _tasks(session: Session, conference: Conference) -> list[ConferenceTask]:
    query = select(ConferenceTask).where(
        col(ConferenceTask.conference_id) == conference.id,
        col(ConferenceTask.assignment_id).is_not(None),
    )
    return list(session.exec(query.order_by(col(ConferenceTask.number), col(ConferenceTask.id))))
