"""A channel that stopped by itself is told to the administrators by another one, once a pause.

Mail cannot say that mail is broken. So the setting `alarm_urls` names other ways (a second mail
account, ntfy, a webhook), and what became of it is kept with the pause (`channel_alarm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, func, or_, update
from sqlmodel import Session, col, select

from dondoc.delivery.operating.alarm_ways import NO_ADDRESS, tell_administrators
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from dondoc.settings import Settings
from models import Channel, ChannelAlarm
from models.database import transaction

TOLD = "báo quản trị kênh tạm dừng"
UNTOLD = "chưa báo được quản trị kênh tạm dừng"
AGAIN_AFTER = timedelta(hours=1)
"""After a try that failed: not at every receipt that somebody's click sends."""


@dataclass(frozen=True)
class Pause:
    """A channel that our own dispatch stopped: since when, why, and what came of telling it."""

    channel: str
    paused_at: datetime
    why: str
    told: bool = False
    failed: str = ""
    resting: bool = False  # no server is reached: it goes on trying


def pauses(session: Session) -> list[Pause]:
    """The channels that stand still by a fault of theirs, or whose server has been out of reach for
    long; what a person paused is no alarm.
    """
    same = col(ChannelAlarm.channel) == col(Channel.name)
    now_paused = col(ChannelAlarm.paused_at) == _since()
    query = select(Channel, ChannelAlarm).join(ChannelAlarm, same & now_paused)
    return [
        Pause(
            channel.name,
            alarm.paused_at,
            (channel.paused_why if channel.paused_at else channel.rests_why) or "",
            told=alarm.told_at is not None,
            failed=alarm.failed,
            resting=channel.paused_at is None,
        )
        for channel, alarm in session.exec(query.order_by(col(Channel.name)))
    ]


def tell_of_pauses(engine: Engine, settings: Settings, *, now: datetime) -> str:
    """Tell what was not told yet; returns why somebody could not be told, empty if all is said."""
    with transaction(engine, write=False) as session:
        silent = [one for one in pauses(session) if not one.told]
    failed = [_tell(engine, settings, one, now=now) for one in silent]
    return "; ".join(dict.fromkeys(words for words in failed if words))


def _tell(engine: Engine, settings: Settings, pause: Pause, *, now: datetime) -> str:
    """Try every address; one that takes it is enough. Returns why none did."""
    if not settings.alarm_addresses:
        return NO_ADDRESS
    if not _take(engine, pause, now=now):
        return pause.failed
    title, body = _words(settings, pause)
    key = f"{pause.channel}|{pause.paused_at.isoformat()}"
    outcome = tell_administrators(settings, key, title, body)
    act, detail = TOLD if outcome.told else UNTOLD, outcome.words()
    with transaction(engine) as session:
        target = f"channel:{pause.channel}"
        audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=detail)
        alarm = session.get_one(ChannelAlarm, (pause.channel, pause.paused_at))
        if outcome.told:
            alarm.told_at = now
        else:
            alarm.failed = detail
    return "" if outcome.told else detail


def _take(engine: Engine, pause: Pause, *, now: datetime) -> bool:
    """Of several processes one tells; if it dies or fails, another does so after an hour."""
    begun = col(Channel.alarm_at)
    free = or_(begun.is_(None), begun < _since(), begun <= now - AGAIN_AFTER)
    with transaction(engine) as session:
        taken = session.execute(
            update(Channel)
            .where(col(Channel.name) == pause.channel, free)
            .values(alarm_at=now)
            .returning(col(Channel.name))
            .execution_options(synchronize_session=False)
        )
        return taken.first() is not None


def _since() -> ColumnElement[datetime]:
    return func.coalesce(col(Channel.paused_at), col(Channel.unreached_since))


def _words(settings: Settings, pause: Pause) -> tuple[str, str]:
    book = phrases("delivery")
    return book.alarm_subject(pause), f"{book.alarm(pause, f'{settings.base_url}/bang')}\n"
