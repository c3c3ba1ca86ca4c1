"""Which consolidated report is meant: the duty that sums up a round, and the period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dondoc.calendar.periods import Period, PeriodKind, periods_of
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Plan
from dondoc.problems import Problem, Refused
from dondoc.text import fold
from models.kinds import DocumentKind

_LONGEST = 40
"""Letters of a period's name; the longest in use has twenty."""


@dataclass(frozen=True)
class ReportOf:
    """`duty` is the report's own (III.1.2.a4), `summed` the units' that it sums up (III.1.1.c)."""

    plan: Plan
    duty: Duty
    summed: Duty
    period: Period

    @property
    def matter(self) -> PaperMatter:
        """Under which its versions are kept."""
        kind = DocumentKind.CONSOLIDATED_REPORT
        return PaperMatter(kind, self.plan.code, self.duty.code, self.period.key)

    @property
    def slug(self) -> str:
        """`bao-cao-tong-hop-2027-q1`: a-z, 0-9 and dashes, for files and artifacts."""
        return f"{self.duty.slug}-{self.period.key.lower()}"

    @property
    def forwarded_on(self) -> date | None:
        """By when the report is passed on, where the plan says so (domain.md §1.2)."""
        onward = self.plan.forwarded
        return self.period.end_on.replace(day=onward.day) if onward else None

    def body(self, rulebook: Rulebook) -> Unit:
        """Who writes it: the body responsible on the day that the period closes."""
        return rulebook.registry.responsible_unit(self.duty, self.period.end_on)


@dataclass(frozen=True)
class UnderNumber:
    """Under which number and of which day the report goes out."""

    number: str
    on: date


def report_of(rulebook: Rulebook, period: str) -> ReportOf:
    """The report of a period, by its key. Raises Refused for one of which none is due.

    Of a demand (`2027-E12`) it is the report đột xuất: of the year up to the day (decision 0055).
    """
    plan = rulebook.registry.plan
    duty, summed = consolidation(plan)
    found = rulebook.period(duty, period)
    if found.kind is PeriodKind.EVENT and (asked := _on_demand(plan, duty)):
        return ReportOf(plan, asked, summed, found)
    if found not in periods_of(duty.cadence, found.year, duty.period_basis):
        raise _none(period, f"kỳ này không có báo cáo tổng hợp; {_periods(duty, found.year)}")
    return ReportOf(plan, duty, summed, found)


def report_asked(rulebook: Rulebook, text: str) -> ReportOf:
    """The report of a period as a person writes it: «2027-Q1», «quý I/2027», «quý I năm 2027»."""
    duty, _summed = consolidation(rulebook.registry.plan)
    years = [int(year) for year in re.findall(r"\d{4}", text[:_LONGEST])][:1]
    for year in years:
        for one in periods_of(duty.cadence, year, duty.period_basis):
            if fold(text) in {fold(name) for name in (one.key, one.short(), one.label())}:
                return report_of(rulebook, one.key)
    return report_of(rulebook, text[:_LONGEST])


def report_of_matter(rulebook: Rulebook, matter: PaperMatter) -> ReportOf:
    """The report that a kept paper is; its plan may be an earlier one."""
    registry = rulebook.registry
    duty = registry.duty_of(matter.plan, matter.duty)
    plan, period = registry.plan_of(matter.plan), rulebook.period(duty, matter.period)
    summed = duty.consolidates or consolidation(plan)[1].code
    return ReportOf(plan, duty, registry.duty_of(matter.plan, summed), period)


def consolidation(plan: Plan) -> tuple[Duty, Duty]:
    """The plan's duty that sums up another, and that other. Raises Refused where it has none."""
    for duty in plan.duties:
        if duty.consolidates:
            return duty, plan.duty(duty.consolidates)
    raise _none("", "kế hoạch này không có nhiệm vụ nào tổng hợp báo cáo của các đơn vị")


def _on_demand(plan: Plan, duty: Duty) -> Duty | None:
    """The duty that the same body answers a demand by (III.1.2.a5), in the plan's order."""
    asked = (one for one in plan.duties if one.flow == duty.flow and one.cadence == "on_demand")
    return next((one for one in asked if one.roles == duty.roles), None)


def _periods(duty: Duty, year: int) -> str:
    keys = ", ".join(one.key for one in periods_of(duty.cadence, year, duty.period_basis))
    return f"năm {year} có: {keys}"


def _none(given: str, wanted: str) -> Refused:
    return Refused(Problem("period", given, wanted, "Kỳ"))
