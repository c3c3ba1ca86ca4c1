"""`/quan-tri/kenh`: each way to send, how it stands and why; stopped and let go again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, BackgroundTasks, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from dondoc.access import Act, Matter, require
from dondoc.contacts.address import EMAIL
from dondoc.delivery.operating.alarm_ways import NO_ADDRESS
from dondoc.delivery.operating.delivery_overview import overview
from dondoc.delivery.operating.delivery_words import STATES
from dondoc.delivery.operating.pause_alarm import Pause, pauses
from dondoc.delivery.operating.pause_withdraw import pause_channel, release_channel
from dondoc.delivery.operating.standstill import waiting_for
from dondoc.delivery.operating.trial_mail import queue_trial
from dondoc.delivery.settle_refusals import believe_refusals
from dondoc.forms.reason import read_reason
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.portal.board.form_page import form_page, lead_back
from dondoc.portal.context import PageContext, context, deliver_later, root
from dondoc.portal.sign_in.session import opening, posting
from dondoc.portal.text_door import PlainRoute
from dondoc.problems import Problem, Refused
from models import Account, Channel
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

PATH = "/quan-tri/kenh"
Opening = Annotated[Account, Depends(opening(Act.CHANNELS))]
Posting = Annotated[Account, Depends(posting(Act.CHANNELS))]


@dataclass(frozen=True)
class ChannelState:
    """A channel as its page shows it; `alarm` is the fault that administrators were to hear of."""

    name: str
    words: str
    stands: bool
    waiting: int
    alarm: Pause | None


@router.get(PATH)
def channels(request: Request, account: Opening, xong: str = "", kenh: str = "") -> Response:
    """Every channel that a contact names, and every one that ever stood still."""
    return _page(request, account, done=_done(request, account, xong, kenh))


@router.post(f"{PATH}/dung")
def pause(
    request: Request,
    account: Posting,
    *,
    kenh: Annotated[str, Form()] = "",
    ly_do: Annotated[str, Form()] = "",
) -> Response:
    """Nothing leaves by it until it is let go."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        why = read_reason(ly_do)
        pause_channel(session, kenh, reason=why, by=by, now=here.now)

    return _take(request, account, _act, done="dung", channel=kenh, typed=ly_do)


@router.post(f"{PATH}/chay")
def release(
    request: Request,
    background: BackgroundTasks,
    account: Posting,
    *,
    kenh: Annotated[str, Form()] = "",
    hong: Annotated[str, Form()] = "",
) -> Response:
    """What waits leaves; `hong`: the addresses that a server had just called unknown are so."""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        released = release_channel(session, kenh, by=by, now=here.now)
        if hong:
            believe_refusals(session, here.rulebook, released.name, now=here.now)

    answer = _take(request, account, _act, done="chay", channel=kenh)
    deliver_later(background, request)
    return answer


@router.post(f"{PATH}/thu")
def try_mail(request: Request, background: BackgroundTasks, account: Posting) -> Response:
    """A letter to the administrator who presses: does mail arrive?"""

    def _act(session: Session, here: PageContext, by: Actor) -> None:
        queue_trial(session, here.settings, account, by=by, said=account.name, now=here.now)

    answer = _take(request, account, _act, done="thu", channel=EMAIL)
    deliver_later(background, request)
    return answer


lead_back(
    router, f"{PATH}/dung", f"{PATH}/chay", f"{PATH}/thu", to=PATH, guard=opening(Act.CHANNELS)
)


def _done(request: Request, account: Account, act: str, channel: str) -> str:
    """What was just done, as it now stands: an old address says nothing that is not so."""
    book = phrases("delivery")
    with transaction(context(request).engine, write=False) as session:
        row = session.get(Channel, channel)
    stopped = row is not None and row.paused_at is not None
    if act == "thu":
        return book.trial_queued(account.address, stopped)
    if row is None or act not in ("dung", "chay") or stopped != (act == "dung"):
        return ""
    return book.paused(row.name) if stopped else book.released(row.name)


def _take(
    request: Request,
    account: Account,
    act: Callable[[Session, PageContext, Actor], None],
    *,
    done: str,
    channel: str,
    typed: str = "",
) -> Response:
    """Do it in the account's name; a refusal shows the page again, with what was typed."""
    here = context(request)
    try:
        require(here.who(account), Act.CHANNELS, Matter())
        with transaction(here.engine) as session:
            act(session, here, Actor.account(account.id))
    except Refused as refused:
        return _page(request, account, problems=refused.problems, at=channel.strip(), typed=typed)
    about = urlencode({"xong": done, "kenh": channel.strip()})
    return RedirectResponse(f"{root(request)}{PATH}?{about}", status_code=303)


def _page(
    request: Request,
    account: Account,
    *,
    done: str = "",
    problems: tuple[Problem, ...] = (),
    at: str = "",
    typed: str = "",
) -> Response:
    here = context(request)
    with transaction(here.engine, write=False) as session:
        found = overview(session)
        alarms = {one.channel: one for one in pauses(session)}
        listed = [
            ChannelState(
                name,
                phrases("delivery").channel(row),
                stands=bool(row and (row.paused_at or row.unreached_since)),
                waiting=waiting_for(session, name),
                alarm=alarms.get(name),
            )
            for name, row in found.channels.items()
        ]
    return form_page(
        request,
        "admin/channels.html",
        account,
        problems=problems,
        channels=listed,
        overview=found,
        states=[(STATES[state], count) for state, count in found.states.items()],
        no_address=NO_ADDRESS,
        done=done,
        at=at,
        typed_reason=typed,
    )
