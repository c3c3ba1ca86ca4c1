"""The ladders of reminders, as data (DESIGN §6): which rung, when, to whom.

One definition for the agenda (when a flow has something to do) and the planner (what it says).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from dondoc.calendar.workdays import Workdays

LadderCode = Literal["E1", "E1M", "E2", "E2M", "E3", "E4"]
"""E1M and E2M are E1 and E2 for what comes round every month or week; a plan writes E1 and E2
(`ladder_for`).
"""

_OFTEN = ("weekly", "monthly")

# Nobody is reminded in the first days of a round: the opening message has just said it all.
QUIET_AFTER_OPENING = 3


class RungKind(StrEnum):
    OPENING = "opening"
    REMINDER = "reminder"  # nhắc việc: before the target, or on it
    OVERDUE = "overdue"  # đôn đốc: after the due date
    ESCALATION = "escalation"  # báo cáo lãnh đạo: somebody above is told


class RungAudience(StrEnum):
    CLERK = "clerk"
    HEAD = "head"
    SUPERIOR = "superior"
    MONITOR = "monitor"  # the leader of the body that monitors the duty


ABOVE = frozenset({RungAudience.SUPERIOR, RungAudience.MONITOR})
"""Who is told of a unit, rather than the unit itself."""


@dataclass(frozen=True)
class Rung:
    """One step. `offset` counts working days: 0 or less from the target, more from the due date.

    `repeat` is 0, or which of the weekly lists after the first word of being late it stands in.
    `early` and `late` are how many working days around its own day it may go along with another
    message to its reader; alone it leaves on the last of them (decision 0041).
    """

    code: str
    kind: RungKind
    offset: int
    who: tuple[RungAudience, ...]
    repeat: int = 0
    early: int = 0
    late: int = 0


@dataclass(frozen=True)
class RungDay:
    """`on` is the first day on which it may be said, `alone_on` the one on which it must.

    `own_on` is its day by the ladder's count, between the two.
    """

    rung: Rung
    on: date
    own_on: date
    alone_on: date


TOLD, SUPERIOR_TOLD = 1, 7
"""Working days after the due date: the unit and its head, its superior."""

REPEATED_EVERY, REPETITIONS = 5, 4
"""What is late stands in the week's list: so many working days apart, so many times at most."""

SUPERIOR_TOLD_RUNG = f"T+{SUPERIOR_TOLD}"

SUPERIOR_EVERY = 30
"""Days between two letters to one superior about units that are late: he gets one a month."""

ON_THE_DAY = "T"
"""The rung of the day itself: it does not wait for another day."""

REMINDED = (10, 5, 2, 0)
"""Working days before the target."""

KEPT_FROM, JOINS_WITHIN = 2, 3
"""A reminder earlier than so many working days before the target waits so many for company; so does
an opening, where another letter to its reader is to be expected."""

GOES_AHEAD = 1
"""The last reminder before the day never waits: it goes along so many working days early."""


def _opening(*, waits: bool = True) -> Rung:
    late = JOINS_WITHIN if waits else 0
    return Rung("OPEN", RungKind.OPENING, 0, (RungAudience.CLERK,), late=late)


def _before(days: int, *, joins: bool = True) -> Rung:
    late = JOINS_WITHIN if joins and days > KEPT_FROM else 0
    early = GOES_AHEAD if joins and days == KEPT_FROM else 0
    code = f"T-{days}" if days else ON_THE_DAY
    return Rung(code, RungKind.REMINDER, -days, (RungAudience.CLERK,), early=early, late=late)


def _after(days: int, kind: RungKind, *who: RungAudience, repeat: int = 0, early: int = 0) -> Rung:
    return Rung(f"T+{days}", kind, days, who, repeat, early)


def _listed(week: int) -> Rung:
    """Any day of its week will do: so all that is late of one reader meets in one list."""
    who = (RungAudience.CLERK, RungAudience.HEAD)
    days = TOLD + REPEATED_EVERY * week
    return _after(days, RungKind.OVERDUE, *who, repeat=week, early=REPEATED_EVERY - 1)


def _ordered(*reminders: int) -> tuple[Rung, ...]:
    """E1, with reminders so many days before the target."""
    return (
        _opening(),
        *(_before(days) for days in reminders),
        _after(TOLD, RungKind.OVERDUE, RungAudience.CLERK, RungAudience.HEAD),
        *sorted(
            (
                _after(SUPERIOR_TOLD, RungKind.ESCALATION, RungAudience.SUPERIOR),
                *(_listed(week) for week in range(1, REPETITIONS + 1)),
            ),
            key=lambda rung: rung.offset,
        ),
    )


