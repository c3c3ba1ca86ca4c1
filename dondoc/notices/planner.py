"""The planner: which notices are due for an assignment, a pure function of facts and a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dondoc.calendar.ladder import ABOVE, LadderCode, RungAudience, RungDay, rung_days
from dondoc.calendar.workdays import Workdays
from dondoc.clock import local_date
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.notices.recipients import NOBODY, Address, Reach
from dondoc.notices.unit_letters import NOTHING_TOLD, Told, had_its_letter
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import standing, unruled_reason
from models.kinds import NoticeKind

NEWCOMER = "NEW"
"""The rung of a reminder for a contact that came after the letter of a new date or a demand."""

ASK_AGAIN_AFTER = 5
"""Working days after «chưa thực hiện được» on which the unit is asked again, unless ruled on."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing to say to one contact; `key` is what makes it once."""

    assignment_id: int
    contact_id: int
    kind: NoticeKind
    rung: str
    cycle: int
    rung_on: date
    alone_on: date
    """Until this day it only goes along with another message, where its reader has heard before."""

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
    told: Told = NOTHING_TOLD,
) -> list[Planned]:
    """For each reader the newest rung meant for him that has come by `today`; none while nobody's
    answer is owed.

    Rungs missed are not made up one by one: the newest speaks for them (one honest catch-up
    message). `after_due` lets the rungs past the due date through; they are `follow_up`'s.
    """
    here = standing(facts, as_of)
    if unruled_reason(here):
        return _asked_again(facts, audience.unit, today, workdays)
    if not facts.reminded or not here.waiting_for_unit:
        return []
    newest = newest_rungs(facts, ladder=ladder, today=today, workdays=workdays)
    if not newest:
        return _to_newcomers(facts, audience.unit, told, today)
    return [
        Planned(facts.id, address.id, kind, day.rung.code, facts.cycle, day.on, day.alone_on)
        for who, day in newest
        if (after_due or day.rung.offset <= 0)
        and (facts.chased or day.rung.offset <= 0)
        and _may_hear(who, facts, told, today, workdays)
        for kind, address in _addressed(who, day, audience)
        if day.rung.offset > 0 or not told.quiet(address.id, today, workdays)
    ]


def _asked_again(facts: Facts, unit: Reach, today: date, workdays: Workdays) -> list[Planned]:
    """Is it still not done? Asked of the clerks once, where nobody here has said anything to it."""
    if facts.last is None:
        return []
    on = workdays.add(local_date(facts.last.recorded_at), ASK_AGAIN_AFTER)
    if on > today:
        return []
    kind, rung = NoticeKind.STILL_NOT_DONE, f"v{facts.last.version}"
    return [Planned(facts.id, clerk.id, kind, rung, facts.cycle, on, on) for clerk in unit.clerks]


def _may_hear(who: RungAudience, facts: Facts, told: Told, today: date, workdays: Workdays) -> bool:
    """Head and superior wait for our answer to a request made in time; who is above also for the
    unit to have been told (decision 0029).
    """
    if who is RungAudience.CLERK:
        return True
    if not facts.chased:
        return False  # nobody urges himself, nor reports on himself
    return not facts.asked_in_time and (who not in ABOVE or told.had_its_time(today, workdays))


def _to_newcomers(facts: Facts, unit: Reach, told: Told, today: date) -> list[Planned]:
    """In the quiet days after a letter of its own: a reminder for clerks who did not get it."""
    if told.heard is None or not facts.cycle_from_on <= today <= facts.due_on:
        return []
    kind, cycle = NoticeKind.REMINDER, facts.cycle
    return [
        Planned(facts.id, clerk.id, kind, NEWCOMER, cycle, today, today)
        for clerk in unit.clerks
        if clerk.id not in told.heard
    ]


def newest_rungs(
    facts: Facts, *, ladder: LadderCode, today: date, workdays: Workdays
) -> tuple[tuple[RungAudience, RungDay], ...]:
    """The newest rung whose day has come for each reader of the ladder, on this cycle's dates.

    A unit that was asked by hand, or got a new date, had a word of its own at that moment.
    """
    told = had_its_letter(facts)
    dates = facts.cycle_from_on, facts.target_on, facts.due_on
    return _newest(ladder, dates, workdays, told=told, today=today)


@lru_cache(maxsize=4096)
def _newest(
    ladder: LadderCode,
    dates: tuple[date, date, date],
    workdays: Workdays,
    *,
    told: bool,
    today: date,
) -> tuple[tuple[RungAudience, RungDay], ...]:
    # One round's units share their dates: the arithmetic is done once for all of them.
    days = rung_days(ladder, *dates, workdays, told=told)
    newest = {who: day for day in days if day.on <= today for who in day.rung.who}
    return tuple(newest.items())


def _addressed(
    who: RungAudience, day: RungDay, audience: Audience
) -> list[tuple[NoticeKind, Address]]:
    kind, addresses = {
        RungAudience.CLERK: (NoticeKind(day.rung.kind), audience.unit.clerks),
        RungAudience.HEAD: (NoticeKind.OVERDUE_HEAD, audience.unit.heads),
        RungAudience.SUPERIOR: (NoticeKind.ESCALATION, audience.superior.clerks),
        RungAudience.MONITOR: (
            NoticeKind.ESCALATION,
            audience.monitor.heads or audience.monitor.clerks,
        ),
    }[who]
    return [(kind, address) for address in addresses]
