"""Values of each kind of paper, as an office would have them, and a docx read back."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx

from dondoc.documents.paper import paper_templates as kinds
from dondoc.documents.paper.paper_templates import PaperTemplate
from dondoc.documents.paper.paper_values import (
    Annex,
    ConclusionValues,
    ConferenceMinutesValues,
    IndexValues,
    InvitationValues,
    LetterValues,
    ListValues,
    MinutesValues,
    PaperHead,
    ReportValues,
    time_words,
)
from dondoc.documents.paper.passages import ChapterLine, ListLine, Narrative, TextLine
from dondoc.documents.paper.table import Column, Kind, Table

AS_OF = datetime(2027, 3, 18, 1, tzinfo=UTC)
HEAD: dict[str, Any] = {
    "superior": "Ủy ban nhân dân tỉnh Tuyên Quang",
    "organ": "Sở Nội vụ",
    "issued_at": "Tuyên Quang",
    "time": time_words(None, 2027),
    "authority": "KT. Giám đốc",
    "position": "Phó Giám đốc",
    "recipients": ("UBND tỉnh (báo cáo)", "Lãnh đạo Sở Nội vụ", "Lưu: VT, CCHC"),
}
LATE = Table(
    "Đơn vị gửi chậm",
    (
        Column("TT", 4, Kind.INTEGER),
        Column("Đơn vị", 30),
        Column("Hạn", 12, Kind.DATE),
        Column("Tỷ lệ", 8, Kind.PERCENT),
    ),
    (
        (1, "Sở Tài chính", datetime(2027, 3, 16, tzinfo=UTC).date(), 0.8657),
        (2, "Ủy ban nhân dân xã Tân Trào", None, None),
    ),
    notes=("Số liệu tính đến 18/03/2027.",),
)


def indicators(units: int, columns: int) -> Table:
    """A table of so many units and figures, as an annex has it."""
    heads = (Column("TT", 4, Kind.INTEGER), Column("Đơn vị", 28))
    figures = tuple(
        Column(f"Chỉ tiêu số {place}", 8, Kind.INTEGER) for place in range(1, columns + 1)
    )
    rows = tuple(
        (unit, f"Ủy ban nhân dân xã số {unit}", *(unit * place for place in range(columns)))
        for unit in range(1, units + 1)
    )
    return Table("Số liệu theo đơn vị và chỉ tiêu", heads + figures, rows)


def report_values(**changed: object) -> ReportValues:
    """A report with something of each sort in it."""
    facts: dict[str, Any] = {
        **HEAD,
        "symbol": "BC-SNV",
        "about": "Kết quả tuyên truyền cải cách hành chính quý I năm 2027",
        "addressee": "Ủy ban nhân dân tỉnh Tuyên Quang",
        "opening": (TextLine("Thực hiện Kế hoạch số 15/KH-UBND, Sở Nội vụ báo cáo như sau:"),),
        "direction": (Narrative("chi_dao", "nêu các văn bản đã ban hành trong kỳ"),),
        "results": (ChapterLine("1. Theo hình thức"), ListLine("Tin, bài: 1.234 (24/27 đơn vị)")),
        "discipline": (TextLine("Đến hạn có 24/27 đơn vị gửi báo cáo."), LATE),
        "publication": (TextLine("Đã công khai 1.250 thủ tục.", lead="Cấp tỉnh:"),),
        "shortcomings": (Narrative("ton_tai", "nêu nguyên nhân", "Chậm.\nDo thiếu người."),),
        "next_period": (Narrative("ky_toi", "nêu nhiệm vụ kỳ tới"),),
        "closing": (TextLine("Trên đây là báo cáo của Sở Nội vụ./."),),
        "annexes": (
            Annex("Phụ lục I. Số liệu", (indicators(27, 40),)),
            Annex("Phụ lục II. Cách làm hay", (TextLine("Không có."),)),
        ),
    }
    return ReportValues(**{**facts, **changed})


def every_paper() -> dict[PaperTemplate, PaperHead]:
    """One of each kind."""
    letter = TextLine("Đề nghị các cơ quan, đơn vị gửi báo cáo trước ngày 18/3/2027./.")
    team = ("Bà Hoàng Thị B, Trưởng đoàn", "Ông Lê Văn C, thành viên")
    about = "Kiểm tra việc niêm yết thủ tục hành chính tại xã Tân Trào"
    minutes = {
        "starts": "08 giờ 00 phút, ngày 10 tháng 5 năm 2027",
        "venue": "trụ sở Ủy ban nhân dân xã Tân Trào",
        "inspectors": team,
        "inspected": ("Ông Trần Văn D, Phó Chủ tịch",),
        "content": (ChapterLine("1. Nội dung"), Narrative("ket_qua", "ghi kết quả kiểm tra")),
        "ends": "11 giờ 00 phút cùng ngày",
        "other_position": "Đại diện đơn vị được kiểm tra",
    }
    return {
        kinds.REPORT: report_values(),
        kinds.LETTER: LetterValues(
            **HEAD,
            symbol="SNV-CCHC",
            about="đôn đốc gửi báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2027",
            addressees=("Sở Tài chính", "Ủy ban nhân dân xã Tân Trào"),
            content=(letter,),
        ),
        kinds.INVITATION: InvitationValues(
            **HEAD,
            symbol="GM-SNV",
            about="Hội nghị hướng dẫn tự chấm điểm chỉ số cải cách hành chính",
            guests=("Lãnh đạo các sở, ban, ngành", "Chủ tịch Ủy ban nhân dân các xã, phường"),
            event="Hội nghị hướng dẫn tự chấm điểm năm 2027",
            chair="Ông Nguyễn Văn A, Giám đốc Sở Nội vụ",
            starts="08 giờ 00 phút, thứ Ba, ngày 06 tháng 4 năm 2027",
            venue="Hội trường Sở Nội vụ",
            content=(TextLine("Đề nghị các đại biểu đến dự đúng thành phần, thời gian./."),),
        ),
        kinds.CONCLUSION: ConclusionValues(
            **HEAD,
            symbol="TB-SNV",
            about="Kết luận tại Hội nghị hướng dẫn tự chấm điểm năm 2027",
            content=(TextLine("Ngày 06/4/2027, …"), Narrative("ket_luan", "ghi các kết luận")),
        ),
        kinds.MINUTES: MinutesValues(**HEAD, symbol="BB-SNV", about=about, **minutes),
        kinds.CONFERENCE_MINUTES: ConferenceMinutesValues(
            **HEAD,
            symbol="BB-SNV",
            about="Hội nghị hướng dẫn tự chấm điểm năm 2027",
            starts="08 giờ 00 phút, ngày 06 tháng 4 năm 2027",
            venue="Hội trường Sở Nội vụ",
            chair="Ông Nguyễn Văn A, Giám đốc Sở Nội vụ",
            secretary="Bà Hoàng Thị B, Sở Nội vụ",
            content=(ChapterLine("I. Thành phần"), LATE, Narrative("dien_bien", "ghi diễn biến")),
            ends="11 giờ 00 phút cùng ngày",
            other_position="Thư ký",
        ),
        kinds.LIST: ListValues(
            **HEAD,
            symbol="DS-SNV",
            about="Cơ quan, đơn vị gửi báo cáo quý I năm 2027 chậm hạn",
            goes_with="Kèm theo Báo cáo tổng hợp quý I năm 2027 của Sở Nội vụ",
            content=(LATE,),
        ),
        kinds.INDEX: IndexValues(
            **HEAD, symbol="ML-SNV", about="Minh chứng năm 2027 của Sở Tài chính", content=(LATE,)
        ),
    }


def opened(content: bytes) -> Docx:
    return Document(io.BytesIO(content))


def lines(content: bytes) -> list[str]:
    """The text of every paragraph in its order, those in tables and content controls too."""
    found = opened(content).element.body.iterfind(".//{*}p")
    return ["".join(one.itertext("{*}t")) for one in found]
