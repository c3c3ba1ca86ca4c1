"""The one query behind every figure: the facts of assignments as they stood at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select
from sqlmodel import Session, col

from dondoc.clock import local_date
from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids, stands_at
from dondoc.rounds.beyond_reach import never_reached
from dondoc.rounds.child_count import ChildrenCount, count_children
from dondoc.rounds.facts import DecisionFact, Facts, SubmissionFact
from dondoc.rounds.past_dates import dates_then, received_then
from models import Activity, Assignment, Decision, Round, Submission
from models.database import table_of
from models.kinds import INSPECTED

REMINDED = or_(
    col(Assignment.chased).is_(True),
    and_(
        col(Assignment.consolidated).is_(False),
        col(Assignment.parent_id).is_(None),
        col(Assignment.role) != INSPECTED,
        col(Round.threshold).is_(None),
    ),
)
"""Of what somebody is told before its date, as `Facts.reminded` says it of one row."""

WHOLE_LEDGER = datetime(9999, 1, 1, tzinfo=UTC)
"""As of this, all that the ledger holds is known, whatever clock wrote it. So it is asked what may
still be said: which day it is, is another question (DESIGN §5 rule 5).
"""


def load_facts(session: Session, *where: ColumnElement[bool], as_of: datetime) -> list[Facts]:
    """The facts of the assignments that `where` selects (columns of Assignment and Round).

    A submission counts from when it was recorded, so a figure shown on the 18th stays what it was
    though a paper of the 16th is typed on the 19th (rule 4 of the promises). What was asked later,
    of a unit added to a demand or of one that took over another's work, is not there yet.
    """
    rows = session.execute(_CHOSEN.where(*where), {"as_of": as_of}).all()
    ids = [row.id for row in rows]
    submissions = _submissions(session, ids, as_of)
    decisions = _decisions(session, ids)
    stood = dates_then(session, ids, as_of)
    children = count_children(session, ids, as_of)
    counted = [row.id for row in rows if row.threshold]
    counts = dict(ask_by_ids(session, _COUNTS, counted, as_of=as_of))
    found = [
        _facts(
            row,
            tuple(submissions[row.id]),
            decisions[row.id],
            dates=stood.get(row.id, row),
            children=children.get(row.id),
            count=counts.get(row.id, 0),
            as_of=as_of,
        )
        for row in rows
    ]
    late = {one.id: one.unit_code for one in found if _silent_past_date(one, as_of)}
    lost = never_reached(session, late, as_of)
    return [replace(one, unreached=True) if one.id in lost else one for one in found]


def _silent_past_date(facts: Facts, as_of: datetime) -> bool:
    """Is it chased past its date without a sign of the unit?"""
    silent = not facts.submissions and facts.acknowledged_at is None
    return silent and facts.chased and facts.due_on < local_date(as_of)


_CHOSEN = (
    select(
        table_of(Assignment),
        col(Round.plan),
        col(Round.duty),
        col(Round.period),
        col(Round.opens_on),
        col(Round.cutoff_on),
        col(Round.threshold),
    )
    .join(Round, col(Assignment.round_id) == col(Round.id))
    .where(col(Assignment.asked_at) <= AS_OF)
    .order_by(col(Assignment.id))
)

_COUNTS = (
    select(col(Activity.assignment_id), func.count())
    .where(
        col(Activity.assignment_id).in_(IDS),
        col(Activity.recorded_at) <= AS_OF,
        stands_at(col(Activity.withdrawn_at)),
    )
    .group_by(col(Activity.assignment_id))
)
"""How many activities stood then: one entered later does not count, one withdrawn later does."""

_SUBMISSIONS = (
    select(
        col(Submission.assignment_id),
        col(Submission.id),
        col(Submission.version),
        col(Submission.answer),
        col(Submission.document_number),
        col(Submission.document_on),
        received_then(),
        col(Submission.recorded_at),
        col(Submission.recorded_by),
        case(
            (
                or_(
                    col(Submission.sent_checked_at).is_(None),
                    col(Submission.sent_checked_at) > AS_OF,
                ),
                col(Submission.sent_on),
            ),
            else_=None,
        ),
    )
    .where(
        col(Submission.assignment_id).in_(IDS),
        col(Submission.recorded_at) <= AS_OF,
        stands_at(col(Submission.withdrawn_at)),
    )
    .order_by(col(Submission.assignment_id), col(Submission.version))
)

_DECISIONS = (
    select(
        col(Decision.assignment_id),
        col(Decision.kind),
        col(Decision.version),
        col(Decision.reason),
        col(Decision.asked_on),
        col(Decision.due_before_on),
        col(Decision.due_after_on),
        col(Decision.decided_at),
        col(Decision.decided_by),
        col(Decision.id),
        col(Decision.undone_at),
    )
    .where(col(Decision.assignment_id).in_(IDS))
    .order_by(col(Decision.assignment_id), col(Decision.id))
)


def _submissions(
    session: Session, ids: Sequence[int], as_of: datetime
) -> dict[int, list[SubmissionFact]]:
    found: dict[int, list[SubmissionFact]] = defaultdict(list)
    for assignment_id, *rest in ask_by_ids(session, _SUBMISSIONS, ids, as_of=as_of):
        found[assignment_id].append(SubmissionFact(*rest))
    return found


def _decisions(session: Session, ids: Sequence[int]) -> dict[int, list[DecisionFact]]:
    found: dict[int, list[DecisionFact]] = defaultdict(list)
    for assignment_id, *rest in ask_by_ids(session, _DECISIONS, ids):
        found[assignment_id].append(DecisionFact(*rest))
    return found


def _facts(
    row: Row[Any],
    submissions: tuple[SubmissionFact, ...],
    decisions: Sequence[DecisionFact],
    *,
    dates: Row[Any],
    children: ChildrenCount | None,
    count: int,
    as_of: datetime,
) -> Facts:
    acknowledged_at = row.acknowledged_at
    return Facts(
        id=row.id,
        round_id=row.round_id,
        duty=row.duty,
        period=row.period,
        unit_code=row.unit_code,
        role=row.role,
        subject=row.subject,
        tone=row.tone,
        chased=row.chased,
        consolidated=row.consolidated,
        opens_on=row.opens_on,
        cutoff_on=row.cutoff_on,
        nominal_on=dates.nominal_on,
        target_on=dates.target_on,
        due_on=dates.due_on,
        first_due_on=dates.first_due_on,
        arithmetic=dates.arithmetic,
        cycle=dates.cycle,
        cycle_from_on=dates.cycle_from_on,
        acknowledged_at=acknowledged_at if _known(acknowledged_at, as_of) else None,
        submissions=submissions,
        decisions=tuple(d for d in decisions if d.decided_at <= as_of and _holds(d, as_of)),
        taken_back=tuple(d for d in decisions if not _holds(d, as_of)),
        parent_id=row.parent_id,
        children=children,
        plan=row.plan,
        threshold=row.threshold,
        count=count,
    )


def _holds(decision: DecisionFact, as_of: datetime) -> bool:
    """Had nobody taken it back by then?"""
    return decision.undone_at is None or decision.undone_at > as_of


def _known(moment: datetime | None, as_of: datetime) -> bool:
    return moment is not None and moment <= as_of
