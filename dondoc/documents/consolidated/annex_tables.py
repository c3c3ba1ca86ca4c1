"""The annexes: each unit's figures, each unit's duties, what was late. Docx holds what fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from dondoc.calendar.date_words import moment
from dondoc.documents.consolidated.results_section import figures_table, of_units
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.reporting.consolidated.consolidated_facts import ConsolidatedFacts
from dondoc.reporting.consolidated.corrections import Corrections
from dondoc.reporting.consolidated.report_spans import Stretch
from dondoc.reporting.consolidated.results_by_duty import DutyResult, IndicatorResult
from dondoc.rounds.unit_progress import UnitProgress
from models import Document

_NUMBER, _UNIT = Column("TT", 5, Kind.INTEGER), Column("Đơn vị", 40)

_EXAMPLES = (
    _NUMBER,
    Column("Điển hình", 25),
    Column("Nội dung", 30),
    Column("Kết quả bằng số", 20),
    Column("Ngày", 11, Kind.DATE),
    Column("Nơi đăng, văn bản", 20),
)
_MOVED = (
    _NUMBER,
    Column("Đơn vị", 27),
    Column("Nhiệm vụ", 22),
    Column("Nội dung", 25),
    Column("Đã báo cáo", 9, Kind.INTEGER),
    Column("Nay", 9, Kind.INTEGER),
    Column("Ghi nhận lúc", 12),
)
_DOUBTS = (_NUMBER, Column("Đơn vị", 30), Column("Chỉ tiêu", 34), Column("Cần xem lại", 50))


def all_figures(facts: ConsolidatedFacts) -> Table:
    """Every figure of the report in one table, in plan order."""
    some = [(one, figure) for one in facts.results for figure in one.figures]
    return figures_table(some, phrases("consolidated").all_figures_title(facts.head))


def unit_figures(facts: ConsolidatedFacts, *, only: str = "") -> Table:
    """Unit × indicator, with the sums below; `only` the duty of that code."""
    some = [
        (one, figure)
        for one in facts.results
        if not only or one.duty.code == only
        for figure in one.figures
    ]
    units = _units(row.unit for one, _figure in some for row in _rows(one))
    units = _units([*units, *(told.unit for _one, f in some for told in f.by_unit)])
    columns = tuple(Column(_head(figure), 14, Kind.INTEGER) for _one, figure in some)
    rows: list[tuple[Cell, ...]] = [
        (number, unit.name, *(figure.of(unit.code) for _one, figure in some))
        for number, unit in enumerate(units, start=1)
    ]
    book = phrases("consolidated")
    sums = [figure.sums.get(Stretch.PERIOD) for _one, figure in some]
    rows.append((None, book.sum_row(), *(one.value if one and one.units else None for one in sums)))
    rows.append((None, book.units_row(), *(of_units(one) if one else "" for one in sums)))
    return Table(
        book.unit_figures_title(facts.head),
        (_NUMBER, _UNIT, *columns),
        tuple(rows),
        strong=frozenset({len(rows) - 2, len(rows) - 1}),
    )


def unit_duties(facts: ConsolidatedFacts) -> Table:
    """Unit × duty: how each stands in the duty's newest round of the period."""
    some = [one for one in facts.results if one.rounds]
    said = [
        {row.unit.code: row.spoken.phrase for round_ in one.rounds for row in round_.rows}
        for one in some
    ]
    units = _units(row.unit for one in some for row in _rows(one))
    columns = tuple(Column(f"{one.duty.short} ({one.duty.bullet})", 18) for one in some)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, unit.name, *(of_duty.get(unit.code, "") for of_duty in said))
        for number, unit in enumerate(units, start=1)
    )
    title = phrases("consolidated").unit_duties_title(facts.head)
    return Table(title, (_NUMBER, _UNIT, *columns), rows)


def examples_table(facts: ConsolidatedFacts) -> Table:
    """Good examples told to the press in the period."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.about.name, one.title, one.figure or "", one.on, one.link or one.number or "")
        for number, one in enumerate(facts.examples, start=1)
    )
    return Table(phrases("consolidated").examples_title(facts.head), _EXAMPLES, rows)


def doubts_table(facts: ConsolidatedFacts) -> Table:
    """Figures that cannot be, or hardly: for a look before the report is signed."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.unit.name, one.indicator.title, one.words())
        for number, one in enumerate(facts.doubtful, start=1)
    )
    return Table(phrases("consolidated").doubts_title(facts.head), _DOUBTS, rows)


def corrections_table(moved: Corrections, frozen: Document) -> Table:
    """What would be said otherwise since the issued report: who came in, which figures changed.

    Not the slot of the body that wrote it: that was done with the report itself.
    """
    book = phrases("consolidated")
    rows: list[tuple[Cell, ...]] = [
        (one.row.unit.name, one.duty.short, said, "", "", _moment(one.at))
        for said, some in ((book.came(), moved.came_in), (book.gone(), moved.taken_out))
        for one in some
        if not one.row.facts.consolidated
    ]
    rows += [
        (one.unit.name, one.duty.short, one.title, one.before, one.after, _moment(one.at))
        for one in moved.figures
    ]
    numbered: tuple[tuple[Cell, ...], ...] = tuple(
        (number, *row) for number, row in enumerate(rows, start=1)
    )
    title = book.corrections_title(frozen.issued_number, frozen.issued_on)
    return Table(title, _MOVED, numbered)


def _moment(at: datetime | None) -> str:
    return moment(at) if at else ""


def _head(figure: IndicatorResult) -> str:
    return f"{figure.title} ({figure.unit_word})"


def _rows(one: DutyResult) -> Sequence[UnitProgress]:
    return [row for round_ in one.rounds for row in round_.rows]


def _units(every: Iterable[Unit]) -> list[Unit]:
    """Each once, in the official order."""
    found = {unit.code: unit for unit in every}
    return sorted(found.values(), key=lambda unit: (unit.order, unit.code))
