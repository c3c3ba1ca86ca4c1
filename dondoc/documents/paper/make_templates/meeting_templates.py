"""Thông báo kết luận, biên bản hội nghị, biên bản kiểm tra: what was found and agreed."""

from __future__ import annotations

from dondoc.documents.paper.make_templates import shared_parts as shared
from dondoc.documents.paper.make_templates.template_package import MadeTemplate
from dondoc.documents.paper.paper_styles import Style
from dondoc.documents.paper.word_xml import borderless


def conclusion_template() -> MadeTemplate:
    """Thông báo kết luận."""
    body = (
        shared.head()
        + shared.title("Thông báo")
        + shared.passages("noi_dung")
        + shared.foot()
        + shared.end()
    )
    return MadeTemplate("thong-bao-ket-luan.docx", "Thông báo kết luận", body)


def minutes_template() -> MadeTemplate:
    """Biên bản kiểm tra; both sides sign, «Nơi nhận» stands below."""
    body = (
        shared.head()
        + shared.title("Biên bản")
        + shared.text(Style.BODY, "Thời gian bắt đầu: {{ bat_dau }}")
        + shared.text(Style.BODY, "Địa điểm: {{ dia_diem }}")
        + shared.text(Style.SECTION, "Đoàn kiểm tra:")
        + shared.several("nguoi in doan_kiem_tra")
        + shared.text(Style.SECTION, "Đơn vị được kiểm tra:")
        + shared.several("nguoi in don_vi_duoc_kiem_tra")
        + shared.passages("noi_dung")
        + shared.text(
            Style.BODY,
            "Việc kiểm tra kết thúc vào {{ ket_thuc }}; biên bản đã được đọc lại cho những người có"
            " tên trên cùng nghe, thống nhất và ký./.",
        )
        + _both_sign()
        + shared.recipients(above=12)
        + shared.end()
    )
    return MadeTemplate("bien-ban-kiem-tra.docx", "Biên bản kiểm tra", body)


def conference_minutes_template() -> MadeTemplate:
    """Biên bản hội nghị; who keeps it and who presides sign, «Nơi nhận» stands below."""
    body = (
        shared.head()
        + shared.title("Biên bản")
        + shared.text(Style.BODY, "Thời gian bắt đầu: {{ bat_dau }}")
        + shared.text(Style.BODY, "Địa điểm: {{ dia_diem }}")
        + shared.text(Style.BODY, "Chủ trì: {{ chu_tri }}")
        + shared.text(Style.BODY, "Thư ký: {{ thu_ky }}")
        + shared.passages("noi_dung")
        + shared.text(
            Style.BODY,
            "Hội nghị kết thúc vào {{ ket_thuc }}; biên bản đã được đọc lại cho những người dự họp"
            " nghe, thống nhất và ký./.",
        )
        + _both_sign()
        + shared.recipients(above=12)
        + shared.end()
    )
    return MadeTemplate("bien-ban-hoi-nghi.docx", "Biên bản hội nghị", body)


def _both_sign() -> str:
    return borderless(
        shared.FOOT,
        shared.signature("", "chuc_vu_ben_trai", "nguoi_ky_ben_trai"),
        shared.signature("quyen_han", "chuc_vu", "nguoi_ky"),
        above=12,
    )
