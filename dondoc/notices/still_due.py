"""Is a planned rung still to be said? Asked again right before it leaves (DESIGN §5 rule 5)."""

from __future__ import annotations

from datetime import datetime

from dondoc.clock import local_date
from dondoc.messages.notice_kinds import Step, rule_of
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import NOT_WANTED, standing, unruled_reason
from models import Notice
from models.reasons import CancelReason


def stale_reason(notice: Notice, facts: Facts, now: datetime) -> CancelReason | None:
    """Why a planned rung is no longer to be said; None while it is."""
    step = rule_of(notice.kind).step
    if step is Step.NONE:
        return None
    here = standing(facts, now)
    if here.kind in NOT_WANTED:
        return CancelReason.NOT_WANTED
    if step is Step.UNRULED:
        return None if unruled_reason(here) else CancelReason.ANSWERED
    if not here.waiting_for_unit:
        return CancelReason.ANSWERED
    if notice.cycle != facts.cycle:
        return CancelReason.DATE_MOVED
    if step is Step.BEFORE_DUE and facts.due_on < local_date(now):
        return CancelReason.DUE_PASSED
    return None
