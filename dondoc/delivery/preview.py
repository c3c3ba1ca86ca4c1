"""What a dispatch would send at an instant: gathered, looked at and written, then undone.

An hour that is not the present one may be looked at like this anywhere; only the demo sends in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import in_office_hours
from dondoc.delivery import outbox
from dondoc.delivery.build_messages import gather_messages
from dondoc.delivery.prepare import prepare
from dondoc.delivery.verification import hold
from dondoc.ledger.in_plan import strangers
from dondoc.ledger.installation import Context
from models import Message
from models.database import transaction
from models.kinds import MessageState

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Preview:
    """The messages that would leave, and how many of those that are due would not."""

    letters: list[Message]
    held: int
    cancelled: int


def preview(
    here: Context, show: Callable[[Session, Preview], Shown], *, windowed: bool = True
) -> Shown:
    """What `show` makes of it, inside the transaction that is then undone. Nothing is sent."""
    with transaction(here.engine) as session:
        trial = session.begin_nested()
        shown = show(session, _prepared(session, here, windowed=windowed))
        trial.rollback()
    return shown


def _prepared(session: Session, here: Context, *, windowed: bool) -> Preview:
    now, office = here.now, in_office_hours(here.now, here.rulebook.workdays)
    outbox.settle_held(session, here.settings, now=now)
    hold.settle_unverified(session, here, now=now, office=office)
    lost = strangers(session, here.rulebook.registry, here.today)
    after: int | None = 0
    while after is not None:
        gathered = gather_messages(
            session,
            here.settings,
            now=now,
            office=office,
            windowed=windowed,
            after=after,
            lost=lost,
            workdays=here.rulebook.workdays,
        )
        after = gathered.after
    due = select(Message.id).where(*outbox.due_now(now, office=office)).order_by(col(Message.id))
    ids = [number or 0 for number in session.exec(due)]
    leaving = {ready.message_id for ready in prepare(session, here, ids)}
    query = select(Message).where(col(Message.id).in_(ids)).order_by(col(Message.id))
    messages = session.exec(query).all()
    states = [one.state for one in messages]
    return Preview(
        [one for one in messages if one.id in leaving],
        held=states.count(MessageState.HELD),
        cancelled=states.count(MessageState.CANCELLED),
    )
