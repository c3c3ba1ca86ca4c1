"""What a unit reads behind its link. Nothing here changes anything: every answer is to a GET."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from dondoc.conference.find_conference import CONFIRMATIONS, RSVP_DUTY
from dondoc.notices.recipients import load_reach
from dondoc.portal.context import BRAND, Here, PageContext, page
from dondoc.portal.send_file import attachment
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit import calendar_feed
from dondoc.portal.unit.activity_view import current_round
from dondoc.portal.unit.commune_form import RowsForm
from dondoc.portal.unit.link import Link, UnitLink, own_facts
from dondoc.portal.unit.submission_view import file_of_unit, paper_of_unit
from dondoc.portal.unit.unit_form import Form, blank_form
from dondoc.portal.unit.unit_list import SHOWN, ListedAssignment, rows_of_unit
from dondoc.portal.unit.unit_view import AssignmentView, view_of
from dondoc.portal.unit.uploads import Keeper
from dondoc.submissions.afterwards import receipt_then
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

CONFERENCE_PAGE = (RSVP_DUTY, *CONFIRMATIONS)
"""Parts of a conference whose assignments have the page of their conference."""

Id = Annotated[int, Path(ge=1, le=2**31 - 1)]
Saved = Annotated[int, Query(alias="da-luu", ge=0, le=1000)]


@router.get("/v/{token}")
def of_message(request: Request, link: Link, here: Here, sua: str = "") -> Response:
    """The assignment that the message was about; the unit's list where it was about several."""
    if link.assignment_id is None:
        return listed(request, link, here)
    with transaction(here.engine, write=False) as session:
        facts = own_facts(session, link, link.assignment_id, here)
        current = current_round(session, here, facts) if facts.threshold else facts.id
    return assignment_page(request, link, here, current, editing=sua == "1")


@router.get("/v/{token}/viec/{assignment_id}")
def another(
    request: Request,
    link: Link,
    here: Here,
    assignment_id: Id,
    *,
    sua: str = "",
    saved: Saved = 0,
) -> Response:
    """Another assignment of the same unit; `saved` rows of its communes were just recorded."""
    return assignment_page(request, link, here, assignment_id, editing=sua == "1", saved=saved)


@router.get("/v/{token}/danh-sach")
def listed(request: Request, link: Link, here: Here) -> Response:
    """Everything that the unit was asked for."""
    unit = here.rulebook.registry.unit(link.unit_code)
    soft = unit.tone(here.today) == "request"
    with transaction(here.engine, write=False) as session:
        rows = rows_of_unit(session, here, link.unit_code, asked=soft)
    asked = soft or any(row.facts.tone == "request" for row in rows)
    ended = [row for row in rows if not row.waits and not row.running][::-1]
    done = [row for row in ended if row.sent]
    return page(
        request,
        "unit/list.html",
        link=link,
        unit=unit,
        asked=asked,
        waiting=[row for row in rows if row.waits],
        running=[row for row in rows if row.running],
        done=done[:SHOWN],
        hidden=len(done[SHOWN:]),
        unsent=[row for row in ended if not row.sent][:SHOWN],
        feed=calendar_feed.address(here.settings, link),
        brand=_monitor_of(here, rows) if asked else BRAND,
    )


@router.get("/v/{token}/bien-nhan/{submission_id}")
def receipt(request: Request, link: Link, here: Here, submission_id: Id) -> Response:
    """The receipt of one submission, to keep or to print."""
    with transaction(here.engine, write=False) as session:
        paper = paper_of_unit(session, link.unit_code, submission_id)
        if paper is None:
            raise HTTPException(404)
        facts = own_facts(session, link, paper.row.assignment_id, here)
        view = view_of(session, here, facts)
        then = receipt_then(session, paper.row, now=here.now)
        mailed = bool(load_reach(session, [link.unit_code]))
    if view.duty.conference in CONFERENCE_PAGE:  # the page says what stands, with its receipt
        return RedirectResponse(f"{link.home}/hoi-nghi/{facts.id}", status_code=303)
    return page(
        request,
        "unit/receipt.html",
        link=link,
        view=view,
        paper=paper,
        mailed=mailed,
        then=then,
        newer=view.last is not None and view.last.row.version > paper.row.version,
        newest=view.last is not None and view.last.row.id == paper.row.id,
        brand=brand_of(view),
    )


@router.get("/v/{token}/tep/{file_id}")
def download(link: Link, here: Here, file_id: Id) -> Response:
    """A file that the unit handed in, as an attachment, never shown in the browser."""
    with transaction(here.engine, write=False) as session:
        file = file_of_unit(session, link.unit_code, file_id)
    return attachment(here.settings.files_dir, file)


@router.get("/v/{token}/lich.ics")
def feed(link: Link, here: Here) -> Response:
    """The unit's deadlines for its calendar."""
    with transaction(here.engine, write=False) as session:
        text = calendar_feed.of_unit(session, here, link)
    headers = {"Content-Disposition": 'attachment; filename="han-bao-cao.ics"'}
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/v/{token}/nop")
@router.get("/v/{token}/da-nhan")
@router.get("/v/{token}/gia-han")
def back_to_page(link: Link) -> Response:
    """Where a form went to, opened by hand or reloaded: back to the page the form is on."""
    return RedirectResponse(link.home, status_code=303)


def assignment_page(
    request: Request,
    link: UnitLink,
    here: PageContext,
    assignment_id: int,
    *,
    editing: bool,
    saved: int = 0,
) -> Response:
    """The page of one assignment, with a fresh form."""
    with transaction(here.engine, write=False) as session:
        view = view_of(session, here, own_facts(session, link, assignment_id, here))
    if view.facts.threshold:  # counted by what the unit adds, on a page of its own
        return RedirectResponse(f"{link.home}/hoat-dong/{assignment_id}", status_code=303)
    if (
        view.duty.conference in CONFERENCE_PAGE
    ):  # an invitation is answered on its conference's page
        changing = "?sua=1" if editing else ""
        address = f"{link.home}/hoi-nghi/{assignment_id}{changing}"
        return RedirectResponse(address, status_code=303)
    form = blank_form(view, file_keeper(here, link, view.facts.id))
    return page_with_form(request, link, view, form, editing=editing, rows=RowsForm(saved=saved))


def page_with_form(
    request: Request,
    link: UnitLink,
    view: AssignmentView,
    form: Form,
    *,
    editing: bool,
    rows: RowsForm | None = None,
) -> Response:
    """The page of one assignment with this form; 422 where a form has something to mend."""
    rows = rows or RowsForm()
    return page(
        request,
        "unit/assignment.html",
        422 if form.problems or rows.problems else 200,
        link=link,
        view=view,
        form=form,
        rows=rows,
        editing=editing,
        brand=brand_of(view),
    )


def file_keeper(here: PageContext, link: UnitLink, assignment_id: int) -> Keeper:
    """Who keeps the files of a form on this assignment."""
    key = here.settings.signing_key()
    about = f"assignment {assignment_id}"
    return Keeper(here.settings.files_dir, key, about, here.now, link.unit_code)


def brand_of(view: AssignmentView) -> str:
    """Whose page it is: to bodies that are asked, the system's own name (urging) is not said."""
    return view.item.monitor if view.asked else BRAND


def _monitor_of(here: PageContext, rows: list[ListedAssignment]) -> str:
    watched = [here.rulebook.registry.monitoring_unit(row.duty, here.today) for row in rows]
    return watched[-1].name if watched else BRAND
