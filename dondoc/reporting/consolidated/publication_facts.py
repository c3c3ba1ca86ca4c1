"""IV. Publication of procedures: what bodies declare, and what the check found on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from dondoc.calendar.periods import Period
from dondoc.publication.index_766.official_index import official_words
from dondoc.publication.score.publication_summary import PublicationSummary, publication_summary
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.reporting.consolidated.results_by_duty import DutyResult


@dataclass(frozen=True)
class Publication:
    """The duties of III.1.3, second bullet, and II.3.5: their rounds as they stand.

    `check` is what the machine found on the pages; None where it looked at nothing. `official` is
    the official index beside its score, in words, where one was handed in.
    """

    duties: tuple[DutyResult, ...]
    check: PublicationSummary | None
    official: tuple[str, ...] = ()


def publication(
    session: Session, rows: ReportRows, results: Iterable[DutyResult], days: tuple[date, date]
) -> Publication:
    """`days` are the first and the last that the report tells of."""
    duties = tuple(one for one in results if one.duty.told_in == "IV")
    period: Period = replace(rows.span.period, start_on=days[0], end_on=days[1])
    registry = rows.rulebook.registry
    check = publication_summary(session, registry, period, as_of=rows.as_of)
    points = check.state.score.points if check else None
    official = official_words(session, rows.rulebook, period, points, as_of=rows.as_of)
    return Publication(duties, check, official)
