"""The figures of a round: one query with one `as_of`, so that no two places can disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from dondoc.rounds.facts import Facts, load_facts
from dondoc.rounds.rulebook import Rulebook
from dondoc.rounds.standing import Standing, StandingKind, standing
from dondoc.rounds.words import Spoken, spoken
from models import Round


@dataclass(frozen=True)
class Row:
    """One unit in a round, as it stands."""

    facts: Facts
    unit_name: str
    group: str
    standing: Standing
    spoken: Spoken

    @property
    def overdue(self) -> bool:
        """Past its date, where a date was ordered; who is asked is never late."""
        return self.standing.kind is StandingKind.OVERDUE and self.facts.tone != "request"

    @property
    def without_news(self) -> bool:
        """Past its date, where it was asked for."""
        return self.standing.kind is StandingKind.OVERDUE and self.facts.tone == "request"

    @property
    def not_yet(self) -> bool:
        """Its date has not come, or (Sở Nội vụ's own slot) comes with the consolidated report."""
        return self.standing.kind in (StandingKind.OPEN, StandingKind.UPCOMING)


@dataclass(frozen=True)
class Tally:
    """How many stand where. `handed_in` holds what waits for an officer too."""

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


@dataclass(frozen=True)
class Progress:
    """A round at an instant: its rows in the official order, and their tally."""

    duty: str
    period: str
    period_short: str
    as_of: datetime
    rows: tuple[Row, ...]
    tally: Tally

    def figure(self) -> str:
        """«20/27 · 3 quá hạn»: what the list of runs shows."""
        short = f"{self.tally.handed_in}/{self.tally.asked}"
        return f"{short} · {self.tally.overdue} quá hạn" if self.tally.overdue else short

    def sentence(self) -> str:
        """«Quý I/2027: 20/27 đã gửi (17 đúng hạn), 3 quá hạn, 4 chưa đến hạn.»"""
        parts = [f"{self.tally.handed_in}/{self.tally.asked} đã gửi"]
        if self.tally.handed_in:
            parts[0] += f" ({self.tally.on_time} đúng hạn)"
        said = [
            (self.tally.overdue, "quá hạn"),
            (self.tally.without_news, "chưa có thông tin"),
            (self.tally.not_yet, "chưa đến hạn"),
            (self.tally.returned, "đã trả lại"),
            (self.tally.not_done, "báo chưa thực hiện"),
            (self.tally.waived, "được miễn"),
        ]
        parts += [f"{count} {words}" for count, words in said if count]
        return f"{self.period_short[:1].upper()}{self.period_short[1:]}: {', '.join(parts)}"


def progress(
    session: Session, rulebook: Rulebook, *, duty: str, period: str, as_of: datetime
) -> Progress:
    """One round's figures at `as_of`; an unopened round has no rows."""
    rows = _rows(
        session, rulebook, col(Round.duty) == duty, col(Round.period) == period, as_of=as_of
    )
    return _progress(rulebook, duty, period, rows, as_of=as_of)


def progress_of_duty(
    session: Session, rulebook: Rulebook, *, duty: str, periods: Sequence[str], as_of: datetime
) -> list[Progress]:
    """Several rounds of a duty by one query, in the order of `periods`."""
    where = (col(Round.duty) == duty, col(Round.period).in_(periods))
    rows = _rows(session, rulebook, *where, as_of=as_of)
    return [
        _progress(rulebook, duty, key, [r for r in rows if r.facts.period == key], as_of=as_of)
        for key in periods
    ]


def open_periods(session: Session, *, duty: str) -> list[str]:
    """The periods of the duty's rounds, the newest first."""
    query = select(Round.period).where(col(Round.duty) == duty)
    return list(session.exec(query.order_by(col(Round.opens_on).desc())))


def _rows(
    session: Session, rulebook: Rulebook, *where: ColumnElement[bool], as_of: datetime
) -> list[Row]:
    rows = []
    for facts in load_facts(session, *where, as_of=as_of):
        unit = rulebook.registry.unit(facts.unit_code)
        here = standing(facts, as_of)
        rows.append(
            (
                unit.order,
                Row(
                    facts,
                    unit.name,
                    unit.group,
                    here,
                    spoken(facts, here, as_of, rulebook.registry.plan),
                ),
            )
        )
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _progress(
    rulebook: Rulebook, duty: str, period: str, rows: Sequence[Row], *, as_of: datetime
) -> Progress:
    short = rulebook.period(rulebook.registry.plan.duty(duty), period).short()
    return Progress(duty, period, short, as_of, tuple(rows), _tally(rows))


def _tally(rows: Sequence[Row]) -> Tally:
    kinds = [row.standing.kind for row in rows]
    return Tally(
        asked=len(rows),
        handed_in=sum(row.standing.handed_in for row in rows),
        on_time=sum(bool(row.standing.handed_in and row.standing.on_time) for row in rows),
        overdue=sum(row.overdue for row in rows),
        without_news=sum(row.without_news for row in rows),
        not_done=kinds.count(StandingKind.NOT_DONE),
        returned=kinds.count(StandingKind.RETURNED),
        waived=kinds.count(StandingKind.WAIVED),
        waiting=kinds.count(StandingKind.SUBMITTED),
        not_yet=sum(row.not_yet for row in rows),
    )
