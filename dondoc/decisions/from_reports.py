"""What is read from another duty's reports, so that a unit types its figures once (III.1.1.a).

The slot of such a duty is done once the unit's report of the same period is accepted.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty
from models import Assignment, Round
from models.database import table_of


def settle_read(session: Session, duty: Duty, now: datetime) -> int:
    """Complete the slots whose report is accepted; returns how many. A second call finds none."""
    done = _readable(session, duty)
    reason = phrases("decisions").read_from(duty)
    for slot in done:
        accept(session, slot, DecisionAct(audit.SYSTEM, now, reason))
    return len(done)


def _readable(session: Session, duty: Duty) -> list[Assignment]:
    """The open slots whose unit has an accepted report of the same period."""
    report, its_round = aliased(Assignment), aliased(Round)
    same_period = (col(its_round.plan) == col(Round.plan)) & (
        col(its_round.period) == col(Round.period)
    )
    same_unit = (col(report.round_id) == col(its_round.id)) & (
        col(report.unit_code) == col(Assignment.unit_code)
    )
    query = (
        select(Assignment)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .join(its_round, same_period)
        .join(report, same_unit)
        .where(
            col(Round.duty) == duty.code,
            col(its_round.duty) == duty.figures_from,
            col(report.subject) == "",
            col(report.completed_at).is_not(None),
            col(Assignment.completed_at).is_(None),
            col(Assignment.waived_at).is_(None),
        )
    )
    held = query.with_for_update(of=table_of(Assignment))
    return list(session.exec(held.execution_options(populate_existing=True)))
