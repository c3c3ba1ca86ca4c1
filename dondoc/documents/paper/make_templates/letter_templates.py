"""Công văn and giấy mời: the papers that are sent to somebody."""

from __future__ import annotations

from dondoc.documents.paper.make_templates import shared_parts as shared
from dondoc.documents.paper.make_templates.template_package import MadeTemplate
from dondoc.documents.paper.paper_styles import Style


def letter_template() -> MadeTemplate:
    """Công văn: no tên loại; one addressee beside «Kính gửi», several below it."""
    one = shared.text(Style.ADDRESSEE, "Kính gửi: {{ kinh_gui | first }}")
    more = shared.text(Style.ADDRESSEE, "Kính gửi:") + shared.several("noi in kinh_gui")
    body = (
        shared.head(about_below_number=True)
        + shared.only_if("kinh_gui | length == 1", one)
        + shared.only_if("kinh_gui | length > 1", more)
        + shared.passages("noi_dung")
        + shared.foot()
        + shared.end()
    )
    return MadeTemplate("cong-van.docx", "Công văn", body)


def invitation_template() -> MadeTemplate:
    """Giấy mời, its lines in the order of NĐ 30/2020."""
    body = (
        shared.head()
        + shared.title("Giấy mời")
        + shared.text(Style.BODY, "{{ co_quan }} trân trọng kính mời:")
        + shared.several("khach in kinh_moi")
        + shared.text(Style.BODY, "Tới dự: {{ toi_du }}")
        + shared.only_if("chu_tri", shared.text(Style.BODY, "Chủ trì: {{ chu_tri }}"))
        + shared.text(Style.BODY, "Thời gian: {{ thoi_gian }}")
        + shared.text(Style.BODY, "Địa điểm: {{ dia_diem }}")
        + shared.passages("noi_dung")
        + shared.foot()
        + shared.end()
    )
    return MadeTemplate("giay-moi.docx", "Giấy mời", body)
