"""Which rows of a round each figure counts: what the board narrows to, and a report lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dondoc.rounds.figure_parts import Counted
from dondoc.rounds.on_time_rate import is_late
from dondoc.rounds.progress import Progress
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.unit_progress import UnitProgress


def asks_extension(row: UnitProgress) -> bool:
    """Has the unit asked for a later date, and nobody answered yet?"""
    return row.standing.waiting_for_unit and row.facts.request is not None


def _is(kind: StandingKind) -> Callable[[UnitProgress], bool]:
    return lambda row: row.standing.kind is kind


def _closed_as(said: Counted) -> Callable[[UnitProgress], bool]:
    return lambda row: row.closed and row.spoken.word == said.value


def _missing(row: UnitProgress) -> bool:
    if row.facts.continuous:
        return False
    settled = row.standing.handed_in or row.reached or row.withdrawn
    return not settled and row.standing.kind is not StandingKind.WAIVED


HOLDS: Mapping[Counted, Callable[[UnitProgress], bool]] = MappingProxyType(
    {
        Counted.HANDED_IN: lambda row: row.standing.handed_in,
        Counted.ON_TIME: lambda row: bool(row.standing.handed_in and row.standing.on_time),
        Counted.UNPROVEN: lambda row: row.standing.unproven,
        Counted.ACCEPTED: _is(StandingKind.COMPLETED),
        Counted.OVERDUE: lambda row: row.overdue,
        Counted.NOT_SENT: _closed_as(Counted.NOT_SENT),
        Counted.CLOSED: _closed_as(Counted.CLOSED),
        Counted.LATE: is_late,
        Counted.UNREACHED: lambda row: row.unreached,
        Counted.UNSENT: lambda row: row.unsent,
        Counted.NOT_YET: lambda row: row.not_yet,
        Counted.RETURNED: _is(StandingKind.RETURNED),
        Counted.NOT_DONE: _is(StandingKind.NOT_DONE),
        Counted.WAIVED: _is(StandingKind.WAIVED),
        Counted.TO_CHECK: _is(StandingKind.SUBMITTED),
        Counted.TO_RULE: lambda row: row.standing.to_rule,
        Counted.EXTENSION_ASKED: asks_extension,
        Counted.WITHOUT_NEWS: lambda row: row.without_news,
        Counted.MISSING: _missing,
        Counted.REACHED: lambda row: row.reached,
        Counted.BELOW: lambda row: row.below,
        Counted.UNDER_WAY: lambda row: row.under_way,
        Counted.NIL: lambda row: row.standing.nil,
    }
)
"""Of each figure what it counts; one that is visited is in none (`counted_rows`)."""


def counted_rows(round_: Progress, counts: Counted) -> list[UnitProgress]:
    """The rows of a round that a figure counts, in the official order."""
    holds = HOLDS[counts]
    return [row for row in round_.rows if holds(row) and not row.visited]
