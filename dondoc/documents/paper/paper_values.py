"""What a paper says, typed: each class is one kind, each field one tag that a template may carry.

A tag is what an office writes in Word, «{{ co_quan }}»; its meaning is listed by
`dondoc papers templates`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from dondoc.calendar.date_words import blank_date, long_date
from dondoc.documents.paper.paper_styles import ACROSS_MM, TEXT_WIDTH_MM
from dondoc.documents.paper.passages import Passages

PLACE = "width_mm"
BLANK_NUMBER = "\N{NO-BREAK SPACE}" * 6
"""The place left for a number: whoever issues the paper writes it."""


def tag(name: str, meaning: str) -> dict[str, Any]:
    """How a template calls a field and what it means, in Vietnamese: its metadata."""
    return {"tag": name, "meaning": meaning}


def place(name: str, meaning: str, width_mm: float = TEXT_WIDTH_MM) -> dict[str, Any]:
    """The same for a field of passages: it stands alone in its paragraph, «{{p ket_qua }}».

    `width_mm` is how wide the text is there: a wider table is drawn in parts.
    """
    return {"tag": name, "meaning": meaning, PLACE: width_mm}


@dataclass(frozen=True, kw_only=True)
class PaperHead:
    """Head, signature and «Nơi nhận», the same in every kind (NĐ 30/2020, Phụ lục I)."""

    superior: str = field(
        default="", metadata=tag("co_quan_chu_quan", "tên cơ quan chủ quản; có thể trống")
    )
    organ: str = field(metadata=tag("co_quan", "tên cơ quan ban hành"))
    symbol: str = field(metadata=tag("ky_hieu", "ký hiệu sau số, như BC-SNV"))
    number: str = field(default=BLANK_NUMBER, metadata=tag("so", "số; để trống khi là dự thảo"))
    issued_at: str = field(metadata=tag("dia_danh", "địa danh"))
    time: str = field(
        metadata=tag("ngay_ban_hanh", "ngày … tháng … năm …; ngày tháng trống khi là dự thảo")
    )
    about: str = field(metadata=tag("trich_yeu", "trích yếu"))
    authority: str = field(
        default="", metadata=tag("quyen_han", "KT. GIÁM ĐỐC, TM. …; có thể trống")
    )
    position: str = field(metadata=tag("chuc_vu", "chức vụ người ký"))
    signer: str = field(default="", metadata=tag("nguoi_ky", "họ tên người ký; có thể trống"))
    recipients: tuple[str, ...] = field(metadata=tag("noi_nhan", "nơi nhận, từng dòng"))
    draft: bool = field(default=True, metadata=tag("du_thao", "đúng khi chưa phát hành"))

    def under(self, number: str, on: date) -> Self:
        """The same paper as it goes out: under its number and day, without «DỰ THẢO»."""
        bare, _, symbol = number.partition("/")
        time = time_words(on, on.year)
        return replace(self, number=bare, symbol=symbol or self.symbol, time=time, draft=False)


@dataclass(frozen=True)
class Annex:
    """An annex: its heading and what stands in it."""

    heading: str = field(metadata=tag("ten", "tên phụ lục"))
    content: Passages = field(metadata=place("noi_dung", "nội dung", ACROSS_MM))


@dataclass(frozen=True, kw_only=True)
class ReportValues(PaperHead):
    """Báo cáo tổng hợp: six chapters and the annexes."""

    addressee: str = field(default="", metadata=tag("kinh_gui", "nơi nhận báo cáo; có thể trống"))
    opening: Passages = field(default=(), metadata=place("mo_dau", "căn cứ và lời mở đầu"))
    direction: Passages = field(default=(), metadata=place("chi_dao", "I. chỉ đạo, triển khai"))
    results: Passages = field(default=(), metadata=place("ket_qua", "II. kết quả"))
    discipline: Passages = field(
        default=(), metadata=place("che_do_bao_cao", "III. chấp hành chế độ báo cáo")
    )
    publication: Passages = field(
        default=(), metadata=place("cong_khai", "IV. công khai thủ tục hành chính")
    )
    shortcomings: Passages = field(
        default=(), metadata=place("ton_tai", "V. tồn tại và nguyên nhân")
    )
    next_period: Passages = field(default=(), metadata=place("ky_toi", "VI. nhiệm vụ kỳ tới"))
    closing: Passages = field(default=(), metadata=place("ket_thuc", "lời kết, tới «./.»"))
    annexes: tuple[Annex, ...] = field(
        default=(),
        metadata=tag("cac_phu_luc", "các phụ lục, mỗi phụ lục có ten và {{p noi_dung }}"),
    )


@dataclass(frozen=True, kw_only=True)
class LetterValues(PaperHead):
    """Công văn: what it is about stands below its number."""

    addressees: tuple[str, ...] = field(metadata=tag("kinh_gui", "nơi gửi đến, từng cơ quan"))
    content: Passages = field(metadata=place("noi_dung", "nội dung, tới «./.»"))


@dataclass(frozen=True, kw_only=True)
class InvitationValues(PaperHead):
    """Giấy mời, as NĐ 30/2020 orders its lines."""

    guests: tuple[str, ...] = field(metadata=tag("kinh_moi", "người, cơ quan được mời, từng dòng"))
    event: str = field(metadata=tag("toi_du", "tên cuộc họp, hội nghị"))
    chair: str = field(default="", metadata=tag("chu_tri", "người chủ trì; có thể trống"))
    starts: str = field(metadata=tag("thoi_gian", "giờ, ngày họp"))
    venue: str = field(metadata=tag("dia_diem", "địa điểm họp"))
    content: Passages = field(default=(), metadata=place("noi_dung", "nội dung, lưu ý"))


@dataclass(frozen=True, kw_only=True)
class ConclusionValues(PaperHead):
    """Thông báo kết luận of a meeting."""

    content: Passages = field(metadata=place("noi_dung", "nội dung kết luận, tới «./.»"))


@dataclass(frozen=True, kw_only=True)
class MinutesValues(PaperHead):
    """Biên bản kiểm tra: two sign, the inspected on the left, who inspects on the right."""

    starts: str = field(metadata=tag("bat_dau", "thời gian bắt đầu"))
    venue: str = field(metadata=tag("dia_diem", "địa điểm"))
    inspectors: tuple[str, ...] = field(metadata=tag("doan_kiem_tra", "đoàn kiểm tra, từng người"))
    inspected: tuple[str, ...] = field(
        metadata=tag("don_vi_duoc_kiem_tra", "đại diện đơn vị được kiểm tra, từng người")
    )
    content: Passages = field(metadata=place("noi_dung", "nội dung, kết quả kiểm tra"))
    ends: str = field(metadata=tag("ket_thuc", "thời gian kết thúc"))
    other_position: str = field(metadata=tag("chuc_vu_ben_trai", "chức vụ người ký bên trái"))
    other_signer: str = field(
        default="", metadata=tag("nguoi_ky_ben_trai", "họ tên người ký bên trái; có thể trống")
    )


@dataclass(frozen=True, kw_only=True)
class ConferenceMinutesValues(PaperHead):
    """Biên bản hội nghị: who keeps the minutes signs on the left, who presides on the right."""

    starts: str = field(metadata=tag("bat_dau", "thời gian bắt đầu"))
    venue: str = field(metadata=tag("dia_diem", "địa điểm"))
    chair: str = field(metadata=tag("chu_tri", "người chủ trì"))
    secretary: str = field(metadata=tag("thu_ky", "thư ký"))
    content: Passages = field(metadata=place("noi_dung", "thành phần, diễn biến, kết luận"))
    ends: str = field(metadata=tag("ket_thuc", "thời gian kết thúc"))
    other_position: str = field(metadata=tag("chuc_vu_ben_trai", "người ký bên trái: thư ký"))
    other_signer: str = field(
        default="", metadata=tag("nguoi_ky_ben_trai", "họ tên người ký bên trái; có thể trống")
    )


@dataclass(frozen=True, kw_only=True)
class ListValues(PaperHead):
    """Danh sách: on time, late, not sent; with the paper that it goes with."""

    goes_with: str = field(default="", metadata=tag("kem_theo", "kèm theo …; có thể trống"))
    content: Passages = field(metadata=place("noi_dung", "các bảng"))


@dataclass(frozen=True, kw_only=True)
class IndexValues(PaperHead):
    """Mục lục hồ sơ: what an evidence pack holds."""

    content: Passages = field(metadata=place("noi_dung", "các bảng"))


def time_words(issued_on: date | None, year: int) -> str:
    """The date in a head: as it was issued, or its place left blank in the year of the draft."""
    return long_date(issued_on) if issued_on else blank_date(year)
