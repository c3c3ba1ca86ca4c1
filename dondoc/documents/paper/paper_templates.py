"""The kinds of papers: which template is filled with which values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dondoc.documents.paper.paper_values import (
    ConclusionValues,
    ConferenceMinutesValues,
    IndexValues,
    InvitationValues,
    LetterValues,
    ListValues,
    MinutesValues,
    PaperHead,
    ReportValues,
)

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class PaperTemplate:
    """A kind: its file, in our folder and in an office's own, and the class of its values."""

    file: str
    title: str
    values: type[PaperHead]


REPORT = PaperTemplate("bao-cao-tong-hop.docx", "Báo cáo tổng hợp", ReportValues)
LETTER = PaperTemplate("cong-van.docx", "Công văn", LetterValues)
INVITATION = PaperTemplate("giay-moi.docx", "Giấy mời", InvitationValues)
CONCLUSION = PaperTemplate("thong-bao-ket-luan.docx", "Thông báo kết luận", ConclusionValues)
MINUTES = PaperTemplate("bien-ban-kiem-tra.docx", "Biên bản kiểm tra", MinutesValues)
CONFERENCE_MINUTES = PaperTemplate(
    "bien-ban-hoi-nghi.docx", "Biên bản hội nghị", ConferenceMinutesValues
)
LIST = PaperTemplate("danh-sach.docx", "Danh sách", ListValues)
INDEX = PaperTemplate("muc-luc-ho-so.docx", "Mục lục hồ sơ", IndexValues)

TEMPLATES = (REPORT, LETTER, INVITATION, CONCLUSION, MINUTES, CONFERENCE_MINUTES, LIST, INDEX)
