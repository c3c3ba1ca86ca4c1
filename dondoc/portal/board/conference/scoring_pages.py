"""The scoring that follows a conference: how far it is, an export taken in, explanations asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.calendar.date_words import short_date
from dondoc.conference.conference_rights import organiser
from dondoc.conference.scoring.ask_explanations import ask_explanations
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, sentence
from dondoc.plan.find_units import read_units
from dondoc.portal.board.conference.conference_acts import Typed
from dondoc.portal.board.conference.conference_address import SCORING, conference_or_404
from dondoc.portal.board.conference.conference_pages import why_not
from dondoc.portal.board.conference.scoring_tables import scoring_tables
from dondoc.portal.board.conference.scoring_view import scoring_view
from dondoc.portal.board.conference.waiting_scores import WaitingScores
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.table_keeper import TableFile, read_table
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Conference
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

Organising = Annotated[Account, Depends(opening(Act.CONFERENCE))]
Acting = Annotated[Account, Depends(posting(Act.CONFERENCE))]
_FIELDS = ("units", "result_on")


@router.get(SCORING)
def show_scoring(
    request: Request, code: str, account: Organising, nhap: str = "", hoi: str = ""
) -> Response:
    """Stages with figures, who appraises, every unit; as a file with `?tai=`."""
    book = phrases("scoring")
    done = ""
    if nhap.isdigit():
        done = book.kept(int(nhap[:5]))
    elif hoi.isdigit():
        done = book.explanations_told(int(hoi[:5]))
    return _page(request, account, code, done=done)


@router.post(SCORING + "/xem")
async def preview_scores(request: Request, code: str, account: Organising) -> Response:
    """What an export would change. Changes nothing."""
    await run_in_threadpool(_require, context(request), account)
    file = await read_table(request)
    return await run_in_threadpool(_preview, request, account, code, file)


@router.post(SCORING + "/nhap")
def take_scores(
    request: Request,
    code: str,
    account: Acting,
    background: BackgroundTasks,
    tep: Annotated[str, Form()] = "",
) -> Response:
    """The export that was looked at, whole; shown again where the ledger changed meanwhile."""
    here = context(request)
    try:
        by = organiser(here.rulebook, account, now=here.now)
        waiting = _waiting(request, here, code)
        table = waiting.keeper.carried(tep)
        with transaction(here.engine) as session:
            conference_or_404(session, code, hold=True)  # one import of a year at a time
            written = waiting.write(session, table, by)
    except Refused as refused:
        return _page(request, account, code, problems=refused.problems)
    if written is None:
        problems = (Problem("tep", table.name, phrases("scoring").changed(), "Tệp"),)
        return _shown(request, account, code, waiting, table, problems=problems)
    deliver_later(background, request)
    return _back(request, code, f"nhap={written}")


@router.post(SCORING + "/giai-trinh")
def ask_to_explain(
    request: Request, code: str, account: Acting, background: BackgroundTasks, typed: Typed
) -> Response:
    """Units that were told their result owe an explanation; they hear of it at once."""
    here = context(request)
    given = {name: typed.get(name, "") for name in _FIELDS}
    try:
        by = organiser(here.rulebook, account, now=here.now)
        named, grouped = read_units(here.rulebook.registry, given["units"], on=here.today)
        with transaction(here.engine) as session:
            year = conference_or_404(session, code, hold=True).index_year
            asked = ask_explanations(
                *(session, here.rulebook, year, {"result_on": given["result_on"]}),
                [*named, *grouped],
                by=by,
                now=here.now,
            )
    except Refused as refused:
        return _page(request, account, code, typed=given, problems=refused.problems)
    deliver_later(background, request)
    return _back(request, code, f"hoi={len(asked)}")


lead_back(
    router,
    SCORING + "/xem",
    SCORING + "/nhap",
    SCORING + "/giai-trinh",
    to=SCORING,
    guard=opening(Act.SEE),
)


def _preview(request: Request, account: Account, code: str, file: TableFile) -> Response:
    waiting = _waiting(request, context(request), code)
    try:
        table = waiting.keeper.keep(file)
    except Refused as refused:
        return _page(request, account, code, problems=refused.problems, day=file.day)
    return _shown(request, account, code, waiting, table)


def _shown(
    request: Request,
    account: Account,
    code: str,
    waiting: WaitingScores,
    table: TableFile,
    *,
    problems: Sequence[Problem] = (),
) -> Response:
    try:
        with transaction(context(request).engine, write=False) as session:
            conference = conference_or_404(session, code)
            seen = waiting.look(session, table)
    except Refused as refused:
        return _page(request, account, code, problems=refused.problems, day=table.day)
    return form_page(
        request,
        "board/scoring_preview.html",
        account,
        conference=conference,
        seen=seen,
        carried=waiting.keeper.sign(table, seen),
        name=table.name,
        exported_on=waiting.exported_on(table),
        problems=problems,
    )


def _page(
    request: Request,
    account: Account,
    code: str,
    *,
    typed: Mapping[str, str] | None = None,
    day: str | None = None,
    done: str = "",
    problems: Sequence[Problem] = (),
) -> Response:
    here = context(request)
    _require(here, account)
    with transaction(here.engine, write=False) as session:
        view = scoring_view(session, here, conference_or_404(session, code))
    name = f"cham-diem-{view.board.index_year}"
    return table_page(
        request,
        "board/scoring.html",
        account,
        ViewFile(name, here.now, lambda: scoring_tables(view, as_of=here.now)),
        view=view,
        conference=view.conference,
        typed={**dict.fromkeys(_FIELDS, ""), **(typed or {})},
        day=short_date(here.today) if day is None else day,
        done=done,
        problems=problems,
    )


def _waiting(request: Request, here: PageContext, code: str) -> WaitingScores:
    with transaction(here.engine, write=False) as session:
        conference: Conference = conference_or_404(session, code)
    return WaitingScores(here, conference.index_year, request.state.session_hash)


def _require(here: PageContext, account: Account) -> None:
    if why := why_not(here, account):
        raise HTTPException(403, sentence(capital(why)))


def _back(request: Request, code: str, query: str) -> Response:
    return RedirectResponse(f"{root(request)}{SCORING.format(code=code)}?{query}", status_code=303)
