"""The day on which the board opens: what falls due around it, who is overdue, what is stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session

from dondoc.delivery.composing.officer_letter import OfficerLetter
from dondoc.ledger.installation import Context
from dondoc.messages.render_waiting import WaitingGroup
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.papers_waiting import papers_waiting
from dondoc.reporting.waiting_lists import all_waiting, waiting_for
from dondoc.rounds.day_view import FallsDue, OverdueUnit, falls_due, overdue_units
from models import Account

_SUNDAY = 6
_FEW = 3


@dataclass(frozen=True)
class DueDay:
    """What falls due on one day, or in the rest of the week, under its heading."""

    heading: str
    lines: tuple[FallsDue, ...]


@dataclass(frozen=True)
class DaySection:
    """The day, as of now."""

    today: date
    waiting: tuple[WaitingGroup, ...]  # what this account may decide
    due: tuple[DueDay, ...]
    overdue: tuple[OverdueUnit, ...]

    @property
    def overdue_count(self) -> int:
        return sum(len(one.rows) for one in self.overdue)


def day_section(
    session: Session, here: Context, account: Account | None, *, root: str
) -> DaySection:
    """What the board says of today to this account, before any duty is chosen.

    Without an account, for who sits at the machine, everything that waits.
    """
    last_on = here.today + timedelta(days=_SUNDAY - here.today.weekday())
    before_on = last_workday(here.rulebook, here.today)
    lines = falls_due(session, here.rulebook, first_on=before_on, last_on=last_on, as_of=here.now)
    return DaySection(
        today=here.today,
        waiting=tuple(waiting_groups(session, here, account, root=root, most=_FEW)),
        due=tuple(_days(lines, before_on, here.today)),
        overdue=tuple(overdue_units(session, here.rulebook, as_of=here.now)),
    )


def waiting_groups(
    session: Session, here: Context, account: Account | None, *, root: str, most: int
) -> list[WaitingGroup]:
    """What waits for this account, as its morning's letter says it; `most` rows of a kind."""
    if account is None:
        waiting = all_waiting(session, here, here.now)
    else:
        waiting = waiting_for(session, here, account, here.now)
    waiting = replace(waiting, papers=papers_waiting(session, here, account))
    return OfficerLetter(here, base=root, most=most).groups(waiting)


def last_workday(rulebook: Rulebook, today: date) -> date:
    """The working day before: on a Monday what fell due on Friday is what one asks about."""
    return rulebook.workdays.roll_back(today - timedelta(days=1))


def _days(lines: Sequence[FallsDue], before_on: date, today: date) -> list[DueDay]:
    passed = tuple(one for one in lines if one.due_on < today)
    now = tuple(one for one in lines if one.due_on == today)
    later = tuple(one for one in lines if one.due_on > today)
    yesterday = before_on == today - timedelta(days=1)
    return [
        DueDay("Hôm qua" if yesterday else "Ngày làm việc trước", passed),
        DueDay("Hôm nay", now),
        DueDay("Từ mai đến hết tuần", later),
    ]
