"""What the board can be narrowed to: every figure it shows leads to exactly the units it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from dondoc.rounds.counted_rows import counted_rows
from dondoc.rounds.figure_parts import Counted, Part
from dondoc.rounds.progress import Progress
from dondoc.rounds.unit_progress import UnitProgress


@dataclass(frozen=True)
class Filter:
    """A figure's name in the address (`slug`), and what it counts (`counted_rows`)."""

    slug: str
    counts: Counted

    @property
    def words(self) -> str:
        return self.counts.value


FILTERS = (
    Filter("da-gui", Counted.HANDED_IN),
    Filter("dung-han", Counted.ON_TIME),
    Filter("cho-xac-nhan-ngay-gui", Counted.UNPROVEN),
    Filter("da-chap-nhan", Counted.ACCEPTED),
    Filter("qua-han", Counted.OVERDUE),
    Filter("khong-gui", Counted.NOT_SENT),
    Filter("khong-thuc-hien", Counted.CLOSED),
    Filter("tre-han", Counted.LATE),
    Filter("chua-lien-he-duoc", Counted.UNREACHED),
    Filter("tu-theo-doi", Counted.UNSENT),
    Filter("chua-den-han", Counted.NOT_YET),
    Filter("tra-lai", Counted.RETURNED),
    Filter("chua-thuc-hien", Counted.NOT_DONE),
    Filter("mien", Counted.WAIVED),
    Filter("cho-kiem-tra", Counted.TO_CHECK),
    Filter("cho-quyet-dinh", Counted.TO_RULE),
    Filter("xin-gia-han", Counted.EXTENSION_ASKED),
    Filter("chua-co-thong-tin", Counted.WITHOUT_NEWS),
    Filter("chua-gui", Counted.MISSING),
    Filter("dat-nguong", Counted.REACHED),
    Filter("chua-dat", Counted.BELOW),
    Filter("dang-ghi", Counted.UNDER_WAY),
    Filter("khong-phat-sinh", Counted.NIL),
)
BY_SLUG = {one.slug: one for one in FILTERS}
_BY_COUNTED = {one.counts: one for one in FILTERS}


def narrow(round_: Progress, slug: str | None) -> list[UnitProgress]:
    """The rows of a round that a filter holds for; all of them without one."""
    if slug not in BY_SLUG:
        return list(round_.rows)
    return counted_rows(round_, BY_SLUG[slug].counts)


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
        Markup(_link(address(one.slug), f"{count} {one.words}", current=one.slug == chosen))  # noqa: S704 - as above
        for one, count in counted
        if count
    ]


def _link(address: str, words: str, *, current: bool) -> str:
    mark = ' aria-current="true"' if current else ""
    return f'<a href="{escape(address)}"{mark}>{escape(words)}</a>'
