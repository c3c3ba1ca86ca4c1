"""Who is to be told of a silence, and of its end: one alarm each, by one process.

What is told stands in the ledger (`models.Silence`); whose it is to tell is claimed there, and a
claim that came to nothing lapses after an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, update
from sqlmodel import Session, col, select

from dondoc.delivery.operating.alarm_ways import AlarmOutcome, tell_administrators
from dondoc.ledger import audit
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.operations.silence import Silent
from dondoc.settings import Settings
from models import Silence
from models.database import transaction
from models.kinds import SilenceKind

TOLD, OVER_TOLD = "báo quản trị điều không thấy chạy", "báo quản trị điều đã chạy lại"
UNTOLD = "chưa báo được quản trị điều không thấy chạy"
AGAIN_AFTER = timedelta(hours=1)


def tell_of_silence(
    engine: Engine, settings: Settings, silent: Iterable[Silent], *, now: datetime
) -> list[SilenceKind]:
    """Keep what is silent now, and tell what was not told yet; returns what this process told."""
    found = {one.kind: one for one in silent}
    with transaction(engine, write=False) as session:
        kept = {one.kind for one in session.exec(select(Silence))}
    if not found and not kept:
        return []
    with transaction(engine) as session:
        _keep(session, found, now)
    told = []
    for kind in SilenceKind:
        row = _claim(engine, settings, kind, now)
        if row is not None:
            told += [kind] if _tell(engine, settings, row, found.get(kind), now) else []
    return told


def _keep(session: Session, found: dict[SilenceKind, Silent], now: datetime) -> None:
    for kind, one in found.items():
        row = {"kind": kind, "since_at": one.since_at, "failed": ""}
        insert_new(session, Silence, [row])
    for kept in session.exec(select(Silence).order_by(col(Silence.kind))).all():
        if kept.kind in found:
            kept.over_at = None  # the same again, before anybody was told that it was over
        elif kept.told_at is None:
            session.delete(kept)
        elif kept.over_at is None:
            kept.over_at, kept.claimed_at = now, None


def _claim(engine: Engine, settings: Settings, kind: SilenceKind, now: datetime) -> Silence | None:
    """The row to be told of, where there is one and nobody else tells it."""
    if not settings.alarm_addresses:
        return None
    free = or_(col(Silence.claimed_at).is_(None), col(Silence.claimed_at) <= now - AGAIN_AFTER)
    to_tell = or_(col(Silence.told_at).is_(None), col(Silence.over_at).is_not(None))
    with transaction(engine) as session:
        claimed = session.execute(
            update(Silence)
            .where(col(Silence.kind) == kind, free, to_tell)
            .values(claimed_at=now)
            .returning(col(Silence.kind))
            .execution_options(synchronize_session=False)
        ).first()
        return session.get_one(Silence, kind) if claimed else None


def _tell(
    engine: Engine, settings: Settings, row: Silence, silent: Silent | None, now: datetime
) -> bool:
    book = phrases("silence")
    board = f"{settings.base_url}/bang"
    if row.over_at is not None:
        words = book.over_subject(row.kind), book.over(row.kind, row.since_at, now, board)
    elif silent is not None:
        words = book.subject(silent), book.body(silent, board)
    else:  # ended between the two steps of this look: the next one settles it
        return False
    key = f"{row.kind}|{row.since_at.isoformat()}|{'' if row.over_at is None else 'over'}"
    outcome = tell_administrators(settings, key, words[0], f"{words[1]}\n")
    with transaction(engine) as session:
        _record(session, row, outcome, now)
    return outcome.told


def _record(session: Session, row: Silence, outcome: AlarmOutcome, now: datetime) -> None:
    over = row.over_at is not None
    act = (OVER_TOLD if over else TOLD) if outcome.told else UNTOLD
    target = f"silence:{row.kind}"
    detail = outcome.words()
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now, detail=detail)
    kept = session.get(Silence, row.kind)
    if kept is None:
        return
    if not outcome.told:
        kept.failed = detail
    elif over:
        session.delete(kept)
    else:
        kept.told_at, kept.claimed_at, kept.failed = now, None, ""
