"""An invitation behind its link: one page with everything of the conference; a POST answers it."""

from __future__ import annotations

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from dondoc.conference.record_rsvp import record_rsvp
from dondoc.conference.unit_files import document_for_unit
from dondoc.delivery.composing.calendar_entry import meeting_entry
from dondoc.documents.meeting_ics import MeetingEntry, MeetingState, meeting_for_all
from dondoc.messages.environment import phrases
from dondoc.portal.context import Here, PageContext, deliver_later, page
from dondoc.portal.send_file import attachment
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.conference.invitation_view import InvitationView, invitation_view
from dondoc.portal.unit.conference.rsvp_form import TypedRsvp, fresh_rsvp, open_lines, typed_rsvp
from dondoc.portal.unit.link import Link, UnitLink
from dondoc.portal.unit.unit_act import SEE_OTHER
from dondoc.portal.unit.unit_form import Form
from dondoc.portal.unit.unit_pages import Id, brand_of
from dondoc.problems import Refused
from dondoc.submissions.files import suffix_for
from models.database import transaction
from models.kinds import Way

router = APIRouter(route_class=PlainRoute)

ONE = "/v/{token}/hoi-nghi/{assignment_id}"


@router.get("/v/{token}/hoi-nghi/tra-loi")
def back_to_invitation(link: Link) -> Response:
    """Where the form went to, opened by hand or reloaded: back to the page the form is on."""
    return RedirectResponse(link.home, status_code=SEE_OTHER)


@router.post("/v/{token}/hoi-nghi/tra-loi")
async def answer(request: Request, link: Link, here: Here, background: BackgroundTasks) -> Response:
    """«Gửi trả lời»."""
    typed = typed_rsvp(await request.form())
    done = await run_in_threadpool(_answer, request, link, here, typed)
    if done.status_code == SEE_OTHER:
        deliver_later(background, request)
    return done


@router.get(ONE)
def show_invitation(
    request: Request, link: Link, here: Here, assignment_id: Id, *, sua: str = "", gui: str = ""
) -> Response:
    """The page; `sua=1` opens the form again, `gui=1` follows an answer that was just given."""
    with transaction(here.engine, write=False) as session:
        found = invitation_view(session, here, link, assignment_id)
    return invitation_page(request, link, found, editing=sua == "1", sent=gui == "1")


@router.get(ONE + "/lich-hop.ics")
def meeting_file(link: Link, here: Here, assignment_id: Id) -> Response:
    """The meeting for the unit's own calendar, as it stands: cancelled too."""
    with transaction(here.engine, write=False) as session:
        found = invitation_view(session, here, link, assignment_id)
    headers = {"Content-Disposition": 'attachment; filename="lich-hop.ics"'}
    text = meeting_for_all(_entry(here, found))
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


@router.get(ONE + "/tep/{file_id}")
def conference_document(link: Link, here: Here, assignment_id: Id, file_id: Id) -> Response:
    """A document of the conference, as an attachment, never shown in the browser."""
    with transaction(here.engine, write=False) as session:
        found = invitation_view(session, here, link, assignment_id)
        removed = found.invitee.removed_at is not None
        file = None if removed else document_for_unit(session, found.conference, file_id)
    ending = suffix_for(file.media_type) if file else ""
    return attachment(here.settings.files_dir, file, ending=ending)


def invitation_page(
    request: Request,
    link: UnitLink,
    found: InvitationView,
    *,
    form: Form | None = None,
    asking: Form | None = None,
    editing: bool = False,
    sent: bool = False,
) -> Response:
    """The page with this form, or a fresh one; 422 where there is something to mend."""
    form, asking = form or fresh_rsvp(found), asking or Form({}, which="done")
    seats = found.invitee.seats
    return page(
        request,
        "unit/conference/invitation.html",
        422 if form.problems or asking.problems else 200,
        link=link,
        found=found,
        view=found.view,
        form=form,
        asking=asking,
        editing=editing,
        sent=sent and found.holds is not None,
        address=f"{link.home}/hoi-nghi/{found.view.facts.id}",
        lines=open_lines(form, seats),
        words=phrases("conference"),
        brand=brand_of(found.view),
    )


def _answer(request: Request, link: UnitLink, here: PageContext, typed: TypedRsvp) -> Response:
    with transaction(here.engine, write=False) as session:
        found = invitation_view(session, here, link, typed.assignment_id)
    given = typed.given(found.invitee.seats)
    try:
        with transaction(here.engine) as session:
            record_rsvp(
                session,
                here.rulebook,
                invitee_id=found.invitee.id or 0,
                given=given,
                by=link.actor,
                way=Way.LINK,
                now=here.now,
                form_key=typed.key(given),
                seen=typed.seen,
            )
    except Refused as refused:
        with transaction(here.engine, write=False) as session:
            found = invitation_view(session, here, link, typed.assignment_id)
        return invitation_page(request, link, found, form=typed.shown(refused.problems))
    address = f"{link.home}/hoi-nghi/{found.view.facts.id}?gui=1#tinh-trang"
    return RedirectResponse(address, status_code=SEE_OTHER)


def _entry(here: PageContext, found: InvitationView) -> MeetingEntry:
    entry = meeting_entry(found.view.item, stamp=here.now)
    if entry is None:
        raise HTTPException(404)
    stands = found.state == "stands"
    state = MeetingState.STANDS if stands else MeetingState.CANCELLED
    return MeetingEntry(**{**vars(entry), "state": state})
