"""A telephone call noted on the page of an assignment, and struck where it was noted by mistake."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act
from dondoc.decisions.call_note import CallForm, note_call, strike_call
from dondoc.forms.typed_dates import PastFrame
from dondoc.forms.values import row_number
from dondoc.portal.board.assignment_page import assignment_page
from dondoc.portal.board.done_lines import done_address
from dondoc.portal.board.form_page import lead_back
from dondoc.portal.board.hand_offers import CALL, TypedCall
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Refused
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/bang/viec/{assignment_id:int}/" + CALL
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
Calling = Annotated[Account, Depends(posting(Act.URGE))]


def typed_call(
    noi_voi: Annotated[str, Form()] = "",
    noi_dung_goi: Annotated[str, Form()] = "",
    ngay_goi: Annotated[str, Form()] = "",
    gio_goi: Annotated[str, Form()] = "",
    khoa: Annotated[str, Form()] = "",
) -> TypedCall:
    """The form of a request, as typed."""
    key = khoa if _KEY.fullmatch(khoa) else ""
    return TypedCall(noi_voi, noi_dung_goi, ngay_goi, gio_goi, key)


@router.post(PATH)
def note(
    request: Request,
    assignment_id: int,
    account: Calling,
    given: Annotated[TypedCall, Depends(typed_call)],
) -> Response:
    """Note a telephone call."""
    here = context(request)
    try:
        typed = {name: text for name, text in asdict(given).items() if name != "key"}
        form = CallForm.read(typed, PastFrame(here.now))
        with transaction(here.engine) as session:
            note_call(
                session,
                here.rulebook,
                assignment_id=assignment_id,
                account=account,
                form=form,
                key=given.key or None,
                now=here.now,
            )
    except Refused as refused:
        problems = refused.problems
        return assignment_page(
            request, account, assignment_id, problems=problems, act=CALL, call=given
        )
    return RedirectResponse(done_address(request, assignment_id, CALL), status_code=303)


@router.post(PATH + "/bo")
def strike(
    request: Request,
    assignment_id: int,
    account: Calling,
    cuoc: Annotated[str, Form()] = "",
    ly_do_bo: Annotated[str, Form()] = "",
) -> Response:
    """Strike a call that was noted by mistake."""
    here = context(request)
    try:
        with transaction(here.engine) as session:
            strike_call(
                session,
                here.rulebook,
                assignment_id=assignment_id,
                account=account,
                number=row_number(cuoc),
                reason=ly_do_bo,
                now=here.now,
            )
    except Refused as refused:
        return assignment_page(
            request, account, assignment_id, problems=refused.problems, act=f"{CALL}-bo"
        )
    return RedirectResponse(done_address(request, assignment_id, f"{CALL}-bo"), status_code=303)


lead_back(router, PATH, PATH + "/bo", to="/bang/viec/{assignment_id}", guard=opening(Act.SEE))
