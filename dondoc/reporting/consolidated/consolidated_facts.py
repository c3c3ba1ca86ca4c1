"""The facts of the consolidated report of a period (III.1.2.a), from one reading of the ledger.

Docx, xlsx, artifact, board and mail take their figures from here, of one `as_of`; nothing is kept:
asked again for the instant of an issued report, they are what that report said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.period_words import is_cumulative
from dondoc.calendar.periods import Period
from dondoc.plan.bodies import Unit
from dondoc.plan.duty import ReportPart
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Plan
from dondoc.reporting.consolidated.discipline import Discipline, discipline
from dondoc.reporting.consolidated.report_rows import ReportRows, read_rows
from dondoc.reporting.consolidated.results_by_duty import DutyResult, IndicatorResult, results
from dondoc.rounds.progress import Progress, progress_from


@dataclass(frozen=True)
class ReportHead:
    """What the report is: under which plan, of which days, as of when, of how many units.

    `missing` are the units asked whose report is not in.
    """

    plan: Plan
    report: Duty
    source: Duty
    period: Period
    as_of: datetime
    reported: int
    asked: int
    missing: tuple[Unit, ...]

    @property
    def cumulative(self) -> bool:
        """Does it hold what shorter reports told before it (6 tháng, năm)?"""
        return is_cumulative(self.period)

    @property
    def first_on(self) -> date:
        return self.period.start_on

    @property
    def last_on(self) -> date:
        return self.period.end_on


@dataclass(frozen=True)
class ConsolidatedFacts:
    """Everything that the report of a period says in figures; narrative is written by people."""

    head: ReportHead
    results: tuple[DutyResult, ...]
    discipline: Discipline

    def of_part(self, part: ReportPart) -> list[tuple[DutyResult, tuple[IndicatorResult, ...]]]:
        """The duties told in a part of the report, each with its figures that are told there.

        «II» is what belongs to no one form.
        """
        found = []
        for one in self.results:
            here = tuple(figure for figure in one.figures if figure.part == part)
            if here or one.duty.report_part == part:
                found.append((one, here))
        return found

    def result(self, duty: str) -> DutyResult | None:
        """Of the duty of that code; None where nothing is known of it."""
        return next((one for one in self.results if one.duty.code == duty), None)


def consolidated_facts(
    session: Session, rulebook: Rulebook, *, duty: str, period: str, as_of: datetime
) -> ConsolidatedFacts:
    """The facts as they stood at `as_of`.

    `duty` is the code of the consolidated report, or of the reports that it consolidates. Raises
    Refused for a code or a period that there is none of.
    """
    return facts_from(read_rows(session, rulebook, duty=duty, period=period, as_of=as_of))


def facts_from(rows: ReportRows) -> ConsolidatedFacts:
    """The facts of what was read."""
    main = rows.progress(rows.source, rows.span.period.key) or _unopened(rows)
    return ConsolidatedFacts(
        head=_head(rows, main),
        results=tuple(results(rows)),
        discipline=discipline(main),
    )


def _unopened(rows: ReportRows) -> Progress:
    key = rows.span.period.key
    return progress_from(rows.rulebook, rows.source.code, key, (), as_of=rows.as_of)


def _head(rows: ReportRows, main: Progress) -> ReportHead:
    asked = [row for row in main.rows if row.is_asked]
    return ReportHead(
        plan=rows.rulebook.registry.plan,
        report=rows.report,
        source=rows.source,
        period=rows.span.period,
        as_of=rows.as_of,
        reported=main.tally.handed_in,
        asked=main.tally.asked,
        missing=tuple(row.unit for row in asked if not row.standing.handed_in),
    )
