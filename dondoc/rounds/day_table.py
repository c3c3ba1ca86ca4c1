"""Which rounds a day's run shows, as rows and words: the same in a table, a message, a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment, short_date
from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import numbered, table_cell
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.indicator_sums import sums
from dondoc.rounds.progress import Progress, progress_of_duty
from dondoc.rounds.standing import NOT_WANTED, StandingKind
from dondoc.rounds.standing_words import children_said
from dondoc.rounds.unit_progress import UnitProgress
from models import Round

LOOK_BACK = timedelta(days=400)
"""A round that opened earlier is told on the board, not in each day's run."""

_SETTLED = NOT_WANTED | {StandingKind.COMPLETED}


@dataclass(frozen=True)
class RoundTable:
    """One round as a run shows it. `newest` is the round that the run is about.

    `sums` are the figures that its reports add up to, in words.
    """

    duty: Duty
    progress: Progress
    newest: bool
    sums: str = ""

    @property
    def key(self) -> str:
        """`bao-cao-dinh-ky-2027-q1`: a-z, 0-9 and dashes only."""
        return f"{self.duty.slug}-{self.progress.period.lower()}"

    def table(self) -> list[dict[str, str]]:
        """One row a unit, in official order."""
        rows = (_cells(number, row) for number, row in enumerate(self.progress.rows, start=1))
        return [{name: table_cell(words) for name, words in row.items()} for row in rows]

    def caption(self, base_url: str) -> str:
        """What the table is, as of when, and where the board shows the end of the same day."""
        period, day = self.progress.period, local_date(self.progress.as_of)
        parts = {"nam": period[:4], "nhiem-vu": self.duty.slug, "ky": period, "ngay": str(day)}
        board = f"{base_url}/bang?{urlencode(parts)}"
        return phrases("progress").caption(self, self.sums, board)


def rounds_to_show(
    session: Session, rulebook: Rulebook, duty: Duty, now: datetime
) -> list[RoundTable]:
    """The newest round open at `now` and every earlier one not settled yet, the newest first."""
    since = local_date(now) - LOOK_BACK
    recent = select(Round.period).where(
        col(Round.duty) == duty.code, col(Round.opened_at) <= now, col(Round.opens_on) >= since
    )
    periods = list(session.exec(recent.order_by(col(Round.opens_on).desc())))
    found = progress_of_duty(session, rulebook, duty=duty.code, periods=periods, as_of=now)
    shown = [RoundTable(duty, one, newest=index == 0) for index, one in enumerate(found)]
    return [
        replace(one, sums=sums(session, rulebook, duty, one.progress).words())
        for one in shown
        if one.newest or not _settled(one.progress)
    ]


def _settled(progress: Progress) -> bool:
    """Is nothing more to come? Of what nobody is chased for, once its day is past."""
    today = local_date(progress.as_of)
    return all(
        row.standing.kind in _SETTLED or (not _owed(row.facts) and row.facts.due_on < today)
        for row in progress.rows
    )


def _owed(facts: Facts) -> bool:
    """Does a date bind it, whether others watch over it or its own body does?"""
    return facts.chased or facts.own_slot


def _cells(number: int, row: UnitProgress) -> dict[str, str]:
    last = row.facts.last
    document = numbered(last.document_number, last.document_on) if last else ""
    said = f"{row.spoken.sign} {row.spoken.phrase}"
    below = "" if row.standing.paper else children_said(row.facts, row.standing)
    return {
        "TT": str(number),
        "Đơn vị": row.unit_name,
        "Tình trạng": "; ".join(filter(None, (said, below))),
        "Hạn": short_date(row.facts.due_on),
        "Nhận lúc": moment(last.received_at) if last else "",
        "Văn bản": document,
    }
