"""The day that a standing is about, as its cell says it: on the page and in a file alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dondoc.clock import local_date
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.unit_progress import UnitProgress
from models.kinds import DecisionKind

_HANDED_IN = (StandingKind.COMPLETED, StandingKind.SUBMITTED, StandingKind.NOT_DONE)


@dataclass(frozen=True)
class StandingDay:
    """A day and the word in front of it, which may be empty."""

    on: date
    before: str = ""

    @property
    def brief(self) -> str:
        """«hạn 15/03», «14/03»: the year stands above."""
        return f"{self.before} {self.on:%d/%m}".strip()


def standing_day(row: UnitProgress) -> StandingDay | None:
    """When it came, when it was waived, by when it is due; None where no day was to be kept."""
    facts, kind = row.facts, row.standing.kind
    if kind is StandingKind.WAIVED:
        return StandingDay(_decided_on(row, DecisionKind.WAIVED))
    if kind is StandingKind.WITHDRAWN:
        return StandingDay(_decided_on(row, DecisionKind.DEMAND_WITHDRAWN))
    if facts.consolidated and kind is StandingKind.COMPLETED:
        return StandingDay(facts.due_on, "hạn")  # of that report; its own day is in the history
    if kind in _HANDED_IN and facts.last:
        return StandingDay(local_date(facts.last.received_at))
    if kind is StandingKind.COMPLETED:
        return StandingDay(_decided_on(row, DecisionKind.ACCEPTED))
    late = kind in (StandingKind.OVERDUE, StandingKind.CLOSED) and facts.tone != "request"
    if late or kind is StandingKind.UNSENT:
        return StandingDay(facts.due_on)
    if kind in (StandingKind.REACHED, StandingKind.BELOW):
        return None  # the count says it
    if facts.continuous:
        return StandingDay(facts.due_on, "rà soát")
    return StandingDay(facts.due_on, "đề nghị" if facts.tone == "request" else "hạn")


def standing_said(row: UnitProgress) -> str:
    """«đúng hạn 14/03», «chưa gửi, hạn 16/03, xin gia hạn»: a cell in plain words."""
    day = standing_day(row)
    if day is None:
        return row.spoken.phrase
    return f"{row.spoken.phrase}{', ' if day.before else ' '}{day.brief}"


def _decided_on(row: UnitProgress, kind: DecisionKind) -> date:
    return local_date(next(d.decided_at for d in row.facts.decisions if d.kind is kind))
