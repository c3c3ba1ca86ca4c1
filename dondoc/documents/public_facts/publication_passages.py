"""What the check of a period found, as passages and tables: part IV of a report, a conclusion."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.documents.paper.passages import ListLine, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, several
from dondoc.publication.findings.finding_kinds import SEVERITY_NAMES
from dondoc.publication.score.publication_state import UnitState
from dondoc.publication.score.publication_summary import PublicationSummary
from dondoc.publication.score.score_parts import PART_NAMES, WEIGHTS, ScorePart
from models.publication_kinds import Severity

_KINDS = (
    *(Column("Sai lệch", 34), Column("Mức", 8), Column("Thấy trong kỳ", 10, Kind.INTEGER)),
    *(Column("Đã khắc phục", 10, Kind.INTEGER), Column("Còn mở", 8, Kind.INTEGER)),
)
"""Together as wide as the text of an upright page."""

_UNITS = (
    *(Column("TT", 4, Kind.INTEGER), Column("Đơn vị", 30), Column("Nguồn", 7, Kind.INTEGER)),
    Column("Điểm nội bộ", 8, Kind.INTEGER),
    *(Column(name, 11) for name in PART_NAMES.values()),
    *(Column("Còn mở", 7, Kind.INTEGER), Column("Nặng", 6, Kind.INTEGER)),
    Column("Không tính", 24),
)
"""Together as wide as the text of a page laid across."""


_BRIEF = (ScorePart.COVERAGE, ScorePart.COMPLETENESS, ScorePart.CORRECTNESS)
_BRIEF_UNITS = (
    *(Column("TT", 4, Kind.INTEGER), Column("Đơn vị", 24), Column("Điểm", 6, Kind.INTEGER)),
    *(Column(PART_NAMES[part], 9) for part in _BRIEF),
    Column("Còn mở", 6, Kind.INTEGER),
)
"""Together as wide as the text of an upright page."""


def publication_passages(summary: PublicationSummary) -> Passages:
    """The figures in the order of the plan's words: đầy đủ, đúng, rõ ràng, cập nhật."""
    book = phrases("publication")
    period = summary.state.period
    lead = book.checked(period.start_on, period.end_on)
    aspects = (book.aspect(one.value, some) for one, some in summary.aspects.items())
    kinds: Passages = (kinds_table(summary),) if summary.kinds else ()
    return (
        TextLine(f"{book.tally(summary.tally, lead)}."),
        *(ListLine(f"{one}.") for one in aspects),
        ListLine(f"{book.changed(summary)}."),
        *kinds,
        *_scores(summary),
    )


def publication_said(summary: PublicationSummary | None) -> list[str]:
    """The same in two sentences, for a run's artifact; none where nothing was looked at."""
    if summary is None:
        return []
    book = phrases("publication")
    period = summary.state.period
    lead = book.checked(period.start_on, period.end_on)
    return [f"{book.tally(summary.tally, lead)}.", f"{book.together(summary.state.score)}."]


def _scores(summary: PublicationSummary) -> Passages:
    """The internal score with its weights, who is highest and lowest, who has none."""
    book = phrases("publication")
    lines: list[TextLine | ListLine] = [
        TextLine(
            f"{book.together(summary.state.score)}. {book.internal()}."
            f" {book.weights(WEIGHTS, PART_NAMES)}."
        )
    ]
    if summary.best:
        lines.append(ListLine(f"{book.best(_ranked(summary.best))}."))
    if summary.worst:
        lines.append(ListLine(f"{book.worst(_ranked(summary.worst))}."))
    if unscored := summary.unscored:
        names = several([one.unit.name for one in unscored])
        lines.append(ListLine(f"{book.unscored(len(unscored), names)}."))
    return tuple(lines)


def _ranked(units: Sequence[UnitState]) -> str:
    book = phrases("publication")
    return "; ".join(
        book.ranked_unit(
            one.unit.name,
            one.score,
            one.score.measure(ScorePart.COVERAGE),
            len(one.open_findings),
        )
        for one in units
    )


def kinds_table(summary: PublicationSummary) -> Table:
    """A row a kind: found, mended, open."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (capital(one.name), SEVERITY_NAMES[one.severity], one.found, one.mended, one.open)
        for one in summary.kinds
    )
    return Table(phrases("publication").kinds_title(), _KINDS, rows)


def units_table(summary: PublicationSummary) -> Table:
    """A row a unit: every part of its score with numerator and denominator, what is left out."""
    book = phrases("publication")
    rows = tuple(_row(number, one) for number, one in enumerate(summary.state.units, start=1))
    return Table(
        book.units_title(summary.state.period.short()),
        _UNITS,
        rows,
        notes=(f"{book.internal()}.", book.table_note()),
    )


def brief_units_table(summary: PublicationSummary) -> Table:
    """The same as an upright page holds it: the workbook has every part."""
    book = phrases("publication")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(number, one.unit.name, one.score.points),
            *(book.measure(one.score.measure(part)) for part in _BRIEF),
            len(one.open_findings),
        )
        for number, one in enumerate(summary.state.units, start=1)
    )
    notes = (book.table_note(),)
    return Table(book.units_title(summary.state.period.short()), _BRIEF_UNITS, rows, notes=notes)


def _row(number: int, one: UnitState) -> tuple[Cell, ...]:
    book = phrases("publication")
    findings = one.open_findings
    return (
        *(number, one.unit.name, len(one.sources), one.score.points),
        *(book.measure(one.score.measure(part)) for part in ScorePart),
        len(findings),
        sum(1 for found in findings if found.severity is Severity.HIGH),
        book.excluded(one.score.excluded),
    )
