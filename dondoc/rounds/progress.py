"""The figures of a round: one query with one `as_of`, so that no two places can disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.ledger.unit_on_record import body_of
from dondoc.messages.environment import phrases
from dondoc.plan.closing_rule import closes_with_report
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.child_count import ChildrenCount, total
from dondoc.rounds.figure_parts import Counted, Part, figure, figures, joined, text_of
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.naming import span_of
from dondoc.rounds.standing import standing
from dondoc.rounds.standing_words import standing_words
from dondoc.rounds.tally import Alike, Tally, tally_of
from dondoc.rounds.unit_progress import UnitProgress
from models import Assignment, Round


@dataclass(frozen=True)
class RoundFigures:
    """The figures of a round at an instant, and how they are said.

    Units that answer through another (a district's communes) are no rows: `children` counts them.
    """

    duty: str
    period: str
    period_short: str
    as_of: datetime
    tally: Tally
    children: ChildrenCount | None = None
    span: str = ""  # số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn
    closed_as: Counted = Counted.CLOSED  # what is said of who is silent when it closes

    def figure(self) -> str:
        """«20/27 · 3 quá hạn», «7/9 đạt ngưỡng»: what the list of runs shows."""
        return phrases("progress").figure(self.tally, self.children)

    def sentence(self) -> str:
        """«Quý I/2027: 20/27 đã gửi (15 đã chấp nhận, 5 chờ kiểm tra; 17 đúng hạn), 3 quá hạn»"""
        return text_of(self.parts())

    def parts(self) -> list[Part]:
        """The sentence in parts: each figure of units by itself."""
        name = Part(f"{self.period_short[:1].upper()}{self.period_short[1:]}: ")
        said = self._counted() if self.tally.counted else self._handed_in()
        return [name, *joined([list(joined(said, ", ")), *self._below()], "; ")]

    def _counted(self) -> list[list[Part]]:
        """«7/9 đơn vị đạt ngưỡng», «2 chưa đạt»"""
        said = [
            (self.tally.overdue, Counted.OVERDUE),
            (self.tally.closed, self.closed_as),
            (self.tally.unreached, Counted.UNREACHED),
            (self.tally.without_news, Counted.WITHOUT_NEWS),
            (self.tally.below, Counted.BELOW),
            (self.tally.under_way, Counted.UNDER_WAY),
            (self.tally.nil, Counted.NIL),
            (self.tally.waiting, Counted.TO_CHECK),
            (self.tally.not_done, Counted.NOT_DONE),
            (self.tally.waived, Counted.WAIVED),
        ]
        first = figure(f"{self.tally.reached}/{self.tally.asked}", Counted.REACHED)
        return [[first], *figures(said)]

    def _handed_in(self) -> list[list[Part]]:
        first = [figure(f"{self.tally.handed_in}/{self.tally.asked}", Counted.HANDED_IN)]
        if self.tally.handed_in:
            judged = [
                (self.tally.accepted, Counted.ACCEPTED),
                (self.tally.waiting, Counted.TO_CHECK),
            ]
            by_officer = joined(figures(judged), ", ")
            on_time = [figure(self.tally.on_time, Counted.ON_TIME)]
            unproven = figures([(self.tally.unproven, Counted.UNPROVEN)])
            in_time = joined([on_time, *unproven], ", ")
            first += [Part(" ("), *by_officer, Part("; "), *in_time, Part(")")]
        said = [
            (self.tally.overdue, Counted.OVERDUE),
            (self.tally.closed, self.closed_as),
            (self.tally.unreached, Counted.UNREACHED),
            (self.tally.unsent, Counted.UNSENT),
            (self.tally.without_news, Counted.WITHOUT_NEWS),
            (self.tally.not_yet, Counted.NOT_YET),
            (self.tally.returned, Counted.RETURNED),
            (self.tally.not_done, Counted.NOT_DONE),
            (self.tally.waived, Counted.WAIVED),
        ]
        return [first, *figures(said)]

    def _below(self) -> list[list[Part]]:
        """«văn bản của 5/7 đơn vị, 133/138 xã đã thực hiện, 3 chưa thực hiện»"""
        if self.children is None:
            return []
        papers, asked = self.tally.papers, self.tally.asked
        return [[Part(phrases("progress").papers(papers, asked, self.children))]]


@dataclass(frozen=True)
class Progress(RoundFigures):
    """A round with its rows, in the official order."""

    rows: tuple[UnitProgress, ...] = ()

    @property
    def handed_in(self) -> list[UnitProgress]:
        """The rows that `tally.handed_in` counts; sums are of their figures and of no others."""
        return [row for row in self.rows if row.standing.handed_in and not row.visited]


@dataclass(frozen=True)
class RoundCount(RoundFigures):
    """A round of which only the figures are wanted: its rows are counted where they are alike."""

    alike: tuple[Alike, ...] = ()


def progress(
    session: Session,
    rulebook: Rulebook,
    *,
    duty: str,
    period: str,
    as_of: datetime,
    known: datetime | None = None,
) -> Progress:
    """One round's figures at `as_of`; an unopened round has no rows.

    `known` is until when the ledger is read, where that is not the same instant.
    """
    where = (col(Round.duty) == duty, col(Round.period) == period)
    rows = rows_of(session, rulebook, OWN, *where, as_of=as_of, known=known)
    return progress_from(rulebook, duty, period, rows, as_of=as_of)


def progress_of_duty(
    session: Session, rulebook: Rulebook, *, duty: str, periods: Sequence[str], as_of: datetime
) -> list[Progress]:
    """Several rounds of a duty by one query, in the order of `periods`."""
    where = (col(Round.duty) == duty, col(Round.period).in_(periods))
    rows = rows_of(session, rulebook, OWN, *where, as_of=as_of)
    return [
        progress_from(rulebook, duty, key, [r for r in rows if r.facts.period == key], as_of=as_of)
        for key in periods
    ]


def open_periods(session: Session, *, duty: str) -> list[str]:
    """The periods of the duty's rounds, the newest first."""
    query = select(Round.period).where(col(Round.duty) == duty)
    return list(session.exec(query.order_by(col(Round.opens_on).desc())))


OWN = col(Assignment.parent_id).is_(None)
"""What is a row of a round: what hangs under another unit's is counted with it."""


def rows_of(
    session: Session,
    rulebook: Rulebook,
    *where: ColumnElement[bool],
    as_of: datetime,
    known: datetime | None = None,
) -> list[UnitProgress]:
    """The assignments that `where` selects, as they stand at `as_of`, in the official order."""
    rows: list[UnitProgress] = []
    for facts in load_facts(session, *where, as_of=known or as_of):
        unit = body_of(session, rulebook.registry, facts.unit_code)
        here = standing(facts, as_of)
        said = standing_words(facts, here, as_of, rulebook.registry.plan)
        rows.append(UnitProgress(facts, unit, here, said, as_of))
    return sorted(rows, key=lambda row: row.unit.order)


def progress_from(
    rulebook: Rulebook, duty: str, period: str, rows: Sequence[UnitProgress], *, as_of: datetime
) -> Progress:
    """The figures of one round, of its rows as `rows_of` gives them."""
    figures = _figures(rulebook, duty, period, [Alike(row) for row in rows])
    return Progress(duty, period, as_of=as_of, rows=tuple(rows), **figures)


def count_from(
    rulebook: Rulebook, duty: str, period: str, alike: Sequence[Alike], *, as_of: datetime
) -> RoundCount:
    """The same figures, of rows as `counted_alike` gives them."""
    figures = _figures(rulebook, duty, period, alike)
    return RoundCount(duty, period, as_of=as_of, alike=tuple(alike), **figures)


def _figures(rulebook: Rulebook, duty: str, period: str, alike: Sequence[Alike]) -> dict[str, Any]:
    of_duty = rulebook.registry.plan.duty(duty)
    named = rulebook.period(of_duty, period)
    return {
        "period_short": named.short(),
        "tally": tally_of(alike),
        "children": total(one.row.facts.children for one in alike),
        "span": span_of(of_duty, named),
        "closed_as": Counted.NOT_SENT if closes_with_report(of_duty) else Counted.CLOSED,
    }
