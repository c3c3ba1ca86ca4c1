"""The facts of the consolidated report of a period (III.1.2.a), from one reading of the ledger.

Docx, xlsx, artifact, board and mail take their figures from here, of one `as_of`; nothing is kept:
asked again for the instant of an issued report, they are what that report said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from dondoc.calendar.period_words import is_cumulative
from dondoc.calendar.periods import Period, PeriodKind, period
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Plan
from dondoc.reporting.consolidated.cumulative import to_date
from dondoc.reporting.consolidated.directions import DirectionFact, directions
from dondoc.reporting.consolidated.discipline import Discipline, discipline
from dondoc.reporting.consolidated.good_examples import GoodExample, good_examples
from dondoc.reporting.consolidated.impossible_sums import DoubtfulFigure, impossible_sums
from dondoc.reporting.consolidated.next_period import NextDue, next_due
from dondoc.reporting.consolidated.publication_facts import Publication, publication
from dondoc.reporting.consolidated.report_rows import ReportRows, read_rows
from dondoc.reporting.consolidated.report_spans import ReportSpan, Stretch
from dondoc.reporting.consolidated.results_by_duty import (
    DutyResult,
    IndicatorResult,
    Summed,
    results,
)
from dondoc.reporting.consolidated.shortcomings import Shortcomings, shortcomings
from dondoc.rounds.progress import Progress, progress_from


@dataclass(frozen=True)
class ReportHead:
    """What the report is: under which plan, of which days, as of when, of how many units.

    `missing` are the units asked whose report is not in.
    """

    plan: Plan
    report: Duty
    source: Duty
    span: ReportSpan
    as_of: datetime
    reported: int
    asked: int
    missing: tuple[Unit, ...]

    @property
    def cumulative(self) -> bool:
        """Does it hold what shorter reports told before it (6 tháng, năm; a demand)?"""
        return self.period.kind is PeriodKind.EVENT or is_cumulative(self.period)

    @property
    def period(self) -> Period:
        return self.span.period

    @property
    def told(self) -> Period | None:
        """The last report that its figures are of; of a demand early in the year None."""
        return self.span.told

    def units(self) -> str:
        """«24/27 đơn vị»"""
        return phrases("report").units(Summed(0, self.reported, self.asked))

    def to_date_rule(self) -> str:
        """Which reports the figures from the start of the year are the sum of, as a sentence."""
        if self.told is None:
            return ""
        names = [period(key, "reporting").short() for key in to_date(self.told.key)]
        return phrases("report").to_date_rule(names, is_cumulative(self.told))

    @property
    def first_on(self) -> date:
        return self.span.days(Stretch.PERIOD)[0]

    @property
    def last_on(self) -> date:
        return self.span.days(Stretch.PERIOD)[1]


@dataclass(frozen=True)
class ConsolidatedFacts:
    """Everything that the report of a period says in figures; narrative is written by people."""

    head: ReportHead
    directions: tuple[DirectionFact, ...]
    results: tuple[DutyResult, ...]
    discipline: Discipline
    publication: Publication
    shortcomings: Shortcomings
    next_due: tuple[NextDue, ...]
    examples: tuple[GoodExample, ...]
    doubtful: tuple[DoubtfulFigure, ...]

    def of_part(self, part: str) -> list[tuple[DutyResult, tuple[IndicatorResult, ...]]]:
        """The duties told in a part of the report, each with its figures that are told there.

        «II» is what belongs to no one form.
        """
        found = []
        for one in self.results:
            here = tuple(figure for figure in one.figures if figure.part == part)
            if here or one.duty.told_in == part:
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
    rows = read_rows(session, rulebook, duty=duty, period=period, as_of=as_of)
    main = rows.progress(rows.source, rows.span.period.key) or _unopened(rows)
    found = tuple(results(rows))
    return ConsolidatedFacts(
        head=_head(rows, main),
        directions=directions(rows),
        results=found,
        discipline=discipline(main),
        publication=publication(session, rows, found, rows.span.days(Stretch.PERIOD)),
        shortcomings=shortcomings(session, rows),
        next_due=next_due(rows),
        examples=good_examples(session, rows),
        doubtful=impossible_sums(rows),
    )


def _unopened(rows: ReportRows) -> Progress:
    key = rows.span.period.key
    return progress_from(rows.rulebook, rows.source.code, key, (), as_of=rows.as_of)


def _plan_of(rows: ReportRows, main: Progress) -> Plan:
    """The plan that the round was opened under."""
    registry = rows.rulebook.registry
    return next((registry.plan_of(row.facts.plan) for row in main.rows), registry.plan)


def _head(rows: ReportRows, main: Progress) -> ReportHead:
    asked = [row for row in main.rows if row.is_asked]
    return ReportHead(
        plan=_plan_of(rows, main),
        report=rows.report,
        source=rows.source,
        span=rows.span,
        as_of=rows.as_of,
        reported=main.tally.handed_in,
        asked=main.tally.asked,
        missing=tuple(row.unit for row in asked if not row.standing.handed_in),
    )
