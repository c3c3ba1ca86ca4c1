"""One decision, one unit, asked once: the assignment of the duty that waits for such decisions."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date, given_late
from dondoc.clock import local_date
from dondoc.demands.demand import HAPPENED
from dondoc.demands.demand_form import due_by_rule
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.publication.review.review_ledger import takeover_duty
from models import DecisionReview, ProcedureDecision
from models.kinds import NoticeKind


def ask_takeover(
    session: Session,
    rulebook: Rulebook,
    decision: ProcedureDecision,
    unit: Unit,
    *,
    by: Actor,
    now: datetime,
) -> bool:
    """Ask the unit to submit after that decision, and tell it at once; False where it was asked.

    The row is taken first, so that two runs at once ask once. Raises Refused where no duty of the
    plan waits for such decisions.
    """
    duty = takeover_duty(rulebook, local_date(now))
    key = {"decision_id": decision.id, "unit_code": unit.code}
    row = {**key, "assignment_id": None, "opened_at": now, "opened_by": by}
    if not insert_new(session, DecisionReview, [row]):
        return False
    dates = submit_by(rulebook, duty, decision, now=now)
    book = phrases("review")
    asked = Asked(
        book.subject(decision),
        dates.due_on,
        book.set_by_decision(decision, dates.arithmetic),
        NoticeKind.DEMAND,
        HAPPENED,
    )
    stands = ask_units(session, rulebook, duty, [unit], asked=asked, by=by, now=now)
    kept = select(DecisionReview).where(
        col(DecisionReview.decision_id) == decision.id, col(DecisionReview.unit_code) == unit.code
    )
    session.exec(kept).one().assignment_id = next((one.id for one in stands.new), None)
    session.flush()
    return True


def submit_by(
    rulebook: Rulebook, duty: Duty, decision: ProcedureDecision, *, now: datetime
) -> Deadline:
    """By when the unit submits: the duty's rule from the day of signing, else the first day it can.

    We may learn of a decision after its days are over: no unit is given a date that is past.
    """
    dates = due_by_rule(rulebook, duty, decision.signed_on, now=now)
    earliest_on = earliest_date(now, rulebook.workdays)
    return given_late(dates, earliest_on) if dates.due_on < earliest_on else dates
