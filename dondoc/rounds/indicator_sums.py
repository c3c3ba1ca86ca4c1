"""What the units' reports of a round add up to, one sum an indicator, as known at an instant.

The newest version of each unit counts; one that was returned, and not handed in again, does not. A
duty whose figures are read from another's reports (III.1.1.a) shows those of the same period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.ledger.by_ids import stands_at
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from models import Assignment, Decision, Figure, Round, Submission
from models.kinds import Answer, DecisionKind


@dataclass(frozen=True)
class Sums:
    """The sums of a round in the plan's order, and how many units they come from."""

    units: int
    values: tuple[tuple[str, int], ...]  # (title of the indicator, sum)

    def words(self) -> str:
        """«Cộng số liệu của 20 đơn vị: tin, bài đã đăng, phát 1.250; …»; empty without any."""
        return phrases("progress").sums(self.units, self.values)


def sums(session: Session, rulebook: Rulebook, duty: Duty, period: str, *, as_of: datetime) -> Sums:
    """The sums of one round; of no units where nothing is summed or nothing is in yet."""
    source = rulebook.registry.plan.duty(duty.figures_from) if duty.figures_from else duty
    if not source.indicators:
        return Sums(0, ())
    later = aliased(Submission)
    newer = exists().where(
        col(later.assignment_id) == col(Submission.assignment_id),
        col(later.version) > col(Submission.version),
        col(later.recorded_at) <= as_of,
        stands_at(col(later.withdrawn_at)),
    )
    returned = exists().where(
        col(Decision.assignment_id) == col(Submission.assignment_id),
        col(Decision.version) == col(Submission.version),
        col(Decision.kind) == DecisionKind.RETURNED,
        col(Decision.decided_at) <= as_of,
        stands_at(col(Decision.undone_at)),
    )
    query = (
        select(Figure.indicator, func.sum(Figure.value), func.count())
        .join(Submission, col(Figure.submission_id) == col(Submission.id))
        .join(Assignment, col(Submission.assignment_id) == col(Assignment.id))
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Round.duty) == source.code,
            col(Round.period) == period,
            col(Submission.answer) == Answer.DONE,
            col(Submission.recorded_at) <= as_of,
            stands_at(col(Submission.withdrawn_at)),
            ~newer,
            ~returned,
        )
        .group_by(Figure.indicator)
    )
    rows = session.exec(query, params={"as_of": as_of})
    found = {code: (int(total), count) for code, total, count in rows}
    values = tuple(
        (one.title, found[one.code][0]) for one in source.indicators if one.code in found
    )
    return Sums(max((count for _total, count in found.values()), default=0), values)
