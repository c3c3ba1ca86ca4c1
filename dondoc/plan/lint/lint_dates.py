"""Lint of dates: every round of every year applied, level by level (NĐ 09/2019/NĐ-CP Điều 8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.date_words import weekday_date
from dondoc.calendar.deadlines import Anchors, Deadline, deadline, rule_date
from dondoc.calendar.periods import Period, periods_of
from dondoc.calendar.rules import parse
from dondoc.calendar.workdays import Workdays
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.duty import Duty
from dondoc.plan.lint.finding import Finding
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Plan


@dataclass(frozen=True)
class _Slot:
    """A duty in a period, for one role."""

    duty: Duty
    role: str
    period: Period
    opens_on: date
    deadline: Deadline

    def finding(self, message: str, remedy: str, *, error: bool = True) -> Finding:
        field = "due" if isinstance(self.duty.due, str) else f"due.{self.role}"
        return Finding(
            "error" if error else "warning",
            "plan.yaml",
            f"duties ({self.duty.code})",
            field,
            f"{self.period.short()}, {self.role}: {message}",
            remedy,
        )


def findings(registry: Registry, workdays: Workdays) -> Iterator[Finding]:
    """Rounds that open after their date, that leave no working day, that overtake the level above.

    Each fault is told once a duty, role and kind of fault, for the first period that shows it.
    """
    told: set[tuple[str, str, str]] = set()
    for duty in registry.plan.duties:
        for slot in _slots(registry.plan, duty, workdays):
            for kind, finding in _faults(registry.plan, slot, workdays):
                if (key := (duty.code, slot.role, kind)) not in told:
                    told.add(key)
                    yield finding


def _slots(plan: Plan, duty: Duty, workdays: Workdays) -> Iterator[_Slot]:
    if duty.kind == "principle" or waits_for_event(duty):
        return
    for year in plan.applies:
        for period in periods_of(duty.cadence, year.year, duty.period_basis):
            anchors = Anchors.of(period, issued_on=year.issued_on)
            opens_on = rule_date(parse(duty.opens), anchors, workdays)
            for role in duty.roles_on(opens_on):
                due = deadline(parse(duty.due_rule(role)), anchors, workdays)
                yield _Slot(duty, role, period, opens_on, due)


def _faults(plan: Plan, slot: _Slot, workdays: Workdays) -> Iterator[tuple[str, Finding]]:
    due, period = slot.deadline, slot.period
    if slot.opens_on > due.target_on:
        message = f"mở {weekday_date(slot.opens_on)}, sau hạn {weekday_date(due.target_on)}"
        yield "opens", slot.finding(message, "hãy cho mở sớm hơn, hoặc lùi hạn")
    if slot.duty.cutoff and workdays.count(period.cutoff_on, due.due_on) < 1:
        message = (
            f"hạn {weekday_date(due.due_on)} không cách ngày chốt số liệu"
            f" {weekday_date(period.cutoff_on)} ít nhất một ngày làm việc"
        )
        yield "cutoff", slot.finding(message, "hãy ghi muộn hơn, ví dụ cutoff + 2wd")
    if slot.duty.bounded_by:
        yield from _above(plan, slot, plan.duty(slot.duty.bounded_by), workdays)


def _above(
    plan: Plan, slot: _Slot, above: Duty, workdays: Workdays
) -> Iterator[tuple[str, Finding]]:
    for upper in _slots(plan, above, workdays):
        if upper.period.key != slot.period.key:
            continue
        mine_on, theirs_on = slot.deadline.due_on, upper.deadline.target_on
        if mine_on < theirs_on:
            continue
        rule, bound = slot.duty.due_rule(slot.role), above.due_rule(upper.role)
        remedy = f"hãy ghi min({rule}, {bound} - 1wd)"
        if mine_on == theirs_on:
            message = f"hạn {weekday_date(mine_on)} trùng ngày với hạn của cấp trên {above.code}"
            yield "same day", slot.finding(message, remedy, error=False)
        else:
            message = (
                f"hạn {weekday_date(mine_on)} muộn hơn hạn của cấp trên {above.code}"
                f" {weekday_date(theirs_on)}"
            )
            yield "above", slot.finding(message, remedy)
