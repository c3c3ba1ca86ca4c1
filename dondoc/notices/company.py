"""Is another letter to a unit's clerk to be expected within some days (decision 0059)?

An opening waits only for what will come, so that a unit with nothing else to read loses no day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlmodel import Session, col

from dondoc.calendar.ladder import RungAudience, RungDay, ladder_for, rung_days
from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Assignment, Notice, Round

Days = tuple[date, date]
"""The first day on which something may be said, and the last."""


def load_company(
    session: Session, rulebook: Rulebook, opened: Collection[int], today: date
) -> Mapping[int, tuple[Days, ...]]:
    """Of each opened assignment: when what else its unit's clerk is to hear may go, and must."""
    unit_of: dict[int, str] = dict(ask_by_ids(session, _UNITS, sorted(opened)))
    of_units = col(Assignment.unit_code).in_(sorted(set(unit_of.values())))
    others = session.execute(_OPEN.where(of_units, col(Assignment.id).not_in(opened))).all()
    said = {tuple(row) for row in ask_by_ids(session, _SAID, [row[0] for row in others])}

    @cache
    def days_of(plan: str, duty: str, tone: str, *dates: date, told: bool) -> list[RungDay]:
        return _days(rulebook, plan, duty, tone, dates, told=told)

    found: dict[str, list[Days]] = defaultdict(list)
    for number, unit, cycle, by_hand, *about in others:
        for day in days_of(*about, told=cycle > 1 or by_hand is not None):
            if day.alone_on > today and (number, cycle, day.rung.code) not in said:
                found[unit].append((day.on, day.alone_on))
    return {number: tuple(found[unit]) for number, unit in unit_of.items()}


def joins_on(company: Collection[Days], last_on: date) -> date | None:
    """The day on which an opening goes along, its own last one at the latest; None if nobody comes.

    What could go along today is company too: where it rests, they go together when it may.
    """
    return min((min(until, last_on) for on, until in company if on <= last_on), default=None)


def _days(
    rulebook: Rulebook, plan: str, duty_code: str, tone: str, dates: tuple[date, ...], *, told: bool
) -> list[RungDay]:
    try:
        duty = rulebook.registry.duty_of(plan, duty_code)
    except Refused:
        return []  # of what left the plan nothing is said
    from_on, target_on, due_on = dates
    ladder = ladder_for(duty.ladder, tone, duty.cadence)
    days = rung_days(ladder, from_on, target_on, due_on, rulebook.workdays, told=told)
    return [day for day in days if RungAudience.CLERK in day.rung.who]


_UNITS = select(col(Assignment.id), col(Assignment.unit_code)).where(col(Assignment.id).in_(IDS))
_OPEN = (
    select(
        col(Assignment.id),
        col(Assignment.unit_code),
        col(Assignment.cycle),
        col(Assignment.asked_by),
        col(Round.plan),
        col(Round.duty),
        col(Assignment.tone),
        col(Assignment.cycle_from_on),
        col(Assignment.target_on),
        col(Assignment.due_on),
    )
    .join(Round, col(Round.id) == col(Assignment.round_id))
    .where(
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        col(Assignment.chased).is_(True),
    )
    .order_by(col(Assignment.id))
)
_SAID = select(col(Notice.assignment_id), col(Notice.cycle), col(Notice.rung)).where(
    col(Notice.assignment_id).in_(IDS),
    col(Notice.cancelled_at).is_(None),
    col(Notice.message_id).is_not(None),
)
