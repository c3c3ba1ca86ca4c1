"""How much of what fell due was on time: one rule for a unit, a group, a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dondoc.clock import local_date
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.tally import Alike
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class OnTimeRate:
    """`on_time` of the `of` whose date has passed and of which it is known whether it was kept."""

    on_time: int
    of: int

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is said of all alone. Zero of nothing; ask `of` first."""
        return 100 * self.on_time // self.of if self.of else 0

    @property
    def late(self) -> int:
        return self.of - self.on_time


def on_time_rate(rows: Iterable[UnitProgress]) -> OnTimeRate:
    """The rate of these rows; each stands as of its own round's instant."""
    return rate_of_alike(Alike(row) for row in rows)


def rate_of_alike(alike: Iterable[Alike]) -> OnTimeRate:
    """The same of rows that stand for others like them."""
    known = [one for one in alike if is_judged(one.row)]
    on_time = sum(one.units for one in known if not is_late(one.row))
    return OnTimeRate(on_time, sum(one.units for one in known))


_LET_PASS = (StandingKind.OVERDUE, StandingKind.CLOSED)


def is_judged(row: UnitProgress) -> bool:
    """Was a date ordered, and either kept or let pass?

    Who is asked is never late, nor who could not be told; what came back waits for its own date,
    and of what was sent on a day that nobody has checked it is not known yet.
    """
    answered = row.standing.handed_in and row.facts.first_due_on < local_date(row.as_of)
    known = answered and row.standing.on_time is not None
    ordered = row.facts.chased and row.facts.tone != "request" and not row.visited
    return ordered and (known or row.standing.kind in _LET_PASS)


def is_late(row: UnitProgress) -> bool:
    """Was an ordered date let pass, whether the thing came later or has not come yet?"""
    return is_judged(row) and not (row.standing.handed_in and row.standing.on_time)
