"""Danh sách and mục lục hồ sơ: papers that are tables above all."""

from __future__ import annotations

from dondoc.documents.paper.make_templates import shared_parts as shared
from dondoc.documents.paper.make_templates.template_package import MadeTemplate
from dondoc.documents.paper.paper_styles import Style


def list_template() -> MadeTemplate:
    """Danh sách, with the paper that it goes with."""
    goes_with = shared.text(Style.SIGN_NOTE, "({{ kem_theo }})")
    return _of_tables("danh-sach.docx", "Danh sách", shared.only_if("kem_theo", goes_with))


def index_template() -> MadeTemplate:
    """Mục lục hồ sơ of an evidence pack."""
    return _of_tables("muc-luc-ho-so.docx", "Mục lục hồ sơ")


def _of_tables(file: str, kind: str, below_title: str = "") -> MadeTemplate:
    body = (
        shared.head()
        + shared.title(kind)
        + below_title
        + shared.passages("noi_dung")
        + shared.foot()
        + shared.end()
    )
    return MadeTemplate(file, kind, body)
