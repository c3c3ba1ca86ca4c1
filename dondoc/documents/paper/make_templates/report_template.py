"""Báo cáo: six parts as the plan's reports have them, then the annexes on pages laid across."""

from __future__ import annotations

from dondoc.documents.paper.make_templates import shared_parts as shared
from dondoc.documents.paper.make_templates.template_package import MadeTemplate
from dondoc.documents.paper.paper_styles import Style
from dondoc.documents.paper.word_xml import section

CHAPTERS = (
    ("I. Công tác chỉ đạo, triển khai", "chi_dao"),
    ("II. Kết quả thực hiện", "ket_qua"),
    ("III. Tình hình chấp hành chế độ báo cáo", "che_do_bao_cao"),
    ("IV. Công khai thủ tục hành chính", "cong_khai"),
    ("V. Tồn tại, hạn chế và nguyên nhân", "ton_tai"),
    ("VI. Nhiệm vụ kỳ tới", "ky_toi"),
)
"""The six parts: their headings, and the tags of what stands below."""


def report_template() -> MadeTemplate:
    """The consolidated report to UBND tỉnh."""
    chapters = "".join(
        shared.text(Style.CHAPTER, heading) + shared.passages(tag) for heading, tag in CHAPTERS
    )
    body = (
        shared.head()
        + shared.title("Báo cáo")
        + shared.only_if("kinh_gui", shared.text(Style.ADDRESSEE, "Kính gửi: {{ kinh_gui }}"))
        + shared.passages("mo_dau")
        + chapters
        + shared.passages("ket_thuc")
        + shared.foot()
        + shared.next_section()
        + shared.for_each(
            "phu_luc in cac_phu_luc",
            shared.text(Style.ANNEX, "{{ phu_luc.ten }}"),
            shared.passages("phu_luc.noi_dung"),
        )
        + section(landscape=True)
    )
    return MadeTemplate("bao-cao-tong-hop.docx", "Báo cáo tổng hợp", body)
