"""The kinds of papers: which template is filled with which values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dondoc.documents.paper.paper_values import PaperHead, ReportValues

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class PaperTemplate:
    """A kind: its file, in our folder and in an office's own, and the class of its values."""

    file: str
    title: str
    values: type[PaperHead]


REPORT = PaperTemplate("bao-cao-tong-hop.docx", "Báo cáo tổng hợp", ReportValues)

TEMPLATES = (REPORT,)
