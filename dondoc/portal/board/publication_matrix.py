"""The matrix of units × places as HTML, written in Python: hundreds of cells, one string each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import brief_name
from dondoc.portal.board.board_links import SOURCE_PATH, unit_path
from dondoc.portal.board.groups import GROUPS
from dondoc.publication.place_names import SHORT_PLACES
from dondoc.publication.score.publication_state import (
    OpenFinding,
    PublicationState,
    SourceState,
    UnitState,
)
from dondoc.publication.score.score_parts import ScorePart
from dondoc.publication.score.source_words import source_words
from dondoc.publication.score.unit_score import UnitScore
from models.publication_kinds import Severity, SourceKind


@dataclass(frozen=True)
class PublicationMatrix:
    """What the template needs: head and body as HTML, and how many units are shown."""

    head: Markup
    body: Markup
    columns: int
    shown: int


def publication_matrix(state: PublicationState, *, root: str) -> PublicationMatrix:
    """A row a unit, a column a place, the last all places together."""
    places = state.places
    head = "".join(f'<th scope="col"><b>{escape(SHORT_PLACES[kind])}</b></th>' for kind in places)
    body = "".join(
        _group(code, [one for one in state.units if one.unit.group == code], places, root=root)
        for code in GROUPS
    )
    return PublicationMatrix(
        Markup(f'{head}<th scope="col"><b>Chung</b></th>'),  # noqa: S704 - escaped where written
        Markup(body),  # noqa: S704 - as above
        columns=len(places) + 2,
        shown=len(state.units),
    )


def _group(
    code: str, units: Sequence[UnitState], places: Sequence[SourceKind], *, root: str
) -> str:
    if not units:
        return ""
    heading = (
        f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(places) + 2}">'
        f"<span>{GROUPS[code]} <small>({len(units)})</small></span></th></tr>"
    )
    return heading + "".join(_row(unit, places, root=root) for unit in units) + "</tbody>"


def _row(unit: UnitState, places: Sequence[SourceKind], *, root: str) -> str:
    name = f'<a href="{root}{unit_path(unit.unit.code)}">{escape(brief_name(unit.unit.name))}</a>'
    cells = "".join(_cell(unit.at(kind), root=root) for kind in places)
    return f'<tr><th scope="row">{name}</th>{cells}<td>{_together(unit)}</td></tr>'


def _cell(sources: Sequence[SourceState], *, root: str) -> str:
    if not sources:
        return '<td class="none"><span class="hidden">không có nguồn</span></td>'
    return f"<td>{''.join(source_cell(one, root=root) for one in sources)}</td>"


def source_cell(source: SourceState, *, root: str) -> Markup:
    """Sign and word, score with its figures, findings, what is excluded, the day of the look."""
    said = source_words(source)
    day = ""
    if source.last:
        day = f", <time>{short_date(local_date(source.last.at))[:5]}</time>"
    return Markup(  # noqa: S704 - escaped where it is written
        f'<a class="cell is-{said.sense}" href="{root}{SOURCE_PATH}/{source.source_id}">'
        f'<b aria-hidden="true">{said.sign}</b> {said.word}{day}'
        f"{_figures(source.score, source.open_findings)}</a>"
    )


def _together(unit: UnitState) -> str:
    if unit.score.points is None:
        return '<span class="cell is-quiet"><b aria-hidden="true">–</b> không có điểm</span>'
    points = f"<strong>{unit.score.points}</strong> điểm"
    figures = _figures(unit.score, unit.open_findings, points=False)
    return f'<span class="cell is-plain">{points}{figures}</span>'


def _figures(score: UnitScore, findings: Sequence[OpenFinding], *, points: bool = True) -> str:
    book = phrases("publication")
    shown = score.measure(ScorePart.COVERAGE)
    grave = sum(1 for one in findings if one.severity is Severity.HIGH)
    lines = [
        f"{book.points(score)}" if points and score.points is not None else "",
        f"đăng {book.measure(shown)} thủ tục" if shown.applies else "",
        book.open_findings(len(findings), grave),
        f"không tính {left_out}" if (left_out := book.excluded(score.excluded)) else "",
    ]
    return "".join(f"<small>{line}</small>" for line in lines if line)
