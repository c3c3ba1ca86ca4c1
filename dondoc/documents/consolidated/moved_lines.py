"""What moved between two instants of a report, a sentence each: for artifact, page and mail."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.documents.consolidated.report_of import ReportOf
from dondoc.documents.consolidated.unit_names import many_names
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.consolidated.corrections import ChangedRow, corrections

_MOST_MOVED = 30


def moved_lines(
    session: Session, rulebook: Rulebook, report: ReportOf, *, since: datetime, until: datetime
) -> list[str]:
    """Who came in, who does not count any more, which figures are others now."""
    moved = corrections(
        session,
        rulebook,
        duty=report.duty.code,
        period=report.period.key,
        frozen_as_of=since,
        as_of=until,
    )
    book = phrases("consolidated")
    body = report.body(rulebook).code
    came, gone = (
        [one.row.unit.name for one in rows if not _by_issuing(report, body, one)]
        for rows in (moved.came_in, moved.taken_out)
    )
    lines = [book.came_in(len(came), many_names(came))] if came else []
    lines += [book.taken_out(len(gone), many_names(gone))] if gone else []
    lines += [book.moved_figure(one) for one in moved.figures[:_MOST_MOVED]]
    left_out = len(moved.figures) - _MOST_MOVED
    return [*lines, book.more_moved(left_out)] if left_out > 0 else lines


def _by_issuing(report: ReportOf, body: str, one: ChangedRow) -> bool:
    """What completes with the report itself, which is no news of anybody."""
    own = one.duty.code == report.duty.code
    return own or (one.duty.code == report.summed.code and one.row.unit.code == body)
