"""What a place and a way of reading are called, the usual name first; a source's usual basis."""

from __future__ import annotations

from dondoc.publication.place_names import PLACE_NAMES, SHORT_PLACES
from models.publication_kinds import ReadingWay, SourceKind

_ALSO = {
    SourceKind.AGENCY_SITE: ("trang thông tin điện tử", "trang đơn vị"),
    SourceKind.PROVINCIAL_PORTAL: ("cổng thông tin điện tử",),
    SourceKind.NATIONAL_DATABASE: ("cơ sở dữ liệu quốc gia",),
    SourceKind.OFFICE: ("trụ sở", "niêm yết"),
}
KIND_WORDS: dict[SourceKind, tuple[str, ...]] = {
    kind: (SHORT_PLACES[kind], PLACE_NAMES[kind], *also) for kind, also in _ALSO.items()
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
    SourceKind.AGENCY_SITE: "Kế hoạch: công khai thủ tục hành chính",
    SourceKind.PROVINCIAL_PORTAL: _ARTICLE_17,
    SourceKind.NATIONAL_DATABASE: _ARTICLE_17,
    SourceKind.OFFICE: _ARTICLE_17,
}
"""Art. 17.1 names three places; a body's own site is wanted by the plan alone."""
