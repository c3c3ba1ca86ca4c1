"""What a unit did of a duty that is counted, entered as it happens and counted by its date.

A continuous duty (E3) is never chased; of any other, as many as are wanted by the due date end the
chase. One way to record for page, officer and flow; what was entered by mistake
is withdrawn and stays in the ledger, marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from dondoc.activities.entry import (
    ActivityForm,
    GivenActivity,
    same_link,
    same_title,
    understand_activity,
)
from dondoc.activities.slots import Slot, slot_of_date, slots_of
from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.web.link_check import LinkCheck, LinkState
from models import Activity, Assignment, Round

_SAME_TAP = timedelta(minutes=2)
"""The very same entry by the same hand within this time is a second tap, not a second deed."""
_OCCASION = ("done_on", "hour", "about_unit")
"""Where these differ, the same title is of another deed."""


@dataclass(frozen=True)
class RecordedActivity:
    """An entry that stands. `assignment_id` is of the round that its date falls in.

    `repeated` says that it stood already: a double tap.
    """

    activity_id: int
    assignment_id: int
    flags: tuple[str, ...] = ()
    repeated: bool = False


def record_activity(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    given: GivenActivity,
    by: Actor,
    now: datetime,
    link_check: LinkCheck,
) -> RecordedActivity:
    """Record one thing done; raises Refused with every wrong field, or why it cannot count.

    `assignment_id` says whose duty it is; which round it counts in follows from its date.
    `link_check` is asked here, inside the transaction: give one that has asked before
    (`link_check.once`).
    """
    assignment = session.get(Assignment, assignment_id)
    if assignment is None:
        wanted = "không có việc này; hãy mở lại đường dẫn trong thư"
        raise Refused(Problem("assignment", str(assignment_id), wanted, "Việc được giao"))
    duty = rulebook.registry.plan.duty(session.get_one(Round, assignment.round_id).duty)
    refuse_if_not_counted(duty)
    found = understand_activity(duty, given, registry=rulebook.registry, now=now)
    slots = slots_of(session, rulebook, duty, assignment.unit_code)
    slot = slot_of_date(rulebook, duty, slots, found.done_on)
    entries = _standing(session, [one.assignment_id for one in slots])
    if known := _tapped_again(entries, slot, found, by=by, now=now):
        return known
    _refuse_duplicate(entries, found)
    flags = _checked_link(duty, slot, found, link_check)
    if slot.look_on < local_date(now):
        flags.append(phrases("submissions").after_look_day(slot.look_on))
    return _insert(session, slot, found, flags=flags, by=by, now=now)


def withdraw_activity(session: Session, *, activity_id: int, by: Actor, now: datetime) -> Activity:
    """Take back an entry made by mistake: it stays, marked, and counts no more. Twice is once."""
    query = select(Activity).where(col(Activity.id) == activity_id).with_for_update()
    activity = session.exec(query).first()
    if activity is None:
        raise Refused(Problem("activity", str(activity_id), "không có mục này", "Mục đã ghi"))
    if activity.withdrawn_at is None:
        activity.withdrawn_at, activity.withdrawn_by = now, by
        _audit(session, activity, act="rút hoạt động ghi nhầm", by=by, now=now)
        session.flush()
    return activity


def activities_of(session: Session, assignment_id: int, *, as_of: datetime) -> list[Activity]:
    """Everything entered for an assignment by then, the withdrawn too, by date, newest first."""
    query = select(Activity).where(
        col(Activity.assignment_id) == assignment_id, col(Activity.recorded_at) <= as_of
    )
    return list(session.exec(query.order_by(col(Activity.done_on).desc(), col(Activity.id).desc())))


def refuse_if_not_counted(duty: Duty) -> None:
    """Refused where the duty is not one that is counted by what units enter."""
    if not duty.threshold:
        wanted = "việc này không đếm theo từng hoạt động; hãy gửi kết quả theo biểu mẫu của việc"
        raise Refused(Problem("activity", duty.short, wanted, "Nhiệm vụ"))
    if duty.figures_from:
        wanted = "số liệu của việc này đọc từ báo cáo định kỳ, không phải nhập thêm"
        raise Refused(Problem("activity", duty.short, wanted, "Nhiệm vụ"))


def _standing(session: Session, assignments: Sequence[int]) -> list[Activity]:
    query = select(Activity).where(
        col(Activity.assignment_id).in_(assignments), col(Activity.withdrawn_at).is_(None)
    )
    return list(session.exec(query.order_by(col(Activity.id))))


def _tapped_again(
    entries: Sequence[Activity], slot: Slot, found: ActivityForm, *, by: Actor, now: datetime
) -> RecordedActivity | None:
    for one in entries:
        if (
            _as_given(one) == found.model_dump()
            and one.recorded_by == by
            and now - one.recorded_at <= _SAME_TAP
        ):
            flags = tuple(one.flags.splitlines())
            return RecordedActivity(one.id or 0, slot.assignment_id, flags, repeated=True)
    return None


def _as_given(entry: Activity) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in ActivityForm.model_fields}


def _refuse_duplicate(entries: Sequence[Activity], found: ActivityForm) -> None:
    for one in entries:
        if found.link and one.link and same_link(one.link, found.link):
            wanted = (
                f"đường dẫn này đã được ghi cho «{one.title}», ngày {short_date(one.done_on)};"
                " mỗi hoạt động chỉ tính một lần"
            )
            raise Refused(Problem("link", found.link, wanted, ActivityForm.label(("link",))))
        if _same_occasion(one, found) and same_title(one.title, found.title):
            wanted = (
                f"đã ghi một mục cùng tên, cùng ngày {short_date(one.done_on)}; nếu là hoạt động"
                " khác, hãy ghi tên cho phân biệt được"
            )
            raise Refused(Problem("title", found.title, wanted, ActivityForm.label(("title",))))


def _same_occasion(one: Activity, found: ActivityForm) -> bool:
    """The same day and hour, of the same unit: two units may have the same good example."""
    return all(getattr(one, name) == getattr(found, name) for name in _OCCASION)


def _checked_link(duty: Duty, slot: Slot, found: ActivityForm, link_check: LinkCheck) -> list[str]:
    if found.link is None:
        return []
    verdict = link_check(found.link)
    if verdict.state in (LinkState.DEAD, LinkState.FORBIDDEN):
        wanted = f"{verdict.words}; hãy mở thử rồi chép lại địa chỉ đúng"
        raise Refused(Problem("link", found.link, wanted, ActivityForm.label(("link",))))
    if verdict.state is LinkState.UNKNOWN:
        return [phrases("submissions").unchecked_link(verdict.words)]
    return _dated(duty, slot, found, verdict.published_on)


def _dated(duty: Duty, slot: Slot, found: ActivityForm, published_on: date | None) -> list[str]:
    """The page's own day against the period and the day typed, where the page states one."""
    if published_on is None or published_on == found.done_on:
        return []
    period = slot.period
    inside = slot.from_on <= published_on <= slot.to_on
    if not inside and duty.evidence.dated_link:
        wanted = (
            f"trang ghi đăng ngày {short_date(published_on)}, ngoài {period.short()}; tin, bài"
            " tính vào kỳ của ngày đăng, hãy ghi đúng ngày ấy"
        )
        raise Refused(Problem("link", found.link or "", wanted, ActivityForm.label(("link",))))
    return [phrases("submissions").published(published_on, None if inside else period)]


def _insert(
    session: Session,
    slot: Slot,
    found: ActivityForm,
    *,
    flags: Sequence[str],
    by: Actor,
    now: datetime,
) -> RecordedActivity:
    activity = Activity(
        assignment_id=slot.assignment_id,
        **found.model_dump(),
        flags="\n".join(flags),
        recorded_by=by,
        recorded_at=now,
    )
    session.add(activity)
    session.flush()
    _audit(session, activity, act="ghi hoạt động", by=by, now=now)
    assert activity.id is not None
    return RecordedActivity(activity.id, slot.assignment_id, tuple(flags))


def _audit(session: Session, activity: Activity, *, act: str, by: Actor, now: datetime) -> None:
    audit.record(
        session,
        actor=by,
        act=act,
        target=f"assignment:{activity.assignment_id}",
        now=now,
        detail=f"{short_date(activity.done_on)}: {activity.title}",
    )


def unit_of(session: Session, activity_id: int) -> str | None:
    """Whose entry it is; None where there is no such entry."""
    query = select(Assignment.unit_code).join(Activity).where(col(Activity.id) == activity_id)
    return session.exec(query).first()
