"""The working days on which a duty has something to do, and what (DESIGN §7, Schedules).

It ends on the target day T: from the next day on `follow_up` looks at whatever is not in.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dondoc.calendar.anchors import Anchors
from dondoc.calendar.arithmetic import rule_date
from dondoc.calendar.date_words import short_date
from dondoc.calendar.deadlines import reckon
from dondoc.calendar.ladder import LadderCode, RungKind, ladder_for, rung_days
from dondoc.calendar.periods import Period, periods_of
from dondoc.calendar.rules import Rule, parse
from dondoc.calendar.workdays import Workdays
from dondoc.plan.asked_periods import asked_from
from dondoc.plan.draft_days import drafted_from

if TYPE_CHECKING:
    from dondoc.plan.registry import Registry
    from dondoc.plan.schema import Application, Duty, Plan

_OPENING = "mở kỳ"
_DRAFT = "dự thảo"


@dataclass(frozen=True)
class AgendaItem:
    """What happens in one period; `what` is Vietnamese: «nhắc trước 5 ngày»."""

    period: Period
    what: str


@dataclass(frozen=True)
class NamedDay:
    """A day that something in the ledger asks of a duty, and the name of its run."""

    duty: str
    on: date
    name: str


@dataclass(frozen=True)
class AgendaDay:
    on: date
    items: tuple[AgendaItem, ...]

    def name(self, duty: Duty) -> str:
        """The run's name: «Báo cáo quý I/2027 · nhắc trước 5 ngày», items joined with «; »."""
        words: list[str] = []
        told: Period | None = None
        for item in self.items:
            head = "" if item.period == told else f"{duty.noun} {item.period.short()} · "
            words.append(f"{head}{item.what}")
            told = item.period
        return "; ".join(words)


def agenda(
    duty: Duty,
    plan: Plan,
    registry: Registry,
    workdays: Workdays,
    *,
    start_on: date,
    end_on: date,
) -> list[AgendaDay]:
    """The days from `start_on` to `end_on`, both included, in order; none for a principle.

    A duty that waits for an event or a demand has one look-day a month, its first working day.
    """
    if duty.kind == "principle":
        return []
    consolidated = next((one for one in plan.duties if one.code == duty.consolidates), None)
    found: dict[date, dict[AgendaItem, None]] = defaultdict(dict)
    for year in range(start_on.year - 1, end_on.year + 2):  # quý I opens in the year before
        application = plan.application(year)
        if application is None:
            continue
        items = _year(duty, application, registry, workdays)
        if consolidated is not None:
            drafts = _drafts(duty, consolidated, application, workdays)
            items = itertools.chain(items, drafts)
        for on, item in items:
            if start_on <= on <= end_on:
                found[on][item] = None
    return [
        AgendaDay(on, tuple(sorted(items, key=lambda item: item.period)))
        for on, items in sorted(found.items())
    ]


def waits_for_event(duty: Duty) -> bool:
    """Is the duty opened by somebody who says that something happened, not by a date?"""
    rules = [duty.opens, *(duty.due_rule(role) for role in duty.roles)]
    return duty.cadence in ("on_event", "on_demand") or any(
        "event" in parse(rule).names() for rule in rules
    )


def _year(
    duty: Duty, application: Application, registry: Registry, workdays: Workdays
) -> Iterator[tuple[date, AgendaItem]]:
    if waits_for_event(duty):
        yield from _look_days(duty, application, registry, workdays)
        return
    opens = parse(duty.opens)
    for period in periods_of(duty.cadence, application.year, duty.period_basis):
        if not asked_from(duty, period, application.issued_on):
            continue
        anchors = Anchors.of(period, issued_on=application.issued_on)
        opens_on = rule_date(opens, anchors, workdays)
        # What opened on paper before the plan was issued is opened on the day it was issued.
        from_on = workdays.roll_forward(max(opens_on, application.issued_on))
        if not duty.covers(from_on):
            continue
        for rule, ladder, whose in _rules(duty, registry, from_on):
            days = _round(rule, ladder, anchors, workdays, from_on=from_on)
            yield from ((on, AgendaItem(period, _for(what, whose))) for on, what in days)


def _drafts(
    duty: Duty, consolidated: Duty, application: Application, workdays: Workdays
) -> Iterator[tuple[date, AgendaItem]]:
    """The working days on which the report that consolidates is drafted, up to its own T."""
    for period in periods_of(duty.cadence, application.year, duty.period_basis):
        if not asked_from(duty, period, application.issued_on):
            continue
        anchors = Anchors.of(period, issued_on=application.issued_on)
        days = drafted_from(duty, consolidated, anchors, workdays)
        on = days.first_on
        while on <= days.target_on:
            if duty.covers(on) and on >= application.issued_on:
                yield on, AgendaItem(period, _DRAFT)
            on = workdays.add(on, 1)


def _rules(duty: Duty, registry: Registry, on: date) -> Iterator[tuple[Rule, LadderCode, str]]:
    """Each due rule and ladder in force, with whose it is where it is not the first role's."""
    first: str | None = None
    for role in duty.roles_on(on):
        if units := registry.units_in_role(role, on):
            text = duty.due_rule(role)
            first = first or text
            whose = "" if text == first else registry.role(role).brief
            tones = {unit.tone(on) for unit in units}
            ladders = {ladder_for(duty.ladder, tone, duty.cadence) for tone in tones}
            for ladder in sorted(ladders):
                yield parse(text), ladder, whose


def _for(what: str, whose: str) -> str:
    """«nhắc trước 5 ngày (cấp xã)»; the opening is one for all."""
    return f"{what} ({whose})" if whose and what != _OPENING else what


def _look_days(
    duty: Duty, application: Application, registry: Registry, workdays: Workdays
) -> Iterator[tuple[date, AgendaItem]]:
    for month in periods_of("monthly", application.year, "calendar"):
        if month.end_on < application.issued_on:
            continue
        on = workdays.roll_forward(max(month.start_on, application.issued_on))
        if duty.covers(on) and registry.responsible(duty, on):
            yield on, AgendaItem(month, "xem việc phát sinh")


def _round(
    rule: Rule, ladder: LadderCode, anchors: Anchors, workdays: Workdays, *, from_on: date
) -> Iterator[tuple[date, str]]:
    dates = reckon(rule_date(rule, anchors, workdays), workdays)
    target_on, due_on = dates.target_on, dates.due_on
    if due_on < from_on:
        return  # past before the plan existed
    yield from_on, _OPENING
    for rung_day in rung_days(ladder, from_on, target_on, due_on, workdays):
        rung = rung_day.rung
        if rung.kind is RungKind.REMINDER and rung.offset < 0:
            yield rung_day.own_on, f"nhắc trước {-rung.offset} ngày"
    if target_on >= from_on:
        yield target_on, _last_day(ladder, target_on, due_on)


def _last_day(ladder: LadderCode, target_on: date, due_on: date) -> str:
    if ladder == "E3":
        return "rà soát kết quả kỳ"
    if target_on < due_on:
        return f"đến mốc phấn đấu, hạn {short_date(due_on)}"
    return "đến hạn hôm nay"
