"""Index 766 in a conclusion: our own estimate, called internal, and the official figures beside."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.calendar.periods import Period
from dondoc.documents.paper.passages import ListLine, Passages, TextLine
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.publication.index_766.official_index import OfficialIndex
from dondoc.publication.score.own_766 import Estimate

_COLUMNS = (
    *(Column("Chỉ số", 8), Column("Nội dung", 40), Column("Được", 9, Kind.INTEGER)),
    *(Column("Trên số", 9, Kind.INTEGER), Column("Chưa biết", 10, Kind.INTEGER)),
)


def index_passages(
    own: Sequence[Estimate],
    official: Sequence[OfficialIndex],
    period: Period,
    points: int | None,
) -> Passages:
    """Each estimate with its figures; the official index of the newest period told by then."""
    book = phrases("publication")
    lines = [TextLine(f"{book.own_estimate()}.")]
    estimates = [ListLine(f"{book.estimate(one)}.") for one in own]
    told = [one for one in official if one.period.start_on <= period.end_on]
    if not told:
        return (*lines, *estimates, TextLine(f"{book.no_official(period.year)}."))
    newest = told[-1]
    difference = newest.difference(None if points is None else float(points))
    beside = (TextLine(difference.sentence()),) if difference else ()
    return (*lines, *estimates, TextLine(newest.sentence()), *beside)


def index_table(own: Sequence[Estimate]) -> Table:
    """A row a figure of the index."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.code, one.name, one.measure.numerator, one.measure.denominator, one.unknown)
        for one in own
    )
    book = phrases("publication")
    return Table(book.index_title(), _COLUMNS, rows, notes=(f"{book.own_estimate()}.",))
