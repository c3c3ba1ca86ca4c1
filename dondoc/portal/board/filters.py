"""What the board can be narrowed to: every figure it shows leads to exactly the units it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dondoc.rounds.figure_parts import Counted, Part
from dondoc.rounds.on_time_rate import is_late
from dondoc.rounds.progress import Progress, UnitProgress
from dondoc.rounds.standing import StandingKind


@dataclass(frozen=True)
class Filter:
    """A figure's name in the address (`slug`), what it counts, and which rows these are."""

    slug: str
    counts: Counted
    holds: Callable[[UnitProgress], bool]

    @property
    def words(self) -> str:
        return self.counts.value


def asks_extension(row: UnitProgress) -> bool:
    """Has the unit asked for a later date, and nobody answered yet?"""
    return row.standing.waiting_for_unit and row.facts.request is not None


def _is(kind: StandingKind) -> Callable[[UnitProgress], bool]:
    return lambda row: row.standing.kind is kind


def _closed_as(said: Counted) -> Callable[[UnitProgress], bool]:
    return lambda row: row.closed and row.spoken.word == said.value


def _missing(row: UnitProgress) -> bool:
    if row.facts.continuous:
        return False
    settled = row.standing.handed_in or row.reached or row.withdrawn
    return not settled and row.standing.kind is not StandingKind.WAIVED


FILTERS = (
    Filter("da-gui", Counted.HANDED_IN, lambda row: row.standing.handed_in),
    Filter(
        "dung-han",
        Counted.ON_TIME,
        lambda row: bool(row.standing.handed_in and row.standing.on_time),
    ),
    Filter("cho-xac-nhan-ngay-gui", Counted.UNPROVEN, lambda row: row.standing.unproven),
    Filter("da-chap-nhan", Counted.ACCEPTED, _is(StandingKind.COMPLETED)),
    Filter("qua-han", Counted.OVERDUE, lambda row: row.overdue),
    Filter("khong-gui", Counted.NOT_SENT, _closed_as(Counted.NOT_SENT)),
    Filter("khong-thuc-hien", Counted.CLOSED, _closed_as(Counted.CLOSED)),
    Filter("tre-han", Counted.LATE, is_late),
    Filter("chua-lien-he-duoc", Counted.UNREACHED, lambda row: row.unreached),
    Filter("tu-theo-doi", Counted.UNSENT, lambda row: row.unsent),
    Filter("chua-den-han", Counted.NOT_YET, lambda row: row.not_yet),
    Filter("tra-lai", Counted.RETURNED, _is(StandingKind.RETURNED)),
    Filter("chua-thuc-hien", Counted.NOT_DONE, _is(StandingKind.NOT_DONE)),
    Filter("mien", Counted.WAIVED, _is(StandingKind.WAIVED)),
    Filter("cho-kiem-tra", Counted.TO_CHECK, _is(StandingKind.SUBMITTED)),
    Filter("cho-quyet-dinh", Counted.TO_RULE, lambda row: row.standing.to_rule),
    Filter("xin-gia-han", Counted.EXTENSION_ASKED, asks_extension),
    Filter("chua-co-thong-tin", Counted.WITHOUT_NEWS, lambda row: row.without_news),
    Filter("chua-gui", Counted.MISSING, _missing),
    Filter("dat-nguong", Counted.REACHED, lambda row: row.reached),
    Filter("chua-dat", Counted.BELOW, lambda row: row.below),
    Filter("dang-ghi", Counted.UNDER_WAY, lambda row: row.under_way),
    Filter("khong-phat-sinh", Counted.NIL, lambda row: row.standing.nil),
)
BY_SLUG = {one.slug: one for one in FILTERS}
_BY_COUNTED = {one.counts: one for one in FILTERS}


def narrow(round_: Progress, slug: str | None) -> list[UnitProgress]:
    """The rows of a round that a filter holds for; all of them without one."""
    if slug not in BY_SLUG:
        return list(round_.rows)
    holds = BY_SLUG[slug].holds
    return [row for row in round_.rows if holds(row) and not row.visited]


def linked_figures(
    parts: Iterable[Part], address: Callable[[str], str], *, chosen: str | None
) -> Markup:
    """The sentence, word for word, each figure a link to the units that it counts."""

    def said(part: Part) -> str:
        if part.counts is None:
            return str(escape(part.text))
        slug = _BY_COUNTED[part.counts].slug
        return _link(address(slug), part.text, current=slug == chosen)

    return Markup("".join(map(said, parts)))  # noqa: S704 - escaped above


def further(
    round_: Progress, slugs: Sequence[str], address: Callable[[str], str], *, chosen: str | None
) -> list[Markup]:
    """Figures that the sentence does not say, as links; those of nobody are left out."""
    counted = [(BY_SLUG[slug], len(narrow(round_, slug))) for slug in slugs]
    return [
        Markup(_link(address(one.slug), f"{count} {one.words}", current=one.slug == chosen))  # noqa: S704
        for one, count in counted
        if count
    ]


def _link(address: str, words: str, *, current: bool) -> str:
    mark = ' aria-current="true"' if current else ""
    return f'<a href="{escape(address)}"{mark}>{escape(words)}</a>'
