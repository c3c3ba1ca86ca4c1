"""What was done of the duties that are counted, by its own day: of any span of days, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import AS_OF, stands_at
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.report_spans import ReportSpan
from models import Activity, Assignment, Round


@dataclass(frozen=True)
class DoneOn:
    """What one unit did of one duty on one day: how many, minutes and people where they count.

    `told_at` is when the last of it was entered.
    """

    unit_code: str
    on: date
    count: int
    minutes: int
    people: int
    told_at: datetime


_DONE = (
    select(
        col(Round.duty),
        col(Assignment.unit_code),
        col(Activity.done_on),
        func.count(),
        func.coalesce(func.sum(col(Activity.minutes)), 0),
        func.coalesce(func.sum(col(Activity.people)), 0),
        func.max(col(Activity.recorded_at)),
    )
    .join(Assignment, col(Activity.assignment_id) == col(Assignment.id))
    .join(Round, col(Assignment.round_id) == col(Round.id))
    .where(
        col(Assignment.parent_id).is_(None),
        col(Activity.recorded_at) <= AS_OF,
        stands_at(col(Activity.withdrawn_at)),
    )
    .group_by(col(Round.duty), col(Assignment.unit_code), col(Activity.done_on))
    .order_by(col(Round.duty), col(Assignment.unit_code), col(Activity.done_on))
)
"""An activity entered later does not count, one withdrawn later does, as in `load_facts`."""


def done_by_day(
    session: Session, duties: Sequence[Duty], span: ReportSpan, *, as_of: datetime
) -> dict[str, tuple[DoneOn, ...]]:
    """What was done in any stretch of the report, by the code that the duty has now."""
    codes = {code: one.code for one in duties if one.threshold for code in one.codes}
    every = [span.days(stretch) for stretch in span.stretches]
    within = [col(Activity.done_on).between(first_on, last_on) for first_on, last_on in every]
    query = _DONE.where(col(Round.duty).in_(list(codes)), or_(*within))
    found: dict[str, list[DoneOn]] = defaultdict(list)
    for duty, unit, on, count, minutes, people, told_at in session.execute(query, {"as_of": as_of}):
        one = DoneOn(unit, on, count, int(minutes), int(people), told_at)
        found[codes[duty]].append(one)
    return {duty: tuple(some) for duty, some in found.items()}
