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
from dondoc.notices.write import PlannedCount
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.day_table import RoundTable
from dondoc.rounds.opening import OpenedRound
from models import Assignment, Notice, Round

_NAMED = 3


@dataclass(frozen=True)
class Planning:
    """What one planning added, and how many notices of the same day stood there before."""

    new: PlannedCount
    before: int

    def words(self, now: datetime) -> str:
        """«7 thông báo đã lập cho 7 đơn vị, gửi lúc 14:00»"""
        if self.new.notices and self.new.first_at:
            return (
                f"{self.new.notices} thông báo đã lập cho {self.new.units} đơn vị,"
                f" gửi lúc {_hour(self.new.first_at, now)}"
            )
        if self.before:
            return f"chạy lại: không có gì mới để lập, {self.before} thông báo đã có từ trước"
        return "không có thông báo nào phải lập"


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
    return shown[0].progress.figure() if shown else "chưa mở kỳ nào"


def day_sentence(
    rulebook: Rulebook,
    *,
    moved: Sequence[Moved],
    opened: Sequence[OpenedRound],
    settled: int,
    read: Sequence[FeedRead] = (),
    planning: Planning,
    shown: Sequence[RoundTable],
    now: datetime,
) -> str:
    """The whole of a duty's day, in the order in which it was done."""
    parts = [shown[0].progress.sentence() if shown else "Chưa mở kỳ nào"]
    parts += [one.words() for one in moved]
    parts += opening_words(opened)
    parts += settled_words(settled)
    parts += [one.words() for one in read]
    parts.append(planning.words(now))
    parts += unreachable_words(rulebook, planning.new.unreachable)
    return "; ".join(parts) + "."


def opening_words(opened: Sequence[OpenedRound]) -> list[str]:
    """«đã mở kỳ quý I/2027 cho 139 đơn vị»; of many at once only how many they are."""
    if len(opened) > _NAMED:
        return [f"đã mở {len(opened)} đợt, giao {sum(one.units for one in opened)} việc"]
    # A period is called the same on either basis.
    named = [(period(one.period, "calendar").short(), one.units) for one in opened]
    return [f"đã mở kỳ {name} cho {units} đơn vị" for name, units in named]


def settled_words(settled: int) -> list[str]:
    """What completed with another report: a consolidating body's slot, figures read from it."""
    return [f"{settled} việc hoàn thành theo báo cáo đã được chấp nhận"] if settled else []


def unreachable_words(rulebook: Rulebook, codes: Sequence[str]) -> list[str]:
    """Who cannot be told anything, the first few by name."""
    if not codes:
        return []
    units = sorted(map(rulebook.registry.unit, codes), key=lambda unit: unit.order)
    names = ", ".join(unit.name for unit in units[:_NAMED])
    more = ", …" if len(codes) > _NAMED else ""
    return [f"{len(codes)} đơn vị chưa có đầu mối nhận tin ({names}{more})"]


def _hour(planned_at: datetime, now: datetime) -> str:
    same_day = local_date(planned_at) == local_date(now)
    return f"{local(planned_at):%H:%M}" if same_day else moment(planned_at)
