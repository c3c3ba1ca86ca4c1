"""Delegates' personal data erased in time: so many months after the day of their conference."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from dondoc.clock import local_date
from dondoc.conference.find_conference import announced
from models import Conference, Delegate, ScoringAccount

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that are taken for another, read or said aloud."""
_CODE_LENGTH = 5
_TRIES = 20
LONGEST_NAME, LONGEST_TELEPHONE = 80, 20


def erase_delegates(session: Session, *, now: datetime) -> int:
    """Delete the personal data of conferences whose retention is over; returns of how many people.

    Whoever holds an account for the scoring software is forgotten with them. The rows stay, so that
    the figures do.
    """
    query = select(Conference).order_by(col(Conference.id)).with_for_update()
    over = _retention_over(session, query, now)
    people = _people_of(session, over)
    for one in people:
        one.name = one.post = one.telephone = ""
        one.erased_at = now
    for conference in over:
        accounts = select(ScoringAccount).where(
            col(ScoringAccount.conference_id) == conference.id, col(ScoringAccount.holder) != ""
        )
        for account in session.exec(accounts.order_by(col(ScoringAccount.id))).all():
            account.holder = ""
        conference.erased_at = now
    session.flush()
    return len(people)


def count_erasable(session: Session, *, now: datetime) -> int:
    """Of how many people `erase_delegates` would delete the data."""
    query = select(Conference).order_by(col(Conference.id))
    return len(_people_of(session, _retention_over(session, query, now)))


def _retention_over(
    session: Session, query: SelectOfScalar[Conference], now: datetime
) -> list[Conference]:
    found = session.exec(query.where(col(Conference.erased_at).is_(None))).all()
    return [
        one
        for one in found
        if months_after(announced(session, one).day, one.retention_months) <= local_date(now)
    ]


def _people_of(session: Session, conferences: Sequence[Conference]) -> Sequence[Delegate]:
    people = select(Delegate).where(
        col(Delegate.conference_id).in_([one.id for one in conferences]),
        col(Delegate.erased_at).is_(None),
    )
    return session.exec(people.order_by(col(Delegate.id))).all()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last (BLDS 2015 Điều 148.3)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
