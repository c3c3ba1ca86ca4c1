"""Values of each kind of paper, as an office would have them, and a docx read back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Docx

from dondoc.documents.paper.paper_values import Annex, ReportValues, time_words
from dondoc.documents.paper.passages import ChapterLine, ListLine, Narrative, TextLine

AS_OF = datetime(2027, 3, 18, 1, tzinfo=UTC)
HEAD = {
    "superior": "Ủy ban nhân dân tỉnh Tuyên Quang",
    "organ": "Sở Nội vụ",
    "issued_at": "Tuyên Quang",
    "time": time_words(None, 2027),
    "authority": "KT. Giám đốc",
    "position": "Phó Giám đốc",
    "recipients": ("UBND tỉnh (báo cáo)", "Lãnh đạo Sở Nội vụ", "Lưu: VT, CCHC"),
}


def report_values(**changed: object) -> ReportValues:
    """A report with something of each sort in it."""
    facts = {
        **HEAD,
        "symbol": "BC-SNV",
        "about": "Kết quả tuyên truyền cải cách hành chính quý I năm 2027",
        "addressee": "Ủy ban nhân dân tỉnh Tuyên Quang",
        "opening": (TextLine("Thực hiện Kế hoạch số 15/KH-UBND, Sở Nội vụ báo cáo như sau:"),),
        "direction": (Narrative("chi_dao", "nêu các văn bản đã ban hành trong kỳ"),),
        "results": (ChapterLine("1. Theo hình thức"), ListLine("Tin, bài: 1.234 (24/27 đơn vị)")),
        "shortcomings": (Narrative("ton_tai", "nêu nguyên nhân", "Chậm.\nDo thiếu người."),),
        "closing": (TextLine("Trên đây là báo cáo của Sở Nội vụ./."),),
        "annexes": (Annex("Phụ lục I. Số liệu", (TextLine("Số liệu theo đơn vị."),)),),
    }
    return ReportValues(**{**facts, **changed})


def opened(content: bytes) -> Docx:
    return Document(io.BytesIO(content))


def lines(content: bytes) -> list[str]:
    """The text of every paragraph in its order, those in tables and content controls too."""
    body = opened(content).element.body
    found = body.iterfind(".//{*}p")
    return ["".join(one.itertext("{*}t")) for one in found]
