"""The names of the places where a procedure must be public, and of what a look came to."""

from __future__ import annotations

from models.publication_kinds import CheckVerdict, ReadingTrouble, SourceKind

PLACE_NAMES = {
    SourceKind.AGENCY_SITE: "Trang thông tin điện tử của đơn vị",
    SourceKind.PROVINCIAL_PORTAL: "Cổng thông tin điện tử tỉnh",
    SourceKind.NATIONAL_DATABASE: "Cơ sở dữ liệu quốc gia về TTHC",
    SourceKind.OFFICE: "Niêm yết tại trụ sở",
}
SHORT_PLACES = {
    SourceKind.AGENCY_SITE: "Trang của đơn vị",
    SourceKind.PROVINCIAL_PORTAL: "Cổng tỉnh",
    SourceKind.NATIONAL_DATABASE: "CSDL quốc gia",
    SourceKind.OFFICE: "Tại trụ sở",
}
"""For the head of a column."""

VERDICT_NAMES = {
    CheckVerdict.READ: "đọc được",
    CheckVerdict.UNCHANGED: "không thay đổi",
    CheckVerdict.LINKED: "dẫn tới cổng chính thức",
    CheckVerdict.UNREACHABLE: "không truy cập được",
    CheckVerdict.UNVERIFIABLE: "không kiểm chứng được",
}
TROUBLE_NAMES = {
    ReadingTrouble.REFUSED_ADDRESS: "địa chỉ không thuộc Internet công cộng và chưa được cho phép",
    ReadingTrouble.SLOW: "trang trả lời quá chậm",
    ReadingTrouble.NO_CONNECTION: "không kết nối được",
    ReadingTrouble.TOO_MANY_REDIRECTS: "chuyển hướng quá nhiều lần",
    ReadingTrouble.SERVER_ERROR: "máy chủ của trang báo lỗi",
    ReadingTrouble.GONE: "trang không còn",
    ReadingTrouble.FORBIDDEN: "trang không cho xem",
    ReadingTrouble.TLS_INVALID: "chứng thư bảo mật không hợp lệ",
    ReadingTrouble.ROBOTS: "trang đề nghị máy không đọc (robots.txt)",
    ReadingTrouble.BLOCKED: "trang chặn máy đọc",
    ReadingTrouble.NEEDS_BROWSER: "nội dung chỉ hiện trong trình duyệt",
    ReadingTrouble.TRUNCATED: "trang quá dài, chỉ đọc được một phần",
    ReadingTrouble.EMPTY: "không có dòng nào là thủ tục",
    ReadingTrouble.STRUCTURE: "trang được làm lại, số dòng giảm quá nửa",
    ReadingTrouble.SCAN: "chỉ có bản chụp, không có chữ",
    ReadingTrouble.DAMAGED: "tệp không mở được hoặc không đúng loại",
    ReadingTrouble.OFF_HOST: "dẫn sang tên miền không phải của cơ quan nhà nước",
    ReadingTrouble.OWN_LINE: "đường truyền của hệ thống bị đứt",
}
