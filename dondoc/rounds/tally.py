"""How many units stand where: each figure has one rule, whoever counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from dondoc.rounds.standing import StandingKind
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class Tally:
    """How many stand where, by one rule for every place that counts.

    `asked` are those from whom something is wanted: the waived are said apart. `handed_in` is what
    was accepted and what waits for an officer.
    """

    asked: int
    handed_in: int
    on_time: int
    overdue: int
    without_news: int  # asked, not ordered, and silent
    not_done: int
    returned: int
    waived: int
    waiting: int  # for an officer
    not_yet: int  # the date has not come
    accepted: int = 0
    unproven: int = 0  # on time only if a day of sending is right that nobody has checked
    counted: int = 0  # who is measured by a threshold
    reached: int = 0
    below: int = 0
    under_way: int = 0
    unreached: int = 0  # past its date, and never told
    closed: int = 0  # its period is over, and it was not done
    unsent: int = 0  # past its date, and watched over by itself
    nil: int = 0  # of what is counted: answered with «không phát sinh»
    papers: int = 0  # whose own document is in, whatever those under them answered


@dataclass(frozen=True)
class Alike:
    """So many units that stand as this row does (`rounds/alike`); each row is one by itself."""

    row: UnitProgress
    units: int = 1


def tally_of(every: Iterable[Alike]) -> Tally:
    """The tally of rows of one round: all of them, or a group's."""
    kept = [one for one in every if not (one.row.visited or one.row.withdrawn)]
    return Tally(
        **{
            name: sum(one.units for one in kept if holds(one.row))
            for name, holds in _FIGURES.items()
        }
    )


def _is(kind: StandingKind) -> Callable[[UnitProgress], bool]:
    return lambda row: row.standing.kind is kind


def _wanted(row: UnitProgress) -> bool:
    return row.standing.kind is not StandingKind.WAIVED


_FIGURES: Mapping[str, Callable[[UnitProgress], bool]] = {
    "asked": _wanted,
    "handed_in": lambda row: row.standing.handed_in,
    "on_time": lambda row: bool(row.standing.handed_in and row.standing.on_time),
    "unproven": lambda row: row.standing.unproven,
    "overdue": attrgetter("overdue"),
    "without_news": attrgetter("without_news"),
    "not_done": _is(StandingKind.NOT_DONE),
    "returned": _is(StandingKind.RETURNED),
    "waived": _is(StandingKind.WAIVED),
    "accepted": _is(StandingKind.COMPLETED),
    "waiting": _is(StandingKind.SUBMITTED),
    "not_yet": attrgetter("not_yet"),
    "counted": lambda row: row.counted and _wanted(row),
    "reached": attrgetter("reached"),
    "below": attrgetter("below"),
    "under_way": attrgetter("under_way"),
    "unreached": attrgetter("unreached"),
    "closed": attrgetter("closed"),
    "unsent": attrgetter("unsent"),
    "nil": lambda row: row.standing.nil,
    "papers": lambda row: bool(row.standing.paper or row.standing.handed_in),
}
"""Which rows each figure of a tally counts."""
