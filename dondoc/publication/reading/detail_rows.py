"""A page that speaks of one procedure: what it says under each label. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from dondoc.limits import LONGEST_CELL
from dondoc.publication.page_rows import PageRow
from dondoc.publication.procedure_code import procedure_codes
from dondoc.publication.reading.page_content import WHOLE_PAGE, PageContent, PageLine, PageTable
from dondoc.publication.reading.part_labels import Label, label_of, labelled
from dondoc.publication.reading.row_text import clean_name, excerpt
from dondoc.text import fold, parse_link
from models.publication_kinds import Component

_LEAST_PARTS = 3
_FORM_FILES = frozenset({".doc", ".docx", ".pdf", ".xls", ".xlsx", ".rtf", ".odt", ".zip", ".rar"})
_FORM_WORDS = ("mau", "to khai", "don ", "bieu")
_Said = dict[Component | Label, list[PageLine]]


def detail_row(page: PageContent, address: str) -> PageRow | None:
    """The one procedure that the page is about; None where it is a list, or something else."""
    said = _sections(page.lines)
    parts = {what: _text(lines) for what, lines in said.items() if isinstance(what, Component)}
    parts = {what: text for what, text in parts.items() if text}
    for what, text in _columns(page.tables):
        parts.setdefault(what, text)
    name = parts.pop(Component.NAME, "")
    if len(parts) < _LEAST_PARTS or len(said.get(Label.CODE, [])) > 1:
        return None
    return PageRow(
        code=_code(said, page, address),
        name=clean_name(name or page.heading or page.title),
        locator=WHOLE_PAGE,
        excerpt=excerpt(" ".join(line.text for line in page.lines[:40])),
        link=address,
        level=_text(said.get(Label.LEVEL, [])),
        parts=parts,
        detail=True,
        forms=tuple(dict.fromkeys(_forms(page.lines, said))),
    )


def _sections(lines: Sequence[PageLine]) -> _Said:
    """The lines under each label, up to the next one."""
    heads = _head_rows(lines)
    found: _Said = defaultdict(list)
    current: Component | Label | None = None
    for line in lines:
        label = labelled(line.text) if line.row not in heads else None
        if label is not None:
            current = label[0]
            line = PageLine(label[1], line.links, line.group, line.row, line.column, line.aside)  # noqa: PLW2901 - the rest of the line
        if current is not None and (line.text or line.links):
            found[current].append(line)
    return found


def _head_rows(lines: Sequence[PageLine]) -> set[int]:
    """Rows of tables that are heads of columns: nothing but labels, two at least."""
    cells: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.row and line.text:
            cells[line.row][line.column].append(line.text)
    return {
        row
        for row, columns in cells.items()
        if len(columns) > 1
        and all(label_of(" ".join(texts)) is not None for texts in columns.values())
    }


def _columns(tables: Sequence[PageTable]) -> Iterator[tuple[Component, str]]:
    """What tables say in columns: «Hình thức nộp | Thời hạn giải quyết | Phí, lệ phí»."""
    for table in tables:
        heads = [label_of(cell.text) for cell in table.lines[0].cells]
        if len(heads) < 2 or None in heads:
            continue
        for column, head in enumerate(heads):
            texts = [
                line.cells[column].text for line in table.lines[1:] if column < len(line.cells)
            ]
            text = "; ".join(dict.fromkeys(filter(None, texts)))[:LONGEST_CELL]
            if isinstance(head, Component) and head is not Component.NAME and text:
                yield head, text


def _text(lines: Sequence[PageLine]) -> str:
    return " ".join(line.text for line in lines if line.text)[:LONGEST_CELL].strip()


def _code(said: _Said, page: PageContent, address: str) -> str:
    """What the page says under its label, else its address, else the only code that it names."""
    for text in (_text(said.get(Label.CODE, [])), page.heading, unquote(address)):
        if codes := procedure_codes(text):
            return codes[0]
    every = {code for line in page.lines for code in procedure_codes(line.text)}
    return every.pop() if len(every) == 1 else ""


def _forms(lines: Sequence[PageLine], said: _Said) -> Iterator[str]:
    """The files offered under «Mẫu đơn, tờ khai», and those that are called a form elsewhere."""
    for line in said.get(Component.FORMS, []):
        yield from (link.address for link in line.links)
    for line in lines:
        for link in line.links:
            parts = parse_link(link.address)
            file = PurePosixPath(parts.path if parts else "").suffix.lower() in _FORM_FILES
            if file and not line.aside and any(word in fold(link.text) for word in _FORM_WORDS):
                yield link.address
