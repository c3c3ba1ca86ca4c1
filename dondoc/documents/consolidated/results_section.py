"""I, II and IV: what came of each duty, by the form of the plan it belongs to, figures summed.

«24/27 đơn vị» stands beside every sum; the year so far and the same period a year before stand
beside it where they are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dondoc.documents.paper.passages import ChapterLine, ListLine, Passage, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import numbered
from dondoc.plan.duty import RESULTS
from dondoc.plan.schema import Plan
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.results_by_duty import DutyResult, IndicatorResult, Summed
from dondoc.rounds.progress import Progress

_DOCUMENTS = 5
"""Up to so many documents of one duty are named by number; of more only how many are in."""

_HEADS = (
    Column("Chỉ tiêu", 28),
    Column("Đơn vị tính", 10),
    Column("Trong kỳ", 8, Kind.INTEGER),
    Column("Số đơn vị", 8),
    Column("Lũy kế từ đầu năm", 8, Kind.INTEGER),
    Column("Cùng kỳ năm trước", 8, Kind.INTEGER),
)
"""Together as wide as the text of an upright page."""


def direction(facts: ConsolidatedFacts) -> Passages:
    """The documents dated in the period by which the plan was directed, of each duty that asks."""
    book = phrases("consolidated")
    found = []
    for one in facts.directions:
        papers = [f"{numbered(paper.number, paper.on)} ({paper.unit.name})" for paper in one.papers]
        named = ", ".join(papers) if len(papers) <= _DOCUMENTS else ""
        found.append(ListLine(book.direction_line(one, named)))
    return tuple(found)


def results(facts: ConsolidatedFacts) -> Passages:
    """Every form with its duties and its figures; a form of which nothing is known is left out."""
    parts = [one for one in _headings(facts.head.plan).items() if facts.of_part(one[0])]
    found: list[Passage] = [TextLine(one) for one in _rules(facts)]
    for number, (part, heading) in enumerate(parts, start=1):
        found.append(ChapterLine(f"{number}. {heading}"))
        found += of_part(facts, part)
    return tuple(found)


def _headings(plan: Plan) -> dict[str, str]:
    """Of chapter II: what belongs to no one form, then the plan's forms in its order."""
    book = phrases("consolidated")
    return {RESULTS: book.no_form(), **{one.clause: book.form(one) for one in plan.forms}}


def of_part(facts: ConsolidatedFacts, part: str) -> Passages:
    """The duties told in one part: how each stands where it has no figures, then the figures."""
    here = facts.of_part(part)
    own = (facts.head.report.code, facts.head.source.code)  # of them chapter III tells
    lines = [
        _standing(one)
        for one, figures in here
        if one.rounds and not figures and one.duty.code not in own
    ]
    figures = [(one, figure) for one, some in here for figure in some]
    if not figures:
        return tuple(lines)
    return (*lines, figures_table(figures, phrases("consolidated").figures_title(part)))


def figures_table(figures: Iterable[tuple[DutyResult, IndicatorResult]], title: str) -> Table:
    """A row an indicator: its sum, of how many units, and what it is to be compared with.

    The year before has a column where anything is known of it.
    """
    rows = [_row(one, figure) for one, figure in figures]
    if any(row[-1] is not None for row in rows):
        return Table(title, _HEADS, tuple(rows))
    return Table(title, _HEADS[:-1], tuple(row[:-1] for row in rows))


def _row(one: DutyResult, figure: IndicatorResult) -> tuple[Cell, ...]:
    now = figure.sums.get(Stretch.PERIOD)
    return (
        phrases("consolidated").indicator(figure.title, one.duty.bullet),
        figure.unit_word,
        now.value if now and now.units else None,
        of_units(now) if now else "",
        _value(figure.sums.get(Stretch.TO_DATE)),
        _value(figure.sums.get(Stretch.YEAR_BEFORE)),
    )


def of_units(summed: Summed) -> str:
    """«24/27»; of what nobody was asked for only how many told it."""
    return f"{summed.units}/{summed.of}" if summed.of is not None else str(summed.units)


def _value(summed: Summed | None) -> int | None:
    return summed.value if summed and summed.units else None


def _rules(facts: ConsolidatedFacts) -> Iterator[str]:
    """How the figures are summed, once for all tables."""
    book = phrases("consolidated")
    yield book.summing_rule(facts.head)
    sums = [figure.sums.get(Stretch.TO_DATE) for one in facts.results for figure in one.figures]
    partly = max((one.partly for one in sums if one), default=0)
    if partly:
        yield book.partly_known(partly)


def _standing(one: DutyResult) -> ListLine:
    """«Hướng dẫn thực hiện Kế hoạch: số 12/SNV-CCHC ngày 19/02/2021 (Sở Nội vụ)»"""
    book = phrases("consolidated")
    said = [_documents(progress) or progress.sentence() for progress in one.rounds]
    return ListLine(book.duty_line(one.duty, "; ".join(said)))


def _documents(progress: Progress) -> str:
    """The documents in, where few were asked; empty where more or none are."""
    named = [
        (row.facts.last, row.unit)
        for row in progress.handed_in
        if row.facts.last and row.facts.last.document_number
    ]
    if not 0 < len(named) <= _DOCUMENTS or progress.tally.asked > _DOCUMENTS:
        return ""
    documents = [
        f"{numbered(last.document_number, last.document_on)} ({unit.name})" for last, unit in named
    ]
    return ", ".join(documents)
