"""«Đổi đầu mối», «chuyển cho đồng nghiệp», «không phụ trách nữa»: asked here, ruled on elsewhere.

A GET changes nothing, and neither does what is asked here: an officer confirms it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session, col

from dondoc.delivery.contact_requests.ask_contact_change import ask_change, requests_of
from dondoc.forms.values import row_number
from dondoc.portal.context import BRAND, Here, PageContext, page
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.link import Link, UnitLink, own_facts
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from dondoc.portal.unit.unit_view import view_of
from dondoc.problems import Problem, Refused
from models import Assignment, Contact
from models.database import transaction
from models.kinds import ContactWish

router = APIRouter(route_class=PlainRoute)

PATH = "/v/{token}/dau-moi"
WISHES = {
    "doi": ContactWish.REPLACE,
    "chuyen": ContactWish.SHARE,
    "thoi": ContactWish.LEAVE,
}
"""The parts of the page, as its forms name them."""


@router.get(PATH)
def contact_page(
    request: Request,
    link: Link,
    here: Here,
    viec: Annotated[str, Query(max_length=20)] = "",
    xong: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Three forms, and what was asked before."""
    return _page(request, link, here, about=row_number(viec) or link.assignment_id, done=xong)


@router.post(PATH)
def ask(
    request: Request,
    link: Link,
    here: Here,
    *,
    viec: Annotated[str, Form()] = "",
    de_nghi: Annotated[str, Form()] = "",
    ho_ten: Annotated[str, Form()] = "",
    dia_chi: Annotated[str, Form()] = "",
    dien_thoai: Annotated[str, Form()] = "",
    ghi_chu: Annotated[str, Form()] = "",
) -> Response:
    """Keep the request; it waits for an officer."""
    wish, about = WISHES.get(de_nghi), row_number(viec)
    if wish is None:
        raise HTTPException(422)
    given = {"person": ho_ten, "address": dia_chi, "telephone": dien_thoai, "note": ghi_chu}
    try:
        with transaction(here.engine) as session:
            contact = _contact(session, link)
            if wish is ContactWish.SHARE:
                about = own_facts(session, link, about, here).id
            ask_change(session, contact, wish, given, assignment_id=about, now=here.now)
    except Refused as refused:
        return _page(
            request, link, here, about=about, which=de_nghi, typed=given, problems=refused.problems
        )
    query = f"?viec={about}&xong={de_nghi}" if about else f"?xong={de_nghi}"
    return RedirectResponse(f"{link.home}/dau-moi{query}#da-de-nghi", status_code=303)


def _page(
    request: Request,
    link: UnitLink,
    here: PageContext,
    *,
    about: int | None,
    done: str = "",
    which: str = "",
    typed: dict[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    unit = here.rulebook.registry.unit(link.unit_code)
    with transaction(here.engine, write=False) as session:
        contact = _contact(session, link)
        asked = requests_of(session, contact.id or 0)
        view = view_of(session, here, own_facts(session, link, about, here)) if about else None
        names = _names(session, here, link, [one.assignment_id for one in asked])
    soft = unit.tone(here.today) == "request"
    watched = view.item.monitor if view else ""
    return page(
        request,
        "unit/contact.html",
        422 if problems else 200,
        link=link,
        unit=unit,
        contact=contact,
        view=view,
        about=about,
        asked=asked,
        names=names,
        done=done,
        which=which,
        typed=typed or {"person": "", "address": "", "telephone": "", "note": ""},
        problems=problems,
        at_field={problem.field: problem for problem in problems},
        monitor=watched or "cơ quan theo dõi",
        brand=(watched or "Đầu mối") if soft else BRAND,
    )


def _contact(session: Session, link: UnitLink) -> Contact:
    """Who holds the link; 404 for a link that was sent to nobody in particular."""
    contact = session.get(Contact, link.contact_id) if link.contact_id else None
    if contact is None:
        raise HTTPException(404)
    return contact


def _names(
    session: Session, here: PageContext, link: UnitLink, ids: Sequence[int | None]
) -> dict[int, str]:
    wanted = [one for one in ids if one]
    if not wanted:
        return {}
    rows: list[ListedAssignment] = rows_of_unit(
        session,
        here,
        link.unit_code,
        col(Assignment.id).in_(wanted),
    )
    return {row.facts.id: row.name for row in rows}
