"""«Is this yours?»: what was asked in an account's name, done when that account presses."""

from __future__ import annotations

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import Response

from dondoc.delivery.operating.asked_act import WORDS, do_asked, find_asked, shown
from dondoc.portal.context import Here, deliver_later, page
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, AskedAct
from models.database import transaction

router = APIRouter(prefix="/xin-lam", route_class=PlainRoute)


@router.get("/{token}")
def look(request: Request, token: str, here: Here) -> Response:
    """What is asked, and one button: mail gateways fetch every link they see."""
    with transaction(here.engine, write=False) as session:
        found = find_asked(session, token, now=here.now)
    return _page(request, token, *found) if found else _spent(request)


@router.post("/{token}")
def press(request: Request, background: BackgroundTasks, token: str, here: Here) -> Response:
    """Do it once, in the account's name; what is wrong by now is said, and nothing is done."""
    found = None
    try:
        with transaction(here.engine) as session:
            found = find_asked(session, token, now=here.now)
            done = do_asked(session, here, *found) if found else None
    except Refused as refused:
        assert found is not None
        return _page(request, token, *found, problems=refused.problems, status=422)
    if found is None:
        return _spent(request)
    deliver_later(background, request)
    with transaction(here.engine, write=False) as session:
        found = find_asked(session, token, now=here.now)
    assert found is not None
    return _page(request, token, *found, said=done.sentence if done else "")


def _page(
    request: Request,
    token: str,
    asked: AskedAct,
    account: Account,
    *,
    problems: tuple[Problem, ...] = (),
    said: str = "",
    status: int = 200,
) -> Response:
    return page(
        request,
        "sign_in/asked_act.html",
        status,
        act=WORDS[asked.form],
        typed=shown(asked),
        asked=asked,
        account=account,
        token=token,
        problems=problems,
        said=said,
    )


def _spent(request: Request) -> Response:
    return page(request, "sign_in/asked_act_spent.html", 410)
