"""V. Shortcomings and causes: who did less than was wanted, and what units say of it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import or_, select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import IDS, ask_by_ids
from dondoc.limits import LONGEST_QUOTED, MOST_QUOTED
from dondoc.messages.phrasing import shorten
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.rounds.progress import Progress
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.unit_progress import UnitProgress
from models import Submission
from models.kinds import Answer, DecisionKind


class SaidAs(Enum):
    """On what occasion a unit said it; the words stand before what it said."""

    NOT_DONE = "Lý do chưa thực hiện"
    MORE_TIME = "Lý do xin gia hạn"
    NOTE = "Ghi chú khi nộp"


@dataclass(frozen=True)
class UnitWords:
    """A unit's own words, of the duty and period in `row`, cut where they are long."""

    duty: Duty
    row: UnitProgress
    said_as: SaidAs
    text: str


@dataclass(frozen=True)
class ShortRound:
    """Of one round who let its date pass, reported it as not done, or did less than wanted."""

    duty: Duty
    round: Progress
    rows: tuple[UnitProgress, ...]


@dataclass(frozen=True)
class Shortcomings:
    """`left_out` is how many units' words are more than a report can quote."""

    short: tuple[ShortRound, ...]
    words: tuple[UnitWords, ...]
    left_out: int = 0


_SAID = (
    select(col(Submission.id), col(Submission.reason), col(Submission.note))
    .where(
        col(Submission.id).in_(IDS),
        or_(col(Submission.reason).is_not(None), col(Submission.note).is_not(None)),
    )
    .order_by(col(Submission.id))
)


def shortcomings(session: Session, rows: ReportRows) -> Shortcomings:
    """Of the rounds of the period, in plan and official order; who is asked is never short."""
    of_period = [(duty, one) for duty in rows.duties for one in rows.asked(duty)]
    here = [(duty, row) for duty, one in of_period for row in one.rows if row.is_asked]
    newest = [row.facts.last.id for _duty, row in here if row.facts.last]
    said = {number: (reason, note) for number, reason, note in ask_by_ids(session, _SAID, newest)}
    words = [one for duty, row in here for one in _words(duty, row, said)]
    short = [ShortRound(duty, one, _short(one)) for duty, one in of_period]
    return Shortcomings(
        short=tuple(one for one in short if one.rows),
        words=tuple(words[:MOST_QUOTED]),
        left_out=max(0, len(words) - MOST_QUOTED),
    )


def _words(
    duty: Duty, row: UnitProgress, said: dict[int, tuple[str | None, str | None]]
) -> Iterator[UnitWords]:
    last = row.facts.last
    reason, note = said.get(last.id, (None, None)) if last else (None, None)
    not_done = last is not None and last.answer is Answer.NOT_DONE
    if reason and not_done:
        yield UnitWords(duty, row, SaidAs.NOT_DONE, shorten(reason, LONGEST_QUOTED))
    if note:
        yield UnitWords(duty, row, SaidAs.NOTE, shorten(note, LONGEST_QUOTED))
    asked = [one for one in row.facts.decisions if one.kind is DecisionKind.EXTENSION_ASKED]
    if asked and asked[-1].reason:
        yield UnitWords(duty, row, SaidAs.MORE_TIME, shorten(asked[-1].reason, LONGEST_QUOTED))


def _short(round_: Progress) -> tuple[UnitProgress, ...]:
    return tuple(row for row in round_.rows if _is_short(row))


def _is_short(row: UnitProgress) -> bool:
    ordered = row.facts.tone != "request" and row.is_asked
    not_done = row.standing.kind is StandingKind.NOT_DONE
    return ordered and (row.overdue or row.closed or not_done or row.below)
