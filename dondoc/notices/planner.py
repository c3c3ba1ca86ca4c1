"""The planner: which notices are due for an assignment, a pure function of facts and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dondoc.calendar.ladder import LadderCode, RungAudience, RungDay, rung_days
from dondoc.calendar.workdays import Workdays
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.notices.recipients import NOBODY, Address, Reach
from dondoc.rounds.facts import Facts
from dondoc.rounds.naming import asked_by_hand
from dondoc.rounds.standing import standing
from models.kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to say to one contact; `key` is what makes it once."""

    assignment_id: int
    contact_id: int
    kind: NoticeKind
    rung: str
    cycle: int
    rung_on: date

    @property
    def key(self) -> NoticeKey:
        about = about_assignment(self.assignment_id)
        return NoticeKey(about, self.contact_id, self.kind, self.rung, self.cycle)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the ladder may speak to about one unit."""

    unit: Reach
    superior: Reach = NOBODY
    monitor: Reach = NOBODY


def plan(
    facts: Facts,
    audience: Audience,
    *,
    ladder: LadderCode,
    as_of: datetime,
    today: date,
    workdays: Workdays,
    after_due: bool,
) -> list[Planned]:
    """The notices of the newest rung that has come by `today`; none while nobody's answer is owed.

    Rungs missed are not made up one by one: the newest speaks for them (one honest catch-up
    message). `after_due` lets the rungs past the due date through; they are `follow_up`'s.
    """
    if not facts.chased or not standing(facts, as_of).waiting_for_unit:
        return []
    newest = current_rung(facts, ladder=ladder, today=today, workdays=workdays)
    if newest is None or (newest.rung.offset > 0 and not after_due):
        return []
    return [
        Planned(facts.id, address.id, kind, newest.rung.code, facts.cycle, newest.on)
        for kind, address in _addressed(newest, audience)
    ]


def current_rung(
    facts: Facts, *, ladder: LadderCode, today: date, workdays: Workdays
) -> RungDay | None:
    """The newest rung whose day has come, on this cycle's dates; its first day's only in the first.

    A unit that was asked by hand, or got a new date, had a word of its own at that moment.
    """
    first_on = workdays.roll_forward(facts.cycle_from_on)
    days = _rung_days(ladder, facts.cycle_from_on, facts.target_on, facts.due_on, workdays)
    told = facts.cycle > 1 or asked_by_hand(facts)
    come = [
        one
        for one in days
        if one.on <= today and not (told and one.rung.offset <= 0 and one.on <= first_on)
    ]
    return come[-1] if come else None


@lru_cache(maxsize=4096)
def _rung_days(
    ladder: LadderCode, opens_on: date, target_on: date, due_on: date, workdays: Workdays
) -> tuple[RungDay, ...]:
    # One round's units share their dates: the arithmetic is done once for all of them.
    return tuple(rung_days(ladder, opens_on, target_on, due_on, workdays))


def _addressed(day: RungDay, audience: Audience) -> list[tuple[NoticeKind, Address]]:
    said = {
        RungAudience.CLERK: (NoticeKind(day.rung.kind), audience.unit.clerks),
        RungAudience.HEAD: (NoticeKind.OVERDUE_HEAD, audience.unit.heads),
        RungAudience.SUPERIOR: (NoticeKind.ESCALATION, audience.superior.clerks),
        RungAudience.MONITOR: (
            NoticeKind.ESCALATION,
            audience.monitor.heads or audience.monitor.clerks,
        ),
    }
    return [
        (kind, address)
        for who in day.rung.who
        for kind, addresses in (said[who],)
        for address in addresses
    ]
