"""III. Discipline of reporting: who reported when, exactly as the round's own figures count it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dondoc.rounds.counted_rows import counted_rows
from dondoc.rounds.figure_parts import Counted
from dondoc.rounds.on_time_rate import is_late
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress
from models.kinds import DecisionKind

_ORDER = (
    Counted.ON_TIME,
    Counted.UNPROVEN,
    Counted.OVERDUE,
    Counted.NOT_SENT,
    Counted.CLOSED,
    Counted.RETURNED,
    Counted.NOT_DONE,
    Counted.UNREACHED,
    Counted.UNSENT,
    Counted.WITHOUT_NEWS,
    Counted.NOT_YET,
    Counted.WAIVED,
)


@dataclass(frozen=True)
class CountedUnits:
    """One figure of the round's sentence with the units that it counts."""

    counts: Counted
    rows: tuple[UnitProgress, ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Discipline:
    """A round by what became of each unit's report; `groups` are those of anybody.

    `sent_late` are in, after their date, and `sent_unjudged` in where no date is judged (asked by
    request, or done with the consolidated report): with the groups these are every unit, once.
    `late` is the list of who let an ordered date pass, in or not (never who is asked by request).
    `came_back` were returned at least once, `extended` were given a later date.
    """

    progress: Progress
    groups: tuple[CountedUnits, ...]
    sent_late: tuple[UnitProgress, ...]
    sent_unjudged: tuple[UnitProgress, ...]
    late: tuple[UnitProgress, ...]
    came_back: tuple[UnitProgress, ...]
    extended: tuple[UnitProgress, ...]

    def count(self, counts: Counted) -> int:
        """How many units a figure counts."""
        return len(counted_rows(self.progress, counts))


def discipline(progress: Progress) -> Discipline:
    """The round as its own tally counts it; what was drawn for an inspection is not in it."""
    rows = [row for row in progress.rows if not (row.visited or row.withdrawn)]
    groups = [CountedUnits(one, tuple(counted_rows(progress, one))) for one in _ORDER]
    return Discipline(
        progress=progress,
        groups=tuple(one for one in groups if len(one)),
        sent_late=_those(rows, lambda row: row.standing.handed_in and is_late(row)),
        sent_unjudged=_those(rows, _is_unjudged),
        late=_those(rows, is_late),
        came_back=_those(rows, lambda row: _was_given(row, DecisionKind.RETURNED)),
        extended=_those(rows, lambda row: _was_given(row, DecisionKind.EXTENSION_GRANTED)),
    )


def _those(
    rows: Sequence[UnitProgress], holds: Callable[[UnitProgress], bool]
) -> tuple[UnitProgress, ...]:
    return tuple(row for row in rows if holds(row))


def _is_unjudged(row: UnitProgress) -> bool:
    judged = row.standing.on_time or row.standing.unproven or is_late(row)
    return row.standing.handed_in and not judged


def _was_given(row: UnitProgress, kind: DecisionKind) -> bool:
    return any(one.kind is kind for one in row.facts.decisions)
