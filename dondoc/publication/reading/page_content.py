"""What a page or a file holds, whatever its format: tables, lines of text, links. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from models.publication_kinds import ReadingTrouble


class FileTrouble(Exception):
    """Nothing can be read of a file, and why."""

    def __init__(self, trouble: ReadingTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class PageLink:
    """A link with its address in full, and the text that leads there."""

    address: str
    text: str


@dataclass(frozen=True)
class PageCell:
    """A cell; `above` says that it is merged, and began in a line above or a column before."""

    text: str
    link: str = ""
    above: bool = False


@dataclass(frozen=True)
class PageTableLine:
    """`number` is the one that a person counts or sees (from 1)."""

    number: int
    cells: tuple[PageCell, ...]


@dataclass(frozen=True)
class PageTable:
    """`place` is «bảng 2» or «trang tính «Danh mục»»; `caption` the text just above it.

    In a `spreadsheet` a code may have become a number.
    """

    place: str
    caption: str
    lines: tuple[PageTableLine, ...]
    spreadsheet: bool = False


@dataclass(frozen=True)
class PageLine:
    """A line of text with its links; `group` is the list it stands in (0: in none).

    `row` and `column` are those of the innermost table (row 0: in none), rows counted over the
    whole page. `aside` is what every page of a site has at its edge: menu, head, foot.
    """

    text: str
    links: tuple[PageLink, ...] = ()
    group: int = 0
    row: int = 0
    column: int = 0
    aside: bool = False


@dataclass(frozen=True)
class PageContent:
    """`leads` are addresses that the page itself goes on to, or shows in a frame.

    `script_pages` are the numbers of further pages that only a script can turn to; `cut` says that
    it holds more than `limits` allows.
    """

    title: str = ""
    heading: str = ""
    tables: tuple[PageTable, ...] = ()
    lines: tuple[PageLine, ...] = ()
    leads: tuple[str, ...] = ()
    script_pages: frozenset[str] = frozenset()
    cut: bool = False


def table_place(number: int) -> str:
    """«bảng 2»"""
    return f"bảng {number}"


def line_place(place: str, number: int) -> str:
    """«bảng 2, dòng 14»"""
    return f"{place}, dòng {number}"


def sheet_place(title: str) -> str:
    """«trang tính «Danh mục»»"""
    return f"trang tính «{title}»"


def page_place(number: int) -> str:
    """«trang 3»"""
    return f"trang {number}"


def item_place(number: int) -> str:
    """«mục 5 của danh sách»"""
    return f"mục {number} của danh sách"


def text_place(number: int) -> str:
    """«dòng chữ thứ 12»"""
    return f"dòng chữ thứ {number}"


WHOLE_PAGE = "cả trang"
