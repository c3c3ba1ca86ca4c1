"""A year at a glance: each duty's rounds by the month in which they fall due, planned and done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.across_duties import rounds_of_year
from dondoc.rounds.progress import RoundCount
from dondoc.rounds.tally import Tally

NEXT_YEAR = 13
"""The column of what falls due after the year: a settlement, a report on the last weeks."""


@dataclass(frozen=True)
class PlannedRound:
    """One period of a duty: when it falls due, and its figures once it was opened."""

    period: str
    period_short: str
    due_on: date
    progress: RoundCount | None = None

    @property
    def name(self) -> str:
        """«quý I» of «quý I/2027», «cả năm»: the year stands above."""
        short = self.period_short
        return "cả năm" if len(self.period) == 4 else short.rsplit("/", 1)[0]

    @property
    def tally(self) -> Tally | None:
        return self.progress.tally if self.progress else None

    @property
    def done(self) -> int:
        """How many have done it: handed it in, or reached what is counted."""
        if self.tally is None:
            return 0
        return self.tally.reached if self.tally.counted else self.tally.handed_in

    @property
    def figure(self) -> str:
        """«131/139»; empty while it is not open."""
        return f"{self.done}/{self.tally.asked}" if self.tally else ""

    @property
    def whole(self) -> bool:
        """Is everything in that anybody was asked for?"""
        return self.tally is not None and self.tally.asked == self.done

    @property
    def overdue(self) -> int:
        return self.tally.overdue if self.tally else 0

    @property
    def closed(self) -> str:
        """«3 không gửi»: whose period is over without it; empty of nobody."""
        if self.progress is None or not self.progress.tally.closed:
            return ""
        return f"{self.progress.tally.closed} {self.progress.closed_as.value}"


@dataclass(frozen=True)
class DutyYear:
    """A duty's year: its rounds by month, 1 to 12, and `NEXT_YEAR`."""

    duty: Duty
    months: Mapping[int, tuple[PlannedRound, ...]]

    @property
    def rounds(self) -> list[PlannedRound]:
        return [one for month in sorted(self.months) for one in self.months[month]]

    @property
    def opened(self) -> list[PlannedRound]:
        return [one for one in self.rounds if one.progress]

    @property
    def done(self) -> int:
        """How many rounds are whole."""
        return sum(one.whole for one in self.opened)

    @property
    def overdue(self) -> int:
        """How many slots are past their date, in all of its rounds."""
        return sum(one.overdue for one in self.opened)


def duty_years(
    session: Session, rulebook: Rulebook, year: int, *, as_of: datetime
) -> list[DutyYear]:
    """Every duty that has a round in the year, planned or opened by hand, in the plan's order."""
    opened: dict[str, dict[str, RoundCount]] = defaultdict(dict)
    for (code, period), progress in rounds_of_year(session, rulebook, year, as_of=as_of).items():
        opened[code][period] = progress
    found = []
    for duty in (*rulebook.registry.plan.duties, *rulebook.registry.ended.values()):
        here = {key: one for code in duty.codes for key, one in opened[code].items()}
        rounds = sorted(_rounds(rulebook, duty, year, here), key=lambda one: one.due_on)
        if rounds:
            found.append(DutyYear(duty, _by_month(rounds, year)))
    return found


def _rounds(
    rulebook: Rulebook, duty: Duty, year: int, opened: Mapping[str, RoundCount]
) -> Iterator[PlannedRound]:
    for key, progress in opened.items():
        due_on = _due_on(progress)
        yield PlannedRound(key, progress.period_short, due_on, progress)
    for due in rulebook.rounds(duty, year):
        if due.period.key not in opened:
            yield PlannedRound(due.period.key, due.period.short(), due.last_due_on)


def _due_on(progress: RoundCount) -> date:
    """As the plan set it for the last role: a date that one unit was given is its own.

    Nor is it that of a body's own slot, which comes with the report above.
    """
    every = [one.row.facts for one in progress.alike]
    chased = [one for one in every if one.chased] or every
    return max(one.due_on for one in [one for one in chased if one.given is None] or chased)


def _by_month(rounds: Iterable[PlannedRound], year: int) -> dict[int, tuple[PlannedRound, ...]]:
    months: dict[int, list[PlannedRound]] = defaultdict(list)
    for one in rounds:
        months[one.due_on.month if one.due_on.year <= year else NEXT_YEAR].append(one)
    return {month: tuple(some) for month, some in months.items()}
