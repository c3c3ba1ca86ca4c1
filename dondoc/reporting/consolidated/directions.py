"""I. Direction: what was issued to set the plan going, by whom, with number and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dondoc.clock import local_date
from dondoc.plan.bodies import Unit
from dondoc.plan.schema import Duty
from dondoc.reporting.consolidated.report_rows import ReportRows
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class IssuedPaper:
    """A document that a unit handed in; `on` is its own date, or the day it came without one."""

    unit: Unit
    number: str | None
    on: date
    row: UnitProgress


@dataclass(frozen=True)
class DirectionFact:
    """The documents of one duty: those dated in the period, and how many of the year so far."""

    duty: Duty
    papers: tuple[IssuedPaper, ...]
    issued: int
    asked: int


def directions(rows: ReportRows) -> tuple[DirectionFact, ...]:
    """Of every duty told in part I that was asked of anybody by then, in plan order."""
    found = []
    for duty in rows.duties:
        rounds = rows.rounds.get(duty.code, {}).values() if duty.told_in == "I" else ()
        every = [row for one in rounds for row in one.rows if row.is_asked]
        papers = [one for one in _papers(every) if rows.span.holds(Stretch.TO_DATE, one.on)]
        here = tuple(one for one in papers if rows.span.holds(Stretch.PERIOD, one.on))
        if every:
            found.append(DirectionFact(duty, here, len(papers), len(every)))
    return tuple(found)


def _papers(rows: list[UnitProgress]) -> Iterator[IssuedPaper]:
    for row in rows:
        last = row.facts.last
        if last is not None and row.standing.handed_in and not row.standing.nil:
            on = last.document_on or local_date(last.received_at)
            yield IssuedPaper(row.unit, last.document_number, on, row)
