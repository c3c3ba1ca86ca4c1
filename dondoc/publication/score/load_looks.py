"""The looks of a span by source: how many came to what, the newest, the newest that proves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from dondoc.publication.score.look_span import LookSpan, valid_until
from dondoc.publication.score.publication_state import LastLook
from dondoc.publication.score.source_facts import Looks
from dondoc.publication.score_counts import ScoreCounts
from models import PublicationCheck
from models.publication_kinds import CheckVerdict

PROVES = (CheckVerdict.READ, CheckVerdict.UNCHANGED)
"""What a look must have come to for its numbers to count."""


def looks_of(session: Session, span: LookSpan) -> dict[int, Looks]:
    query = (
        select(PublicationCheck.source_id, PublicationCheck.verdict, func.count())
        .where(*span.of_looks())
        .group_by(col(PublicationCheck.source_id), col(PublicationCheck.verdict))
    )
    found: dict[int, Looks] = defaultdict(Looks)
    for source_id, verdict, number in session.exec(query):
        found[source_id] += _counted(verdict, number)
    return found


def _counted(verdict: str, number: int) -> Looks:
    match verdict:
        case CheckVerdict.UNREACHABLE:
            return Looks(unreachable=number)
        case CheckVerdict.UNVERIFIABLE:
            return Looks(unverifiable=number)
        case _:
            return Looks(read=number)


def _newest(where: Sequence[ColumnElement[bool]]) -> Any:
    """The instant of each source's newest look of these, as a table to join."""
    newest = func.max(PublicationCheck.checked_at).label("at")
    columns: tuple[Any, ...] = (col(PublicationCheck.source_id).label("of_source"), newest)
    grouped: Any = select(*columns).where(*where)
    return grouped.group_by(col(PublicationCheck.source_id)).subquery()


def _of_newest(newest: Any) -> ColumnElement[bool]:
    same: ColumnElement[bool] = (col(PublicationCheck.source_id) == newest.c.of_source) & (
        col(PublicationCheck.checked_at) == newest.c.at
    )
    return same


def last_looks(session: Session, span: LookSpan) -> dict[int, LastLook]:
    newest = _newest(span.of_looks())
    wanted: tuple[Any, ...] = (
        col(PublicationCheck.source_id),
        col(PublicationCheck.id),
        col(PublicationCheck.checked_at),
        col(PublicationCheck.verdict),
        col(PublicationCheck.trouble),
    )
    query = select(*wanted).join(newest, _of_newest(newest)).order_by(col(PublicationCheck.id))
    return {
        source_id: LastLook(number, moment, verdict, trouble)
        for source_id, number, moment, verdict, trouble in session.exec(query)
    }


def proven_of(session: Session, span: LookSpan) -> dict[int, tuple[datetime, ScoreCounts]]:
    """The newest look of the span that proves something, with its numbers.

    A page that has not changed stands as it was last read, which may be before the span.
    """
    found = _counts(session, [*span.of_looks(), col(PublicationCheck.verdict).in_(PROVES)])
    bare = [source_id for source_id, (_at, kept) in found.items() if not kept]
    if bare:
        before = _counts(
            session,
            [
                *valid_until(span.until),
                col(PublicationCheck.source_id).in_(bare),
                col(PublicationCheck.verdict) == CheckVerdict.READ,
            ],
        )
        found |= {number: (found[number][0], kept) for number, (_at, kept) in before.items()}
    return {number: (moment, ScoreCounts.of(kept)) for number, (moment, kept) in found.items()}


def _counts(
    session: Session, where: Sequence[ColumnElement[bool]]
) -> dict[int, tuple[datetime, dict[str, int]]]:
    newest = _newest(where)
    query = (
        select(PublicationCheck.source_id, PublicationCheck.checked_at, PublicationCheck.counts)
        .join(newest, _of_newest(newest))
        .where(col(PublicationCheck.verdict).in_(PROVES))
        .order_by(col(PublicationCheck.id))
    )
    return {source_id: (moment, dict(kept)) for source_id, moment, kept in session.exec(query)}
