"""The matrix of units × rounds as HTML, written in Python: hundreds of cells, one string each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dondoc.calendar.date_words import short_date
from dondoc.messages.phrasing import brief_name, capital
from dondoc.portal.board.board_links import unit_path
from dondoc.portal.board.board_view import View
from dondoc.portal.board.filters import narrow
from dondoc.portal.board.groups import (
    GROUPS,
    PLACE,
)
from dondoc.portal.board.standing_day import standing_day
from dondoc.rounds.counted_rows import asks_extension
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress
from dondoc.text import fold

_FEW = 4


@dataclass(frozen=True)
class Matrix:
    """What the template needs: head and body as HTML, and how many units are shown of how many."""

    head: Markup
    body: Markup
    columns: int
    few: bool  # so few rounds that a wide screen needs no sideways scrolling
    shown: int
    of: int


@dataclass(frozen=True)
class MatrixLine:
    """A unit, and what it owes in each round."""

    code: str
    name: str
    group: str
    cells: Mapping[str, Sequence[UnitProgress]]


def matrix(
    view: View, rounds: Sequence[Progress], *, root: str, partial: frozenset[str] = frozenset()
) -> Matrix:
    """The matrix of a view; `root` is the portal's path prefix.

    Of the periods in `partial` only some rows are here: their heads say no figure.
    """
    lines = _lines(rounds)
    shown = _narrowed(view, lines, rounds)
    periods = [one.period for one in rounds]
    body = "".join(
        _group(code, [line for line in shown if line.group == code], periods, root=root)
        for code in GROUPS
    )
    head = "".join(_heading(view, one, figure=one.period not in partial) for one in rounds)
    return Matrix(
        Markup(head),  # noqa: S704 - escaped where it is written
        Markup(body),  # noqa: S704 - as above
        columns=len(rounds) + 1,
        few=len(rounds) <= _FEW,
        shown=len(shown),
        of=len(lines),
    )


def shown_lines(view: View, rounds: Sequence[Progress]) -> list[MatrixLine]:
    """The lines that the view asks for, group by group as the board lists them."""
    lines = _narrowed(view, _lines(rounds), rounds)
    return [line for code in GROUPS for line in lines if line.group == code]


def _lines(rounds: Sequence[Progress]) -> list[MatrixLine]:
    cells: dict[str, dict[str, list[UnitProgress]]] = defaultdict(lambda: defaultdict(list))
    for one in rounds:
        for row in one.rows:
            cells[row.unit.code][one.period].append(row)
    units = list({row.unit.code: row.unit for one in rounds for row in one.rows}.values())
    units.sort(key=lambda unit: (PLACE[unit.group], unit.order, unit.code))
    return [MatrixLine(unit.code, unit.name, unit.group, cells[unit.code]) for unit in units]


def _narrowed(
    view: View, lines: Sequence[MatrixLine], rounds: Sequence[Progress]
) -> list[MatrixLine]:
    kept: Iterable[MatrixLine] = lines
    if view.group:
        kept = [line for line in kept if line.group == view.group]
    if view.search:
        wanted = fold(view.search)
        kept = [line for line in kept if wanted in fold(f"{line.name} {brief_name(line.name)}")]
    chosen = next((one for one in rounds if one.period == view.period), None)
    if view.only and chosen:
        codes = {row.unit.code for row in narrow(chosen, view.only)}
        kept = [line for line in kept if line.code in codes]
    return list(kept)


def _heading(view: View, round_: Progress, *, figure: bool) -> str:
    chosen = round_.period == view.period
    dues = f"<small>{_dues(round_)}</small>" if view.duty else ""
    link = escape(view.address(period=round_.period, only=None))
    name = escape(capital(round_.period_short))
    mark = ' class="chosen"' if chosen else ""
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<th scope="col"{mark}><a href="{link}"{current}><b>{name}</b>'
        f" <span>{escape(round_.figure()) if figure else ''}</span> {dues}</a></th>"
    )


def _dues(round_: Progress) -> str:
    """«hạn 15/03–16/03»: a role may owe a day before another; a demand has its document's day.

    As the ledger has it, like the cells. A date that one unit was given of its own is its cell's.
    """
    # A slot that is done with another report has that one's date: it stands in its cell.
    every = [row.facts for row in round_.rows if not row.facts.consolidated]
    dues = sorted({one.due_on for one in [f for f in every if f.given is None] or every})
    days = [short_date(dues[0])[:5], short_date(dues[-1])] if len(dues) > 1 else []
    word = "rà soát" if any(row.facts.continuous for row in round_.rows) else "hạn"
    return f"{word} {'–'.join(days) or short_date(dues[0])}" if dues else ""


def _group(code: str, lines: Sequence[MatrixLine], periods: Sequence[str], *, root: str) -> str:
    if not lines:
        return ""
    heading = (
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(periods) + 1}">'
        f"<span>{GROUPS[code]} <small>({len(lines)})</small></span></th></tr>"
    )
    return heading + "".join(_row(line, periods, root=root) for line in lines) + "</tbody>"


def _row(line: MatrixLine, periods: Sequence[str], *, root: str) -> str:
    cells = "".join(_cell(line.cells.get(period, ()), root=root) for period in periods)
    name = f'<a href="{root}{unit_path(line.code)}">{escape(brief_name(line.name))}</a>'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cell(rows: Sequence[UnitProgress], *, root: str) -> str:
    if not rows:
        return '<td class="none"><span class="hidden">không giao</span></td>'
    return f"<td>{''.join(cell_link(row, root=root) for row in rows)}</td>"


def cell_link(row: UnitProgress, *, root: str, heading: str = "") -> Markup:
    """A standing as a sign, a word and a day that lead to the assignment."""
    said = row.spoken
    asks = '<small class="asks">xin gia hạn</small>' if asks_extension(row) else ""
    about = f"<small>{escape(row.facts.subject)}</small>" if row.facts.subject else ""
    above = f'<span class="of-period">{escape(heading)}</span> ' if heading else ""
    return Markup(  # noqa: S704 - escaped where it is written
        f'<a class="cell is-{said.sense}" href="{root}/bang/viec/{row.facts.id}">{above}{about}'
        f'<b aria-hidden="true">{said.sign}</b> {said.phrase}{_day(row)}{asks}</a>'
    )


def _day(row: UnitProgress) -> str:
    day = standing_day(row)
    if day is None:
        return ""
    return f"{',' if day.before else ''} <time>{day.brief}</time>"
