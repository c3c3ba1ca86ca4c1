"""Which round a date falls in: calendar months and quarters, or report periods from the 15th."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from dondoc.activities.entry import ActivityForm
from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.periods import Period, PeriodKind
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from models import Assignment, Round
from models.database import table_of


@dataclass(frozen=True)
class Slot:
    """What one unit is counted for in one period: what was done from one day to another."""

    assignment_id: int
    period: Period
    from_on: date
    to_on: date
    look_on: date
    closed: bool
    waived: bool


def slots_of(session: Session, rulebook: Rulebook, duty: Duty, unit_code: str) -> list[Slot]:
    """Every round of the duty that the unit has, held against a second writer."""
    query = (
        select(Assignment, Round)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Round.duty) == duty.code,
            col(Assignment.unit_code) == unit_code,
            col(Assignment.subject) == "",
        )
        .order_by(col(Assignment.id))
        .with_for_update(of=table_of(Assignment))
    )
    found = []
    for assignment, round_ in session.exec(query):
        from_on, to_on = counted_days(rulebook, duty, round_.period)
        found.append(
            Slot(
                assignment_id=assignment.id or 0,
                period=rulebook.period(duty, round_.period),
                from_on=from_on,
                to_on=to_on,
                look_on=assignment.due_on,
                closed=round_.closed_at is not None,
                waived=assignment.waived_at is not None,
            )
        )
    return found


def counted_days(rulebook: Rulebook, duty: Duty, key: str) -> tuple[date, date]:
    """The first and the last day whose deeds count in a period (see `Duty.counted_from`)."""
    period = rulebook.period(duty, key)
    if duty.counted_from == "period" or period.kind is PeriodKind.EVENT:
        return period.start_on, period.end_on
    opens_on = rulebook.opens_on(duty, key)
    years = (period.year, period.year + 1)
    later = [one.opens_on for year in years for one in rulebook.rounds(duty, year)]
    following = min((on for on in later if on > opens_on), default=opens_on + timedelta(days=366))
    return opens_on, following - timedelta(days=1)


def slot_of_date(rulebook: Rulebook, duty: Duty, slots: Sequence[Slot], done_on: date) -> Slot:
    """The slot that counts a date: of periods inside one another («6 tháng») the one that ends
    first. Raises Refused where none is open, with the reason and what to do.
    """
    holding = [slot for slot in slots if slot.from_on <= done_on <= slot.to_on]
    if not holding:
        raise Refused(_problem(done_on, _why_none(rulebook, duty, slots, done_on)))
    slot = min(holding, key=lambda one: one.period)
    if slot.waived:
        wanted = f"{slot.period.short()} đơn vị được miễn việc này, không cần ghi nữa"
        raise Refused(_problem(done_on, wanted))
    if slot.closed:
        wanted = f"kỳ {slot.period.short()} đã chốt; hãy gọi cán bộ theo dõi để bổ sung"
        raise Refused(_problem(done_on, wanted))
    return slot


def _why_none(rulebook: Rulebook, duty: Duty, slots: Sequence[Slot], done_on: date) -> str:
    years = (done_on.year - 1, done_on.year, done_on.year + 1)  # 15/12 is quý I of the next year
    periods = [one for year in years for one in rulebook.periods(duty, year)]
    holding = sorted(one for one in periods if _holds(rulebook, duty, one, done_on))
    newest = max((slot.period.end_on for slot in slots), default=None)
    if holding and (newest is None or holding[0].end_on > newest):
        opens_on = rulebook.opens_on(duty, holding[0].key)
        return (
            f"ngày này thuộc {holding[0].short()}, kỳ đó mở ngày {weekday_date(opens_on)};"
            " hãy ghi lại từ ngày ấy"
        )
    open_now = ", ".join(
        f"{slot.period.short()} ({short_date(slot.from_on)} đến {short_date(slot.to_on)})"
        for slot in sorted(slots, key=lambda one: one.period)[-3:]
    )
    return (
        f"ngày này không thuộc kỳ nào đang mở cho đơn vị; đang mở: {open_now}."
        " Hãy xem lại ngày, hoặc gọi cán bộ theo dõi nếu cần ghi bổ sung"
    )


def _holds(rulebook: Rulebook, duty: Duty, period: Period, done_on: date) -> bool:
    from_on, to_on = counted_days(rulebook, duty, period.key)
    return from_on <= done_on <= to_on


def _problem(done_on: date, wanted: str) -> Problem:
    return Problem("done_on", short_date(done_on), wanted, ActivityForm.label(("done_on",)))
