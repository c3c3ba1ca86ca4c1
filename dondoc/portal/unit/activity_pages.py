"""What a unit adds of a duty that is counted, behind its link. GETs change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from dondoc.activities.entry import GivenActivity, understand_activity
from dondoc.activities.record_activity import (
    RecordedActivity,
    record_activity,
    unit_of,
    withdraw_activity,
)
from dondoc.forms.values import row_number
from dondoc.portal.context import BRAND, Here, PageContext, page
from dondoc.portal.text_door import PlainRoute
from dondoc.portal.unit.activity_view import ActivityView, activity_form, activity_view
from dondoc.portal.unit.link import Link, UnitLink
from dondoc.portal.unit.unit_form import Form
from dondoc.problems import Refused
from dondoc.web.link_check import LinkCheck, check_once, link_check
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_SEE_OTHER = 303
_FIELDS = tuple(asdict(GivenActivity()))
_LARGEST_ID = 2**31 - 1
Id = Annotated[int, Path(ge=1, le=_LARGEST_ID)]
New = Annotated[int, Query(alias="moi", ge=0, le=_LARGEST_ID)]


@router.get("/v/{token}/hoat-dong")
def back_to_page(link: Link) -> Response:
    """Where the form went to, opened by hand or reloaded: back to the page the form is on."""
    return RedirectResponse(link.home, status_code=_SEE_OTHER)


@router.get("/v/{token}/hoat-dong/{assignment_id}")
def shown(request: Request, link: Link, here: Here, assignment_id: Id, new: New = 0) -> Response:
    """The period's list and the form; `new` is the entry that was just made."""
    with transaction(here.engine, write=False) as session:
        found = activity_view(session, here, link, assignment_id)
    return _page(request, link, found, activity_form(here, found), new=new)


@router.post("/v/{token}/hoat-dong")
async def add(request: Request, link: Link, here: Here) -> Response:
    """«Ghi vào danh sách»."""
    typed = await _read(request)
    return await run_in_threadpool(_add, request, link, here, typed)


@router.post("/v/{token}/hoat-dong/rut")
async def withdraw(request: Request, link: Link, here: Here) -> Response:
    """«Rút mục ghi nhầm»."""
    typed = await _read(request)
    return await run_in_threadpool(_withdraw, link, here, typed)


def _add(request: Request, link: UnitLink, here: PageContext, typed: Mapping[str, str]) -> Response:
    with transaction(here.engine, write=False) as session:
        found = activity_view(session, here, link, row_number(typed.get("assignment", "")))
    given = GivenActivity(**{name: typed.get(name, "") for name in _FIELDS})
    try:
        recorded = _record(link, here, found, given)
    except Refused as refused:
        form = activity_form(here, found, asdict(given), refused.problems)
        return _page(request, link, found, form)
    address = f"{link.home}/hoat-dong/{recorded.assignment_id}?moi={recorded.activity_id}"
    return RedirectResponse(f"{address}#moi-ghi", status_code=_SEE_OTHER)


def _record(
    link: UnitLink, here: PageContext, found: ActivityView, given: GivenActivity
) -> RecordedActivity:
    check = link_check(inside=here.settings.demo)
    registry = here.rulebook.registry
    address = understand_activity(found.view.duty, given, registry=registry, now=here.now).link
    asked_before: LinkCheck = check_once(check, address) if address else check
    with transaction(here.engine) as session:
        return record_activity(
            session,
            here.rulebook,
            assignment_id=found.view.facts.id,
            given=given,
            by=link.actor,
            now=here.now,
            link_check=asked_before,
        )


def _withdraw(link: UnitLink, here: PageContext, typed: Mapping[str, str]) -> Response:
    activity_id = row_number(typed.get("activity", ""))
    with transaction(here.engine) as session:
        if activity_id is None or unit_of(session, activity_id) != link.unit_code:
            raise HTTPException(404)
        taken = withdraw_activity(session, activity_id=activity_id, by=link.actor, now=here.now)
        address = f"{link.home}/hoat-dong/{taken.assignment_id}#da-ghi"
    return RedirectResponse(address, status_code=_SEE_OTHER)


def _page(
    request: Request, link: UnitLink, found: ActivityView, form: Form, *, new: int = 0
) -> Response:
    asked = found.view.asked
    return page(
        request,
        "unit/activity.html",
        422 if form.problems else 200,
        link=link,
        found=found,
        view=found.view,
        form=form,
        new=found.entry(new),
        brand=found.view.item.monitor if asked else BRAND,
    )


async def _read(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=50)
    return {name: value for name, value in form.items() if isinstance(value, str)}
