"""Shares week by week as a line, drawn here: an SVG for the eye, its words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from dondoc.calendar.date_words import short_date
from dondoc.publication.score.score_parts import ScorePart
from dondoc.publication.score.weekly_trend import TrendPoint, stretches

_WIDTH, _BASE, _TOP, _EDGE = 640, 130, 18, 30
"""In units of the drawing; a hundred of a hundred is at `_TOP`."""


def trend_chart(name: str, points: Sequence[TrendPoint]) -> Markup:
    """How much of what must be shown was shown, from 0 to 100 %; neighbours of one rule joined."""
    shown = [one for one in points if one.score.measure(ScorePart.COVERAGE).applies]
    place = {id(one): number for number, one in enumerate(shown)}
    step = (_WIDTH - 2 * _EDGE) / max(1, len(shown) - 1)

    def spot(one: TrendPoint) -> tuple[float, float]:
        percent = one.score.measure(ScorePart.COVERAGE).percent
        return _EDGE + step * place[id(one)], _BASE - (_BASE - _TOP) * percent / 100

    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in map(spot, some))}"/>'
        for some in stretches(shown)
    )
    marks = "".join(_mark(one, *spot(one), said=_is_said(shown, one)) for one in shown)
    words = ", ".join(
        f"{short_date(one.week_on)[:5]} {one.score.measure(ScorePart.COVERAGE).percent} %"
        for one in shown
    )
    return Markup(  # noqa: S704 - escaped where it is written
        f'<svg class="trend-chart" viewBox="0 0 {_WIDTH} {_BASE + 22}" role="img"'
        f' aria-label="{escape(f"{name}: {words}")}">'
        f'<line class="axis" x1="0" y1="{_BASE}" x2="{_WIDTH}" y2="{_BASE}"/>{lines}{marks}</svg>'
    )


def _is_said(shown: Sequence[TrendPoint], one: TrendPoint) -> bool:
    """The first, the last and what changed have their figure; the rest would stand in its way."""
    number = next(place for place, other in enumerate(shown) if other is one)
    if number in (0, len(shown) - 1):
        return True
    before = shown[number - 1].score.measure(ScorePart.COVERAGE).percent
    return before != one.score.measure(ScorePart.COVERAGE).percent


def _mark(one: TrendPoint, x: float, y: float, *, said: bool) -> str:
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    if not said:
        return dot
    percent = one.score.measure(ScorePart.COVERAGE).percent
    return (
        f'{dot}<text x="{x:.1f}" y="{y - 8:.1f}">{percent} %</text>'
        f'<text class="below" x="{x:.1f}" y="{_BASE + 16}">{short_date(one.week_on)[:5]}</text>'
    )
