"""May this account do this of this unit's work? The one question of every act on an assignment."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc import access
from dondoc.clock import local_date
from dondoc.plan.rulebook import Rulebook
from models import Account, Assignment, Round


def require_act(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    account: Account,
    act: access.Act,
    *,
    now: datetime,
) -> None:
    """Raises Refused, saying who may, unless the account may."""
    registry, today = rulebook.registry, local_date(now)
    round_ = session.get_one(Round, assignment.round_id)
    duty, unit = registry.duty_of(round_.plan, round_.duty), registry.unit(assignment.unit_code)
    about = access.about_duty(registry, duty, today, unit=unit)
    access.require(access.who(account, registry, today), act, about)