def _asked(*reminders: int) -> tuple[Rung, ...]:
    """E2, for who is asked, not ordered: Mặt trận, organisations, the Party's press.

    An invitation first. The last word to them is on the day itself, so always before the
    monitoring body's own report (decision 0043).
    """
    return (
        _opening(waits=False),
        *(_before(days, joins=False) for days in reminders),
        Rung(ON_THE_DAY, RungKind.OVERDUE, 0, (RungAudience.CLERK,)),
        _after(5, RungKind.ESCALATION, RungAudience.MONITOR),
    )


LADDERS: dict[LadderCode, tuple[Rung, ...]] = {
    # units of the State's own line
    "E1": _ordered(*REMINDED),
    # the same, every month: the opening and the day itself are enough (decision 0006)
    "E1M": _ordered(0),
    "E2": _asked(5),
    "E2M": _asked(),
    # continuous duties: no lateness; the threshold is looked at when the period is over
    "E3": (),
    # an invitation, opened by its own letter: who stays silent is reminded before the day, then
    # called; nobody is urged after it, or reported above (decision 0076)
    "E4": tuple(_before(days, joins=False) for days in REMINDED[:-1]),
}


def ladder_for(ladder: LadderCode, tone: str, cadence: str = "") -> LadderCode:
    """The ladder of a duty for a unit of that tone: who is asked is never urged by order's.

    With the duty's cadence, the ladder its rungs come from: what is owed every month is not
    reminded as often as what is owed four times a year.
    """
    if ladder == "E2" or (ladder == "E1" and tone == "request"):
        return "E2M" if cadence in _OFTEN else "E2"
    if ladder == "E1":
        return "E1M" if cadence in _OFTEN else "E1"
    return ladder


def rung_days(
    ladder: LadderCode,
    opens_on: date,
    target_on: date,
    due_on: date,
    workdays: Workdays,
    *,
    told: bool = False,
) -> list[RungDay]:
    """The working days of a ladder's rungs in one round, earliest first.

    A rung before the target that would fall in the first three working days after the opening is
    left out. In a round that opens without a message, one that would fall before it opens is said
    that day: nobody hears «chưa có thông tin» of what it was never asked for.

    `told`: it began with a letter of its own instead of an opening (a new date, a demand). The
    quiet days then follow that letter, on every ladder; only the first rung after the due date may
    fall into them, yet never on the letter's own day.
    """
    first_on = workdays.roll_forward(opens_on)
    opening = any(rung.kind is RungKind.OPENING for rung in LADDERS[ladder])
    quiet_until = workdays.add(first_on if told else opens_on, QUIET_AFTER_OPENING)
    days: list[RungDay] = []
    for rung in LADDERS[ladder]:
        if told and rung.kind is RungKind.OPENING:
            continue
        own_on = max(_own_day(rung, first_on, target_on, due_on, workdays), first_on)
        on = max(workdays.add(own_on, -rung.early), first_on)
        if rung.kind is RungKind.REMINDER and (told or opening):
            if own_on < quiet_until:
                continue
            on = max(on, quiet_until)
        elif told:
            first = not any(day.rung.kind is not RungKind.REMINDER for day in days)
            on = max(on, workdays.add(first_on, 1) if first else quiet_until)
            own_on = workdays.add(on, rung.early)
        days.append(RungDay(rung, on, own_on, workdays.add(own_on, rung.late)))
    days.sort(key=lambda day: day.on)
    return [
        _before_the_next(day, days[at + 1 :], target_on, workdays) for at, day in enumerate(days)
    ]


def _before_the_next(
    day: RungDay, later: list[RungDay], target_on: date, workdays: Workdays
) -> RungDay:
    """An opening waits neither for the next rung's day nor into the last days before the target."""
    if day.rung.kind is not RungKind.OPENING:
        return day
    ends = [one.on for one in later[:1]] + [workdays.add(target_on, -KEPT_FROM)]
    last_on = workdays.add(min(ends), -1)
    return replace(day, alone_on=max(day.on, min(day.alone_on, last_on)))


def _own_day(rung: Rung, first_on: date, target_on: date, due_on: date, workdays: Workdays) -> date:
    if rung.kind is RungKind.OPENING:
        return first_on
    return workdays.add(due_on if rung.offset > 0 else target_on, rung.offset)
