"""Which assignments stand alike, so that a sum over thousands asks for the standing of a few.

Nothing is judged here: the database groups rows that differ in nothing that a standing or a figure
depends on, one of each group is looked up like any row, and counts for all of them. A row about
which anything is out of the ordinary (a second version, a date given anew, a day of sending that
nobody checked) is a group of its own (docs/decisions/0060).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.ledger.by_ids import AS_OF
from dondoc.ledger.end_of_day import NextDay
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.beyond_reach import REACHABLE
from dondoc.rounds.progress import rows_of
from dondoc.rounds.tally import Alike
from dondoc.rounds.unit_progress import UnitProgress
from models import (
    Activity,
    Assignment,
    DateChange,
    Decision,
    ReceiptChange,
    Round,
    Submission,
    UnitRow,
)
from models.database import table_of
from models.kinds import Answer, DecisionKind

_ODD = 1_000_000_000
_MARKS = {DecisionKind.ACCEPTED: 1, DecisionKind.CLOSED: 1_000, DecisionKind.WAIVED: 1_000_000}
"""Decisions whose order among themselves says nothing, added up to one number a row."""

_AT_ONCE = 1_000


def counted_alike(
    session: Session, rulebook: Rulebook, *where: ColumnElement[bool], as_of: datetime
) -> list[Alike]:
    """The rows that `where` selects, those alike as one with their number.

    Who is alike is of one round and one group of units, so both may be told apart.
    """
    numbers = dict(session.execute(_groups(where, as_of), {"as_of": as_of}).tuples().all())
    return [
        Alike(row, numbers[row.facts.id])
        for row in _looked_up(session, rulebook, sorted(numbers), as_of)
    ]


def _looked_up(
    session: Session, rulebook: Rulebook, ids: list[int], as_of: datetime
) -> Iterator[UnitProgress]:
    for start in range(0, len(ids), _AT_ONCE):
        some = col(Assignment.id).in_(ids[start : start + _AT_ONCE])
        yield from rows_of(session, rulebook, some, as_of=as_of)


def not_in_time(as_of: datetime) -> ColumnElement[bool]:
    """What is not surely done in time: handed in once, by its date, accepted, nothing else said.

    Asks of `Assignment` and the `FIRST` answer; cheap, and never wrong about who is late.
    """
    sure = and_(~_odd(as_of), _IN_TIME, _decided() == _MARKS[DecisionKind.ACCEPTED], _HANDED_IN)
    return ~func.coalesce(sure, False)


def with_first_answer(query: Select[Any]) -> Select[Any]:
    """The question with what each assignment's first answer was, where one was known."""
    known = and_(
        col(Submission.assignment_id) == col(Assignment.id),
        col(Submission.version) == 1,
        col(Submission.recorded_at) <= AS_OF,
    )
    return query.outerjoin(Submission, known)


def _groups(where: tuple[ColumnElement[bool], ...], as_of: datetime) -> Select[Any]:
    odd = case((_odd(as_of), col(Assignment.id)), else_=0)
    count = case((col(Round.threshold) > 0, _ACTIVITIES), else_=0)
    key = (
        *(col(Assignment.round_id), col(UnitRow.group), col(Assignment.role)),
        *(col(Assignment.tone), col(Assignment.chased), col(Assignment.consolidated)),
        *(col(Assignment.due_on), col(Assignment.first_due_on)),
        *(col(Submission.answer), _IN_TIME, _decided(), count, odd),
    )
    query = (
        select(func.min(col(Assignment.id)), func.count())
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .join(UnitRow, col(Assignment.unit_code) == col(UnitRow.code))
    )
    return with_first_answer(query).where(col(Assignment.asked_at) <= AS_OF, *where).group_by(*key)


def _odd(as_of: datetime) -> ColumnElement[bool]:
    """Whether more is to be known of a row than its key tells."""
    return or_(
        col(Assignment.parent_id).is_not(None),
        col(Assignment.id).in_(_PARENTS),
        col(Assignment.id).in_(_DATES_CHANGED),
        func.coalesce(_ODD_ANSWER, False),
        _SECOND_VERSION,
        func.coalesce(_decided() >= _ODD, False),
        _perhaps_unreached(as_of),
    )


def _perhaps_unreached(as_of: datetime) -> ColumnElement[bool]:
    """Silent past its date, of a unit that perhaps nobody could tell."""
    return and_(
        col(Submission.id).is_(None),
        col(Assignment.chased).is_(True),
        col(Assignment.due_on) < local_date(as_of),
        col(Assignment.unit_code).not_in(REACHABLE),
    )


def _decided() -> Any:
    """The sum of the marks of what was decided by then; beyond `_ODD` where something else was."""
    seen_done = and_(  # mended, whatever was said: its day counts, and the answer does not
        col(Decision.kind) == DecisionKind.ACCEPTED,
        col(Decision.version).is_(None),
        or_(col(Assignment.subject) != "", col(Submission.id).is_not(None)),
    )
    mark = case(
        (or_(col(Decision.undone_at).is_not(None), seen_done), _ODD),
        *((col(Decision.kind) == kind, worth) for kind, worth in _MARKS.items()),
        else_=_ODD,
    )
    return (
        select(func.sum(mark))
        .where(col(Decision.assignment_id) == col(Assignment.id), col(Decision.decided_at) <= AS_OF)
        .correlate(Assignment, Submission)
        .scalar_subquery()
    )


_IN_TIME = col(Submission.received_at) < NextDay(col(Assignment.first_due_on))

_HANDED_IN = col(Submission.answer).in_((Answer.DONE, Answer.NIL))

_ACTIVITIES = (
    select(func.count())
    .select_from(Activity)
    .where(
        col(Activity.assignment_id) == col(Assignment.id),
        col(Activity.recorded_at) <= AS_OF,
        or_(col(Activity.withdrawn_at).is_(None), col(Activity.withdrawn_at) > AS_OF),
    )
    .correlate(Assignment)
    .scalar_subquery()
)

_ODD_ANSWER = or_(
    col(Submission.withdrawn_at).is_not(None),
    and_(
        col(Submission.sent_on).is_not(None),
        or_(col(Submission.sent_checked_at).is_(None), col(Submission.sent_checked_at) > AS_OF),
    ),
    col(Submission.id).in_(select(col(ReceiptChange.submission_id))),
)

_Later = table_of(Submission).alias("later")
_SECOND_VERSION = (
    exists()
    .where(_Later.c.assignment_id == col(Assignment.id), _Later.c.version > 1)
    .correlate(Assignment)
)

_Child = table_of(Assignment).alias("child")
_PARENTS = select(_Child.c.parent_id).where(_Child.c.parent_id.is_not(None))
_DATES_CHANGED = select(col(DateChange.assignment_id)).where(col(DateChange.at) > AS_OF)
