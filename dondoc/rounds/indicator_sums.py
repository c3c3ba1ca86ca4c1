"""What the units' reports of a round add up to, one sum an indicator, as known at an instant.

The sums are of the units that the round's figures count as handed in, and of no others, so that
both stand side by side and agree. A duty whose figures are read from another's reports (III.1.1.a)
shows those of the same period, of the units that it counts itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.progress import Progress, progress
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.unit_progress import UnitProgress
from models import Figure


@dataclass(frozen=True)
class Sums:
    """The sums of a round in the plan's order, of how many units, of how many handed in.

    «Không phát sinh» counts, with nothing to add. `waiting` are reports that the round does not
    count yet, where it reads from another's that an officer has not looked at. `without` are the
    units handed in of which no figure is here: a body whose own slot completed with the
    consolidated report gave none.
    """

    units: int
    values: tuple[tuple[str, int], ...]  # (title of the indicator, sum)
    of: int = 0
    waiting: int = 0
    without: tuple[str, ...] = ()

    def words(self) -> str:
        """«Cộng số liệu của 20 đơn vị đã gửi: tin, bài đã đăng, phát 1.250; …»; empty of none."""
        return phrases("progress").sums(self)


NO_SUMS = Sums(0, ())

_FIGURES = (
    select(col(Figure.submission_id), col(Figure.indicator), col(Figure.value))
    .where(col(Figure.submission_id).in_(IDS))
    .order_by(col(Figure.submission_id), col(Figure.indicator))
)


def figures_of(session: Session, submissions: Collection[int]) -> dict[int, dict[str, int]]:
    """The figures of these submissions, by indicator; one that gave none is not among them."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for submission, indicator, value in ask_by_ids(session, _FIGURES, list(submissions)):
        found[submission][indicator] = value
    return dict(found)


def sums(session: Session, rulebook: Rulebook, duty: Duty, round_now: Progress) -> Sums:
    """The sums of one round as it stands; of no units where nothing is summed or nothing is in."""
    plan = rulebook.registry.plan
    source = plan.duty(duty.figures_from) if duty.figures_from else duty
    if not source.indicators:
        return NO_SUMS
    counted, waiting = round_now.handed_in, 0
    if duty.figures_from:
        read = progress(
            session,
            rulebook,
            duty=source.code,
            period=round_now.period,
            as_of=round_now.as_of,
        )
        here = {row.unit.code for row in counted}
        counted = [row for row in read.handed_in if row.unit.code in here]
        waiting = sum(_waits(row) and row.unit.code not in here for row in read.handed_in)
    return _added(session, source, counted, round_now.handed_in, waiting=waiting)


def _waits(row: UnitProgress) -> bool:
    return row.standing.kind is StandingKind.SUBMITTED


def _added(
    session: Session,
    source: Duty,
    counted: Iterable[UnitProgress],
    handed_in: Sequence[UnitProgress],
    *,
    waiting: int,
) -> Sums:
    newest = {row.facts.last.id: row for row in counted if row.facts.last}
    figures = figures_of(session, newest)
    added: Counter[str] = Counter()
    for of_one in figures.values():
        added.update(of_one)
    given = {number for number, row in newest.items() if row.standing.nil} | set(figures)
    values = [(one.title, added[one.code]) for one in source.indicators if one.code in added]
    if not values:
        return Sums(0, (), of=len(handed_in), waiting=waiting)
    here = {newest[number].unit.code for number in given}
    without = tuple(row.unit_name for row in handed_in if row.unit.code not in here)
    return Sums(len(given), tuple(values), len(handed_in), waiting, without)
