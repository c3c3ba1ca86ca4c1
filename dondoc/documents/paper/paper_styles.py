"""The paragraph styles of a paper, with the sizes that NĐ 30/2020, Phụ lục I gives each part.

Templates, passages and checks know a style by its name: Word and LibreOffice keep the name, and may
give the id anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FONT = "Times New Roman"

TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 15
"""Margins of an A4 page: top and bottom 20 to 25, left 30 to 35, right 15 to 20."""

TEXT_WIDTH_MM = 210 - LEFT_MM - RIGHT_MM
ACROSS_MM = 297 - LEFT_MM - RIGHT_MM
"""How wide a text stands on a page upright, and on one laid across."""

FIRST_LINE_MM = 10
TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    """A length as WordprocessingML writes it: twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


class Style(StrEnum):
    """Ids as our own templates carry them."""

    NATION = "QuocHieu"
    MOTTO = "TieuNgu"
    SUPERIOR = "CoQuanChuQuan"
    ORGAN = "CoQuan"
    SHORT_LINE = "KeNgan"
    TITLE_LINE = "KeTrichYeu"
    NUMBER = "SoKyHieu"
    SUBJECT = "VeViec"
    PLACE = "DiaDanh"
    TITLE = "TenLoai"
    ABOUT = "TrichYeu"
    ADDRESSEE = "KinhGui"
    BODY = "ThanVan"
    CHAPTER = "MucLon"
    SECTION = "MucNho"
    AUTHORITY = "QuyenHan"
    SIGN_NOTE = "KyGhiChu"
    SIGNER = "NguoiKy"
    RECIPIENTS = "NoiNhan"
    RECIPIENT = "NoiNhanDong"
    ANNEX = "PhuLuc"
    TABLE_TITLE = "TenBang"
    TABLE_HEAD = "BangDau"
    TABLE_TEXT = "BangChu"
    TABLE_NUMBER = "BangSo"
    TABLE_NOTE = "BangGhiChu"
    PAGE_NUMBER = "SoTrang"
    TO_WRITE = "ChoNguoiViet"
    NARRATIVE = "PhanNguoiViet"


@dataclass(frozen=True)
class Shape:
    """How a style looks. Sizes and spacings in points, indents in millimetres."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "left"
    before: float = 0
    after: float = 0
    line: float = 1.0
    first_line: float = 0
    side: float = 0
    keep_next: bool = False
    outline: int | None = None
    drawn_line: bool = False
    new_page: bool = False
    of_letters: bool = False  # a style of a run, not of a paragraph


_LINE_IN_CELL_MM = 67 / 2 - 7.5
_LINE_IN_TEXT_MM = TEXT_WIDTH_MM / 2 - 25

SHAPES = {
    Style.NATION: Shape("Quốc hiệu", 12, bold=True, caps=True, align="center"),
    Style.MOTTO: Shape(
        "Tiêu ngữ", 13, bold=True, align="center", side=(98 - 62) / 2, drawn_line=True
    ),
    Style.SUPERIOR: Shape("Cơ quan chủ quản", 12, caps=True, align="center"),
    Style.ORGAN: Shape("Cơ quan ban hành", 12, bold=True, caps=True, align="center"),
    Style.SHORT_LINE: Shape("Đường kẻ dưới tên cơ quan", 1, side=_LINE_IN_CELL_MM, drawn_line=True),
    Style.TITLE_LINE: Shape("Đường kẻ dưới trích yếu", 1, side=_LINE_IN_TEXT_MM, drawn_line=True),
    Style.NUMBER: Shape("Số, ký hiệu", 13, align="center", before=6),
    Style.SUBJECT: Shape("Về việc", 12, align="center", before=3),
    Style.PLACE: Shape("Địa danh, thời gian", 13, italic=True, align="center", before=6),
    Style.TITLE: Shape(
        "Tên loại", 14, bold=True, caps=True, align="center", before=18, keep_next=True
    ),
    Style.ABOUT: Shape("Trích yếu", 14, bold=True, align="center", keep_next=True),
    Style.ADDRESSEE: Shape("Kính gửi", 14, align="center", before=12, after=6),
    Style.BODY: Shape(
        "Thân văn bản", 14, align="both", before=6, line=1.15, first_line=FIRST_LINE_MM
    ),
    Style.CHAPTER: Shape(
        "Mục lớn",
        14,
        bold=True,
        align="both",
        before=12,
        line=1.15,
        first_line=FIRST_LINE_MM,
        keep_next=True,
        outline=0,
    ),
    Style.SECTION: Shape(
        "Mục nhỏ",
        14,
        bold=True,
        align="both",
        before=6,
        line=1.15,
        first_line=FIRST_LINE_MM,
        keep_next=True,
        outline=1,
    ),
    Style.AUTHORITY: Shape(
        "Quyền hạn, chức vụ", 14, bold=True, caps=True, align="center", keep_next=True
    ),
    Style.SIGN_NOTE: Shape("Ghi chú chữ ký", 13, italic=True, align="center", keep_next=True),
    Style.SIGNER: Shape("Họ tên người ký", 14, bold=True, align="center", before=72),
    Style.RECIPIENTS: Shape("Nơi nhận", 12, bold=True, italic=True, keep_next=True),
    Style.RECIPIENT: Shape("Nơi nhận, từng dòng", 11),
    Style.ANNEX: Shape(
        "Phụ lục",
        14,
        bold=True,
        align="center",
        after=6,
        keep_next=True,
        outline=0,
        new_page=True,
    ),
    Style.TABLE_TITLE: Shape(
        "Tên bảng", 13, bold=True, align="center", before=12, after=6, keep_next=True
    ),
    Style.TABLE_HEAD: Shape("Bảng, dòng đầu", 11, bold=True, align="center", before=2, after=2),
    Style.TABLE_TEXT: Shape("Bảng, chữ", 11, before=1, after=1),
    Style.TABLE_NUMBER: Shape("Bảng, số", 11, align="right", before=1, after=1),
    Style.TABLE_NOTE: Shape("Bảng, ghi chú", 11, italic=True, align="both", before=3),
    Style.PAGE_NUMBER: Shape("Số trang", 13, align="center"),
    Style.NARRATIVE: Shape(
        "Phần người soạn viết",
        14,
        align="both",
        before=6,
        line=1.15,
        first_line=FIRST_LINE_MM,
    ),
    Style.TO_WRITE: Shape("Chỗ người soạn viết", 14, italic=True, of_letters=True),
}

NAMES = {style: shape.name for style, shape in SHAPES.items()}
