"""What one look at a source gave: procedures as the page shows them, or why it proves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.publication_kinds import CheckVerdict, Component, ReadingTrouble


@dataclass(frozen=True)
class PageRow:
    """One procedure as a page shows it; `parts` holds what the page says under each label.

    `locator` says where a person finds it («bảng 2, dòng 14»); `excerpt` is the text around it.
    `detail` is true where a whole page speaks of this procedure alone: what its parts lack, the
    page lacks. `forms` are the addresses of the files that it offers.
    """

    code: str  # the core; empty where the page states none
    name: str
    locator: str
    excerpt: str
    link: str = ""
    level: str = ""
    parts: Mapping[Component, str] = field(default_factory=dict)
    detail: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageReading:
    """All that a source's page or file says. Rows count only under READ.

    `digest` is of the rows, in their order; `legacy_font` says that it is written in TCVN3 glyphs;
    `official_link` is set where the page only leads on to an official portal. `onward` are the
    further pages of the same list: until they are read and joined (`join_readings`), nothing is
    missing. `text` is that of a file without tables (PDF, .doc), in which a name may stand too.
    """

    verdict: CheckVerdict
    trouble: ReadingTrouble | None = None
    rows: tuple[PageRow, ...] = ()
    digest: str = ""
    legacy_font: bool = False
    official_link: str = ""
    media_type: str = ""
    onward: tuple[str, ...] = ()
    text: str = ""
