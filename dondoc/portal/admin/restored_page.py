"""`/quan-tri/khoi-phuc`: what may have left before the ledger was put back, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from dondoc.access import Act, Matter, require
from dondoc.delivery.after_restore.list_holds import list_holds
from dondoc.delivery.after_restore.lost_span import load_span
from dondoc.delivery.after_restore.settle_holds import answer_holds
from dondoc.ledger.actors import Actor
from dondoc.portal.board.form_page import form_page
from dondoc.portal.context import context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account
from models.database import transaction
from models.kinds import HoldAnswer

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/khoi-phuc"
_ANSWERS = {"da-gui": HoldAnswer.LEFT, "chua-gui": HoldAnswer.NOT_LEFT}


@router.get(PATH)
def held_messages(
    request: Request, account: Annotated[Account, Depends(opening(Act.CHANNELS))]
) -> Response:
    return _page(request, account)


@router.post(PATH)
def answer(
    request: Request,
    background: BackgroundTasks,
    account: Annotated[Account, Depends(posting(Act.CHANNELS))],
    *,
    tin: Annotated[list[str] | None, Form()] = None,
    tra_loi: Annotated[str, Form()] = "",
) -> Response:
    """All that are ticked, at once: they have left, or they go now."""
    here = context(request)
    numbers = {int(one) for one in tin or [] if one.isdecimal() and len(one) < 10}
    try:
        require(here.who(account), Act.CHANNELS, Matter())
        if not numbers or tra_loi not in _ANSWERS:
            wanted = "chưa chọn tin nào; hãy đánh dấu những tin muốn trả lời rồi bấm một nút"
            raise Refused(Problem("tin", "", wanted, "Tin"))
    except Refused as refused:
        return _page(request, account, refused.problems)
    by = Actor.account(account.id)
    with transaction(here.engine) as session:
        answer_holds(session, here.settings, numbers, _ANSWERS[tra_loi], by=by, now=here.now)
    deliver_later(background, request)
    return RedirectResponse(f"{root(request)}{PATH}", status_code=303)


def _page(request: Request, account: Account, problems: Sequence[Problem] = ()) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        span = load_span(session)
        found = list_holds(session, here.rulebook.registry)
    days = [(on, list(these)) for on, these in groupby(found, key=lambda one: one.meant_on)]
    return form_page(
        request,
        "admin/restored.html",
        account,
        problems=tuple(problems),
        span=span,
        days=days,
        count=len(found),
        archive=bool(here.settings.archive_url.get_secret_value()),
    )
