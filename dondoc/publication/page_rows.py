"""What one look at a source gave: procedures as the page shows them, or why it proves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.publication_kinds import CheckVerdict, Component, ReadingTrouble


@dataclass(frozen=True)
class PageRow:
    """One procedure as a page shows it; `parts` holds what the page says under each label.

    `locator` says where a person finds it («bảng 2, dòng 14»); `excerpt` is the text around it.
    """

    code: str  # the core; empty where the page states none
    name: str
    locator: str
    excerpt: str
    link: str = ""
    level: str = ""
    parts: Mapping[Component, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PageReading:
    """All that a source's page or file says. Rows count only under READ.

    `digest` is of the rows, in their order; `legacy_font` says that it is written in TCVN3 glyphs;
    `official_link` is set where the page only leads on to an official portal.
    """

    verdict: CheckVerdict
    trouble: ReadingTrouble | None = None
    rows: tuple[PageRow, ...] = ()
    digest: str = ""
    legacy_font: bool = False
    official_link: str = ""
    media_type: str = ""
