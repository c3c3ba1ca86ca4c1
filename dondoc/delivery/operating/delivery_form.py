"""What an officer asks of delivery in a form: everything is text, refused in words, all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.access import Act, Matter, require, who
from dondoc.clock import local_date
from dondoc.contacts.address import masked
from dondoc.contacts.find_account import ACCOUNT_LABEL, account_named
from dondoc.delivery.operating.pause_withdraw import (
    find_message,
    pause_channel,
    release_channel,
    withdraw,
)
from dondoc.delivery.operating.resend import resend
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.message_matters import matters_of
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models import Account

PAUSE, RELEASE, RESEND, WITHDRAW = ACTS = (
    audit.PAUSED,
    audit.RELEASED,
    audit.RESENT,
    audit.WITHDRAWN,
)
"""What the form offers, in the words that the audit keeps."""

_POLICY = {
    PAUSE: Act.CHANNELS,
    RELEASE: Act.CHANNELS,
    RESEND: Act.RESEND,
    WITHDRAW: Act.WITHDRAW,
}


@dataclass(frozen=True)
class Order:
    """The form, as typed. `account` is the address of the officer who answers for the act."""

    act: str
    account: str
    channel: str = ""
    message: str = ""
    to: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Done:
    """What was done: in short for the list of runs, and in one sentence."""

    figure: str
    sentence: str


def carry_out(
    session: Session, settings: Settings, rulebook: Rulebook, order: Order, *, now: datetime
) -> Done:
    """Do it in the officer's name; raises Refused with every field that is wrong.

    What the run says holds no mail address: runs are seen by everyone who may see Prefect.
    """
    problems: list[Problem] = []
    account = _account(session, order.account, problems)
    act = " ".join(order.act.lower().split())
    number = _number(order.message, problems) if act in (RESEND, WITHDRAW) else 0
    if act not in ACTS:
        problems.append(Problem("act", order.act, f"hãy chọn một trong: {', '.join(ACTS)}", "Việc"))
    if problems or account is None:
        raise Refused(problems)
    _require(session, rulebook, account, act, number, now=now)
    by = Actor.account(account.id)
    book = phrases("delivery")
    if act == PAUSE:
        paused = pause_channel(session, order.channel, reason=order.reason, by=by, now=now)
        return Done(book.pause_figure(paused.name), book.paused(paused.name))
    if act == RELEASE:
        released = release_channel(session, order.channel, by=by, now=now)
        return Done(book.release_figure(released.name), book.released(released.name))
    if act == RESEND:
        again = resend(session, settings, rulebook, number, to=order.to, by=by, now=now)
        figure = book.resend_figure(number, again.message_id)
        return Done(figure, masked(again.sentence(number)))
    message = withdraw(session, number, reason=order.reason, by=by, now=now)
    return Done(book.withdraw_figure(number), book.withdrawn(message))


def _account(session: Session, address: str, problems: list[Problem]) -> Account | None:
    try:
        return account_named(session, address)
    except Refused as refused:
        problems += refused.problems
        return None


def _require(
    session: Session, rulebook: Rulebook, account: Account, act: str, number: int, *, now: datetime
) -> None:
    """Raises Refused unless the account may do that to a channel, to all that a message says."""
    registry, today = rulebook.registry, local_date(now)
    matters = (
        [Matter()]
        if act in (PAUSE, RELEASE)
        else matters_of(session, registry, find_message(session, number), today)
    )
    for about in matters:
        require(who(account, registry, today), _POLICY[act], about, label=ACCOUNT_LABEL)


def _number(text: str, problems: list[Problem]) -> int:
    if text.strip().isdecimal():
        return int(text)
    wanted = "hãy ghi số của tin, như 12; xem trên trang của việc hoặc `dondoc message list`"
    problems.append(Problem("message", text, wanted, "Số tin"))
    return 0
