"""What a place and a way of reading are called, the usual name first; a source's usual basis."""

from __future__ import annotations

from models.publication_kinds import ReadingWay, SourceKind

KIND_WORDS: dict[SourceKind, tuple[str, ...]] = {
    SourceKind.AGENCY_SITE: ("trang của đơn vị", "trang thông tin điện tử", "trang đơn vị"),
    SourceKind.PROVINCIAL_PORTAL: ("cổng tỉnh", "cổng thông tin điện tử tỉnh"),
    SourceKind.NATIONAL_DATABASE: ("CSDL quốc gia", "cơ sở dữ liệu quốc gia"),
    SourceKind.OFFICE: ("trụ sở", "niêm yết tại trụ sở"),
}
WAY_WORDS: dict[ReadingWay, tuple[str, ...]] = {
    ReadingWay.PAGE: ("trang", "trang web"),
    ReadingWay.FILE: ("tệp", "tài liệu"),
    ReadingWay.IMPORT: ("nhập bảng", "nhập"),
    ReadingWay.DECLARATION: ("tự khai", "đơn vị tự khai"),
    ReadingWay.BY_HAND: ("xem bằng mắt", "cán bộ xem"),
}
USUAL_WAYS = {
    SourceKind.AGENCY_SITE: ReadingWay.PAGE,
    SourceKind.PROVINCIAL_PORTAL: ReadingWay.PAGE,
    SourceKind.NATIONAL_DATABASE: ReadingWay.IMPORT,
    SourceKind.OFFICE: ReadingWay.DECLARATION,
}
"""Taken where a table does not say how a place is read."""

_ARTICLE_17 = "Nghị định số 63/2010/NĐ-CP, Điều 17 khoản 1"
BASES = {
    SourceKind.AGENCY_SITE: "Mục II.3.5",
    SourceKind.PROVINCIAL_PORTAL: _ARTICLE_17,
    SourceKind.NATIONAL_DATABASE: _ARTICLE_17,
    SourceKind.OFFICE: _ARTICLE_17,
}
"""Art. 17.1 names three places; a body's own site is wanted by the plan alone."""
