"""What a day's run says it did: one short figure and one whole sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.activities.feeds import FeedRead
from dondoc.calendar.date_words import moment
from dondoc.calendar.periods import period
from dondoc.clock import at, local, local_date
from dondoc.decisions.calendar_move import Moved
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.notices.write import PlannedCount
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.day_table import RoundTable
from dondoc.rounds.opening import OpenedRound
from models import Assignment, Notice, Round

_NAMED = 3


@dataclass(frozen=True)
class Planning:
    """What one planning added, and how many notices of the same day stood there before.

    `lost` says what it left alone because the plan no longer knows it.
    """

    new: PlannedCount
    before: int
    lost: Sequence[str] = ()

    def words(self, now: datetime) -> str:
        """«7 thông báo đã lập cho 7 đơn vị, gửi lúc 14:00»"""
        first_at = self.new.first_at if self.new.notices else None
        return phrases("day").planned(self, _hour(first_at, now) if first_at else "")


def planned_today(session: Session, duties: Collection[str], now: datetime) -> int:
    """How many planned notices about these duties were made on the local day of `now`."""
    since = at(local_date(now), 0)
    query = (
        select(func.count())
        .select_from(Notice)
        .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Round.duty).in_(duties),
            col(Notice.immediate).is_(False),
            col(Notice.created_at) >= since,
            col(Notice.created_at) <= now,
        )
    )
    return session.exec(query).one()


def day_figure(shown: Sequence[RoundTable]) -> str:
    """«20/27 · 3 quá hạn»: the newest round's, for the list of runs."""
    return shown[0].progress.figure() if shown else phrases("day").none_open()


def day_sentence(
    rulebook: Rulebook,
    *,
    moved: Sequence[Moved],
    opened: Sequence[OpenedRound],
    settled: int,
    read: Sequence[FeedRead] = (),
    planning: Planning,
    shown: Sequence[RoundTable],
    own: Sequence[str] = (),
    now: datetime,
) -> str:
    """The whole of a duty's day; what it did besides (`own`) comes last."""
    parts = [shown[0].progress.sentence() if shown else capital(phrases("day").none_open())]
    parts += [one.words() for one in moved]
    parts += opening_words(opened)
    parts += settled_words(settled)
    parts += [one.words() for one in read]
    parts.append(planning.words(now))
    parts += unreachable_words(rulebook, planning.new.unreachable)
    parts += own
    return "; ".join(parts) + "."


def opening_words(opened: Sequence[OpenedRound]) -> list[str]:
    """«đã mở kỳ quý I/2027 cho 139 đơn vị»; of many at once only how many they are."""
    if len(opened) > _NAMED:
        return [phrases("day").opened_many(len(opened), sum(one.units for one in opened))]
    # A period is called the same on either basis.
    named = [(period(one.period, "calendar").short(), one.units) for one in opened]
    return [phrases("day").opened(name, units) for name, units in named]


def settled_words(settled: int) -> list[str]:
    """What completed with another report: a consolidating body's slot, figures read from it."""
    return [phrases("day").settled(settled)] if settled else []


def unreachable_words(rulebook: Rulebook, codes: Sequence[str]) -> list[str]:
    """Who cannot be told anything, the first few by name."""
    if not codes:
        return []
    units = sorted(map(rulebook.registry.unit, codes), key=lambda unit: unit.order)
    return [phrases("day").unreachable(len(units), [unit.name for unit in units[:_NAMED]])]


def _hour(planned_at: datetime, now: datetime) -> str:
    same_day = local_date(planned_at) == local_date(now)
    return f"{local(planned_at):%H:%M}" if same_day else moment(planned_at)
