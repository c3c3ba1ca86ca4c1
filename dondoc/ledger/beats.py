"""When regular work was last begun and ended: the one place that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger.upsert import insert_new
from models import Beat
from models.kinds import BeatName


def begin(session: Session, name: BeatName, *, now: datetime) -> None:
    """It is being done. Until it ends, how it ended the last time stands."""
    _row(session, name).begun_at = now


def end(
    session: Session, name: BeatName, *, well: bool, now: datetime, next_by: datetime | None = None
) -> None:
    """It came to its end, well or not; `next_by`: by when it is promised again, where it is."""
    row = _row(session, name)
    row.begun_at = row.begun_at or now
    row.ended_at = now
    if well:
        row.well_at, row.failing_since = now, None
    else:
        row.failing_since = row.failing_since or now
    row.next_by = next_by or row.next_by


def promise_nothing(session: Session, name: BeatName) -> None:
    """Who did it again and again was stopped by a person, in order."""
    _row(session, name).next_by = None


def beats(session: Session) -> Mapping[BeatName, Beat]:
    """What is known of each; one that was never done is missing."""
    return {one.name: one for one in session.exec(select(Beat).order_by(col(Beat.name)))}


def _row(session: Session, name: BeatName) -> Beat:
    insert_new(session, Beat, [{"name": name}])
    return session.get_one(Beat, name)
