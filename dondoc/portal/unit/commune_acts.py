"""A district records what its communes answered: row by row, or all that is filled in at once."""

from __future__ import annotations

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from dondoc.portal.context import Here, PageContext, deliver_later
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.commune_form import RowsForm, TypedRow, TypedRows, read_rows
from dondoc.portal.unit.communes import Commune, Said
from dondoc.portal.unit.link import Link, UnitLink, own_facts
from dondoc.portal.unit.unit_form import blank_form
from dondoc.portal.unit.unit_pages import file_keeper, page_with_form
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.problems import Problem, Refused
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models.database import transaction
from models.kinds import Way

router = APIRouter(route_class=PlainRoute)

_SEE_OTHER = 303


@router.get("/v/{token}/xa")
def back_to_page(link: Link) -> Response:
    """Where the form went to, opened by hand or reloaded: back to the page the form is on."""
    return RedirectResponse(link.home, status_code=_SEE_OTHER)


@router.post("/v/{token}/xa")
async def save(request: Request, link: Link, here: Here, background: BackgroundTasks) -> Response:
    """«Lưu»: each row is recorded by itself, so a wrong one takes nothing from the others."""
    typed = await read_rows(request)
    answer = await run_in_threadpool(_save, request, link, here, typed)
    deliver_later(background, request)
    return answer


def _save(request: Request, link: UnitLink, here: PageContext, typed: TypedRows) -> Response:
    before = _view(link, here, typed.assignment_id)
    wrong: dict[int, tuple[Problem, ...]] = {}
    kept: dict[int, Said] = typed.unsaved(before.communes)
    saved = 0
    for commune in before.communes:
        row = typed.wanted(commune)
        if row is None:
            continue
        try:
            _record(link, here, typed, commune, row)
            saved += 1
        except Refused as refused:
            wrong[commune.id], kept[commune.id] = refused.problems, row.said
    if not kept:
        address = f"{link.home}/viec/{before.facts.id}?da-luu={saved}#cac-xa"
        return RedirectResponse(address, status_code=_SEE_OTHER)
    view = _view(link, here, typed.assignment_id)
    form = blank_form(view, file_keeper(here, link, view.facts.id))
    rows = RowsForm(kept, wrong, saved)
    return page_with_form(request, link, view, form, editing=False, rows=rows)


def _view(link: UnitLink, here: PageContext, assignment_id: int | None) -> AssignmentView:
    """The district's assignment; 404 unless it is its own: that is the right over its communes."""
    with transaction(here.engine, write=False) as session:
        return view_of(session, here, own_facts(session, link, assignment_id, here))


def _record(
    link: UnitLink, here: PageContext, typed: TypedRows, commune: Commune, row: TypedRow
) -> None:
    if row.version != commune.version:
        wanted = f"đã có câu trả lời khác ({commune.spoken.word} {commune.line}); hãy xem lại"
        raise Refused(Problem("row", "", wanted.replace(" )", ")"), commune.name))
    source = SubmissionSource(
        link.actor, Way.LINK, received_at=here.now, key=typed.key(commune, row)
    )
    with transaction(here.engine) as session:
        record_submission(
            session,
            here.rulebook,
            assignment_id=commune.id,
            given=row.given,
            source=source,
            now=here.now,
        )
