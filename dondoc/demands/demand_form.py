"""The form of a demand: as an officer types it, and what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date, given_late
from dondoc.calendar.periods import event_key
from dondoc.clock import local_date
from dondoc.forms.official_request import OfficialRequestForm, RequestFrame
from dondoc.forms.typed_dates import DAY_MISSING, DueOn
from dondoc.forms.typed_form import Needed, entry
from dondoc.forms.values import SUBJECT_MISSING, Info, Subject
from dondoc.plan.find_units import NO_UNITS, read_units
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused


@dataclass(frozen=True)
class Demand:
    """As typed. `units` has names, codes, symbols or groups, one a line or by «;».

    `duty` may be left empty for a report on demand; `due_on` is, for a duty that waits for an
    event.
    """

    subject: str
    units: str
    due_on: str
    document_number: str = ""
    document_on: str = ""
    duty: str = ""


def _units(text: Any, info: Info) -> tuple[list[Unit], list[Unit]]:
    return read_units(info.context.rulebook.registry, text, on=info.context.today)


def _duty(named: Any, info: Info) -> Duty:
    frame: RequestFrame = info.context
    known = demand_duties(frame.rulebook, frame.today)
    every = [*known, *event_duties(frame.rulebook, frame.today)]
    wanted = {duty.slug: duty for duty in every} | {duty.code: duty for duty in every}
    if found := wanted.get(named.strip()):
        return found
    raise ValueError(f"hãy ghi một trong: {', '.join(duty.slug for duty in every)}")


def _left_to_the_rule(given: Any, info: Info) -> Any:
    ruled = _ruled(info)
    if ruled is not None:
        raise ValueError(f"hạn của «{ruled.short}» tính từ ngày văn bản; hãy để trống ô này")
    return given


class DemandForm(OfficialRequestForm):
    """A demand understood: `units` are those named, and those asked as some of a group.

    Of a duty that waits for an event `due_on` follows from the day of the document.
    """

    subject: Annotated[str, Subject, Needed(SUBJECT_MISSING)] = entry("Nội dung")
    units: Annotated[
        tuple[tuple[Unit, ...], tuple[Unit, ...]], BeforeValidator(_units), Needed(NO_UNITS)
    ] = entry("Đơn vị")
    duty: Annotated[Duty, BeforeValidator(_duty)] = entry("Nhiệm vụ")
    due_on: Annotated[DueOn, BeforeValidator(_left_to_the_rule)] = entry("Hạn gửi")

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "due_on":
            return DAY_MISSING if _ruled(info) is None else ""
        return super().missing(name, info)

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        if name == "duty":
            return _fitting(info)
        return _due_by_rule(info) if name == "due_on" else None


def due_by_rule(rulebook: Rulebook, duty: Duty, signed_on: date, *, now: datetime) -> Deadline:
    """By when what happened is to be done: the duty's rule, from the day of the document.

    A day that has not passed but of which the units hear too late becomes the first they can keep.
    """
    today, earliest_on = local_date(now), earliest_date(now, rulebook.workdays)
    key = event_key(today.year, 1)
    dates = rulebook.deadline(duty, key, duty.roles[0], event_on=signed_on)
    heard_late = today <= dates.due_on < earliest_on and not duty.continuous
    return given_late(dates, earliest_on) if heard_late else dates


def demand_duties(rulebook: Rulebook, on: date) -> list[Duty]:
    """The duties of the plan that are done on demand, as of that day."""
    duties = rulebook.registry.plan.duties
    return [one for one in duties if one.cadence == "on_demand" and _stands(one, on)]


def event_duties(rulebook: Rulebook, on: date) -> list[Duty]:
    """The duties for which an officer says that something happened, as of that day.

    Not those whose date each document sets (remedies have a form of their own), nor those asked for
    on a page of their own, nor what is only counted.
    """
    duties = rulebook.registry.plan.duties
    waits = [
        one
        for one in duties
        if one.cadence == "on_event" and not (one.continuous or one.asked_apart)
    ]
    return [one for one in waits if _stands(one, on) and not one.dated_by_document]


def _ruled(info: Info) -> Duty | None:
    """The duty named, where its own rule gives the date."""
    duty: Duty | None = info.data.get("duty")
    return None if duty is None or duty.dated_by_document else duty


def _due_by_rule(info: Info) -> date:
    frame: RequestFrame = info.context
    signed_on = info.data.get("document_on")
    if signed_on is None:
        return frame.today  # the document's own field says what is wrong
    due = due_by_rule(frame.rulebook, info.data["duty"], signed_on, now=frame.now)
    if due.due_on <= frame.today:
        wanted = f"hạn tính từ ngày này là {weekday_date(due.due_on)}, đã qua; hãy xem lại ngày"
        raise Refused(Problem("document_on", short_date(signed_on), wanted))
    return due.due_on


def _fitting(info: Info) -> Duty:
    """The duty on demand that most of these units owe, not to themselves."""
    frame: RequestFrame = info.context
    known = demand_duties(frame.rulebook, frame.today)
    if not known:
        raise ValueError("Kế hoạch không có nhiệm vụ nào làm theo yêu cầu (on_demand)")
    everyone = [unit for units in info.data.get("units", ()) for unit in units]
    return max(known, key=lambda duty: _fit(frame.rulebook, duty, everyone, frame.today))


def _fit(rulebook: Rulebook, duty: Duty, units: Iterable[Unit], today: date) -> int:
    owing = {unit.code for unit, _ in rulebook.registry.responsible(duty, today)}
    own = rulebook.registry.monitoring_unit(duty, today).code
    return sum(unit.code in owing and unit.code != own for unit in units)


def _stands(duty: Duty, on: date) -> bool:
    return duty.kind == "duty" and duty.covers(on)
