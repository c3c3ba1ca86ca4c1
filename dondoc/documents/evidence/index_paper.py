"""The index of a pack as a paper: what is in it, for who opens it without us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dondoc.calendar.date_words import blank_date
from dondoc.clock import local_date
from dondoc.documents.evidence import pack_tables as tables
from dondoc.documents.evidence.entry_names import MANIFEST, SHEETS
from dondoc.documents.evidence.evidence_case import PackFacts
from dondoc.documents.evidence.manifest import LackingFile, PackCounts
from dondoc.documents.paper.paper_templates import INDEX
from dondoc.documents.paper.paper_values import IndexValues
from dondoc.documents.paper.passages import Passage, TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Table
from dondoc.messages.environment import phrases

_POSITION = "Người lập hồ sơ"
_FILED = ("Lưu: VT",)

_CASES = {"Việc": 5, "Nhiệm vụ": 22, "Đơn vị": 22, "Kỳ": 9, "Hạn": 10, "Tình trạng": 13}
_CASES |= {"Lần nộp": 4, "Tệp": 4}
_HANDED = {"Việc": 5, "Lần": 4, "Biên nhận": 14, "Cơ quan nhận": 10, "Ai": 11, "Nội dung": 25}
_FILES = {"Việc": 5, "Tên khi nộp": 22, "Trong hồ sơ": 30, "Dung lượng (byte)": 9}
_RULINGS = {"Việc": 5, "Lúc": 10, "Ai": 14, "Quyết định": 23, "Lý do": 16}
_LACKING = {"Tên khi nộp": 18, "Vị trí": 26, "Vì sao": 24}
"""The columns that stand on a page of A4, and their widths in letters."""


def index_paper(facts: PackFacts, counts: PackCounts, lacking: Sequence[LackingFile]) -> bytes:
    """The docx; the same facts give the same bytes."""
    office = facts.office
    values = IndexValues(
        superior=facts.plan.issuer,
        organ=office.name if office else facts.plan.issuer,
        symbol=(office.symbol or "") if office else "",
        issued_at=facts.plan.place,
        time=blank_date(local_date(facts.as_of).year),
        about=phrases("evidence").about(facts.subject),
        position=_POSITION,
        recipients=_FILED,
        draft=False,
        content=tuple(_content(facts, counts, lacking)),
    )
    return paper(INDEX, values, as_of=facts.as_of)


def _content(
    facts: PackFacts, counts: PackCounts, lacking: Sequence[LackingFile]
) -> Iterator[Passage]:
    book = phrases("evidence")
    yield TextLine(book.told_until(facts.as_of))
    yield TextLine(book.holds(counts))
    yield TextLine(book.elsewhere(SHEETS))
    yield from facts.sheets
    cases = tables.cases_table(facts)
    if cases.rows or not facts.sheets:
        yield _on_page(cases, _CASES)
    more = (
        (tables.lacking_table(lacking), _LACKING),
        (tables.handed_table(facts), _HANDED),
        (tables.files_table(facts), _FILES),
        (tables.rulings_table(facts), _RULINGS),
    )
    yield from (_on_page(table, widths) for table, widths in more if table.rows)
    yield TextLine(book.how_to_check(MANIFEST))


def _on_page(table: Table, widths: Mapping[str, int]) -> Table:
    """The columns that the page has room for."""
    places = [place for place, one in enumerate(table.columns) if one.title in widths]
    columns = [table.columns[place] for place in places]
    return replace(
        table,
        columns=tuple(replace(one, width=widths[one.title]) for one in columns),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
    )
