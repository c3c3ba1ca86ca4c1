"""A channel whose server cannot be reached rests: the line is tried, not each letter.

Three in a row that came to no server, and it rests for five minutes, then fifteen, then an hour at
a time; what waits is nobody's fault and loses nothing. After an hour of that the administrators are
told by another way. It wakes by itself with the first letter that a server answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, update
from sqlmodel import Session, col, select

from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import BACKOFF
from dondoc.ledger.rows import ensure_channel, owe_alarm
from models import Attempt, Channel, Message
from models.kinds import About

IN_A_ROW = 3

ALARM_AFTER = timedelta(hours=1)
"""A server that restarts is back before that."""

_LATELY = timedelta(hours=1)


@dataclass(frozen=True)
class Resting:
    """A channel that rests now: until when, since when no server was reached, in which words."""

    name: str
    until: datetime
    since: datetime
    why: str


def lost_line(outcome: Outcome) -> bool:
    """Did the try end on the line, so that no server said anything of the letter?"""
    broke = outcome.about is About.WAY and outcome.code is None
    return outcome.kind is OutcomeKind.DEFERRED and (outcome.about is About.LINE or broke)


def is_channels_affair(session: Session, message: Message, outcome: Outcome) -> bool:
    """Is neither this letter nor its contact to blame, so that no clock of theirs runs?

    A line that breaks in the middle of this letter, while others pass, is the letter's own trouble.
    """
    if not lost_line(outcome):
        return False
    return outcome.about is About.LINE or not _others_pass(session, message)


def rest_if_unreached(session: Session, channel: str, words: str, *, now: datetime) -> None:
    """After a try that reached no server: does the channel rest now, and how long?"""
    of_channel = col(Attempt.message_id).in_(
        select(Message.id).where(col(Message.channel) == channel)
    )
    answered = select(func.max(Attempt.id)).where(of_channel, ~_lost())
    last = session.exec(answered).one() or 0
    run = select(func.count(), func.min(Attempt.at)).where(
        of_channel, _lost(), col(Attempt.id) > last
    )
    count, since = session.exec(run).one()
    if count < IN_A_ROW or since is None:
        return
    ensure_channel(session, channel)
    session.execute(
        update(Channel)
        .where(col(Channel.name) == channel)
        .values(unreached_since=since, rests_until=now + _pause(now - since), rests_why=words)
        .execution_options(synchronize_session=False)
    )
    if now - since >= ALARM_AFTER:
        owe_alarm(session, channel, since=since)


def resting(session: Session, *, now: datetime) -> list[Resting]:
    """The channels that rest, by name."""
    query = select(Channel).where(col(Channel.paused_at).is_(None), _rests(now))
    return [
        Resting(one.name, one.rests_until, one.unreached_since, one.rests_why or "")
        for one in session.exec(query.order_by(col(Channel.name)))
        if one.rests_until and one.unreached_since
    ]


def wake(session: Session) -> None:
    """What a server answered since is no longer out of reach. Most days nothing is."""
    for channel in session.exec(select(Channel).where(col(Channel.unreached_since).is_not(None))):
        answered = (
            select(Attempt.id)
            .join(Message, col(Attempt.message_id) == col(Message.id))
            .where(
                col(Message.channel) == channel.name,
                col(Attempt.at) > channel.unreached_since,
                ~_lost(),
            )
        )
        if session.exec(answered.limit(1)).first() is not None:
            channel.unreached_since = channel.rests_until = channel.rests_why = None
    session.flush()


def standing(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Which channels send nothing now: somebody or a fault paused them, or they rest."""
    return or_(col(Channel.paused_at).is_not(None), _rests(now))


def _rests(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return col(Channel.rests_until) > now


def _lost() -> ColumnElement[bool]:
    """`lost_line` as a condition."""
    about = func.coalesce(col(Attempt.about), "")
    broke = and_(about == About.WAY.value, col(Attempt.code).is_(None))
    return and_(
        col(Attempt.outcome) == OutcomeKind.DEFERRED.value, or_(about == About.LINE.value, broke)
    )


def _pause(out_of_reach: timedelta) -> timedelta:
    """It grows: five minutes, then fifteen, then an hour."""
    short, longer, longest = BACKOFF
    if out_of_reach < short:
        return short
    return longer if out_of_reach < 2 * longer else longest


def _others_pass(session: Session, message: Message) -> bool:
    taken = (
        select(Attempt.id)
        .join(Message, col(Attempt.message_id) == col(Message.id))
        .where(
            col(Message.channel) == message.channel,
            col(Attempt.outcome) == OutcomeKind.SENT.value,
            col(Attempt.at) > (message.next_attempt_at - _LATELY),
        )
    )
    return session.exec(taken.limit(1)).first() is not None
