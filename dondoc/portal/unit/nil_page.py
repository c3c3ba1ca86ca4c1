"""«Không phát sinh» in one tap: a page with one button, where nil is a usual answer.

A GET changes nothing: a mail filter that opens every link answers for nobody. The button sends what
it says, as the form of the assignment's page would, so there is one way to record a submission.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dondoc.delivery.composing.compose import NIL_PAGE
from dondoc.portal.context import Here, page
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.link import Link, own_facts
from dondoc.portal.unit.unit_act import SEE_OTHER
from dondoc.portal.unit.unit_form import Form
from dondoc.portal.unit.unit_pages import brand_of
from dondoc.portal.unit.unit_view import view_of
from models.database import transaction

router = APIRouter(route_class=PlainRoute)


@router.get(f"/v/{{token}}/{NIL_PAGE}")
def nothing_to_report(request: Request, link: Link, here: Here) -> Response:
    """The question and its button; the assignment's own page where it no longer waits."""
    if link.assignment_id is None:
        return RedirectResponse(link.home, status_code=SEE_OTHER)
    with transaction(here.engine, write=False) as session:
        view = view_of(session, here, own_facts(session, link, link.assignment_id, here))
    if not (view.duty.nil_at_once and view.standing.waiting_for_unit):
        return RedirectResponse(link.home, status_code=SEE_OTHER)
    return page(request, "unit/nil.html", link=link, view=view, form=Form({}), brand=brand_of(view))
