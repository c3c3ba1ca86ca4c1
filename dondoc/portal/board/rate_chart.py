"""A group's rates as columns, drawn here: an SVG for the eye, its words stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from dondoc.rounds.on_time_rate import OnTimeRate

_WIDTH, _HEIGHT, _BASE, _TOP = 240, 130, 108, 18
"""In units of the drawing; a full column reaches from `_BASE` up to `_TOP`."""


def rate_chart(name: str, periods: Sequence[str], rates: Sequence[OnTimeRate]) -> Markup:
    """Columns from 0 to 100 %, each with its figure above and its period below."""
    step = _WIDTH / max(1, len(rates))
    columns = "".join(
        _column(step * place, step, period, rate)
        for place, (period, rate) in enumerate(zip(periods, rates, strict=True))
    )
    said = ", ".join(
        f"{period} {_figure(rate)}" for period, rate in zip(periods, rates, strict=True)
    )
    return Markup(  # noqa: S704 - escaped where it is written
        f'<svg class="rate-chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(f"{name}: {said}")}">'
        f'<line class="axis" x1="0" y1="{_BASE}" x2="{_WIDTH}" y2="{_BASE}"/>{columns}</svg>'
    )


def _column(left: float, step: float, period: str, rate: OnTimeRate) -> str:
    height = (_BASE - _TOP) * rate.percent / 100
    middle, top = left + step / 2, _BASE - height
    width = step * 0.5
    bar = f'<rect x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}"'
    return (
        f'{bar} height="{height:.1f}"/>'
        f'<text x="{middle:.1f}" y="{top - 5:.1f}">{_figure(rate)}</text>'
        f'<text class="below" x="{middle:.1f}" y="{_BASE + 16}">{escape(period)}</text>'
    )


def _figure(rate: OnTimeRate) -> str:
    return f"{rate.percent} %" if rate.of else "–"
