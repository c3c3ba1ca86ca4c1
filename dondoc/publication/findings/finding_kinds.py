"""What each kind of finding is: its name, how grave, what to write instead, whose it is to mend.

The articles are those of Nghị định số 63/2010/NĐ-CP as amended in 2013 and 2017; of an agency's own
page, which its article 17.1 does not name, the source's `basis` says what wants it (II.3.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.publication_kinds import FindingKind, Severity


class FindingOwner(StrEnum):
    """Whose business a finding is."""

    UNIT = "unit"  # its assignment, chased like any
    OFFICER = "officer"  # no unit can mend it: Văn phòng UBND tỉnh looks
    NOBODY = "nobody"  # information, never counted


SEVERITY_NAMES = {Severity.HIGH: "nặng", Severity.MEDIUM: "vừa", Severity.LOW: "nhẹ"}


@dataclass(frozen=True)
class FindingRule:
    """One kind. `remedy` says what to write instead, to who mends it; `basis` the article or clause
    that it breaks, empty where the fault is technical alone.
    """

    name: str
    severity: Severity
    remedy: str
    owner: FindingOwner = FindingOwner.UNIT
    basis: str = ""


_PUBLIC = "Điều 16 Nghị định số 63/2010/NĐ-CP: công khai đầy đủ, chính xác, kịp thời"
_PARTS = "Điều 8 khoản 2 Nghị định số 63/2010/NĐ-CP: các bộ phận của thủ tục hành chính"
_AGREE = "Điều 26 khoản 2 Nghị định số 63/2010/NĐ-CP: các nơi công khai phải thống nhất"
_PLAN = "Kế hoạch: cập nhật, công khai thủ tục hành chính"

FINDING_RULES: dict[FindingKind, FindingRule] = {
    FindingKind.MISSING: FindingRule(
        "thiếu thủ tục",
        Severity.HIGH,
        "Đăng thủ tục này, ghi đúng mã, tên và đủ các nội dung theo quyết định công bố.",
        basis=_PUBLIC,
    ),
    FindingKind.NOT_YET_DUE: FindingRule(
        "chưa đến hạn công khai",
        Severity.LOW,
        "Chưa phải làm gì; đăng trước ngày ghi ở hạn công khai.",
        FindingOwner.NOBODY,
        _PUBLIC,
    ),
    FindingKind.OUTDATED_VERSION: FindingRule(
        "nội dung của quyết định cũ",
        Severity.MEDIUM,
        "Thay bằng nội dung theo quyết định công bố đang có hiệu lực.",
        basis=_PUBLIC,
    ),
    FindingKind.REVOKED_STILL_SHOWN: FindingRule(
        "thủ tục đã bãi bỏ còn đăng",
        Severity.HIGH,
        "Gỡ thủ tục này khỏi trang; nếu giữ để tra cứu thì chuyển sang mục đã bãi bỏ.",
        basis="Điều 14 khoản 2 điểm c Nghị định số 63/2010/NĐ-CP: bãi bỏ thì xóa nội dung",
    ),
    FindingKind.UNKNOWN_PROCEDURE: FindingRule(
        "thủ tục không có trong danh mục công bố",
        Severity.MEDIUM,
        "Gỡ thủ tục này; nếu đã được công bố, chọn «không đồng ý» và ghi số, ngày quyết định.",
        basis="Điều 18 khoản 6 Nghị định số 63/2010/NĐ-CP",
    ),
    FindingKind.INCOMPLETE_COMPONENTS: FindingRule(
        "thiếu bộ phận của thủ tục",
        Severity.MEDIUM,
        "Bổ sung các bộ phận còn thiếu, chép đúng theo quyết định công bố.",
        basis=_PARTS,
    ),
    FindingKind.WRONG_FEE: FindingRule(
        "sai phí, lệ phí",
        Severity.HIGH,
        "Sửa mức phí, lệ phí thành mức ghi ở cột danh mục công bố.",
        basis=_PUBLIC,
    ),
    FindingKind.WRONG_TIME: FindingRule(
        "sai thời hạn giải quyết",
        Severity.HIGH,
        "Sửa thời hạn giải quyết thành thời hạn ghi ở cột danh mục công bố.",
        basis=_PUBLIC,
    ),
    FindingKind.WRONG_AGENCY: FindingRule(
        "sai cơ quan giải quyết hoặc cấp thực hiện",
        Severity.MEDIUM,
        "Sửa tên cơ quan giải quyết, cấp thực hiện theo danh mục công bố.",
        basis=_PUBLIC,
    ),
    FindingKind.WRONG_CODE: FindingRule(
        "sai mã thủ tục",
        Severity.MEDIUM,
        "Sửa mã thành mã trong danh mục công bố; giữ nguyên tên.",
        basis=_AGREE,
    ),
    FindingKind.AMBIGUOUS_NAME: FindingRule(
        "tên trùng với nhiều thủ tục",
        Severity.LOW,
        "Ghi thêm mã thủ tục cạnh tên để phân biệt với thủ tục cùng tên.",
        basis=_PUBLIC,
    ),
    FindingKind.DUPLICATE: FindingRule(
        "đăng trùng",
        Severity.LOW,
        "Giữ lại một mục của thủ tục này, gỡ mục trùng.",
    ),
    FindingKind.DEAD_LINK: FindingRule(
        "đường dẫn hỏng",
        Severity.MEDIUM,
        "Sửa đường dẫn, hoặc đăng lại tệp mà đường dẫn trỏ tới.",
        basis=_PUBLIC,
    ),
    FindingKind.FORM_MISSING: FindingRule(
        "thiếu mẫu đơn, tờ khai",
        Severity.MEDIUM,
        "Đăng kèm mẫu đơn, tờ khai mà quyết định công bố ban hành cùng thủ tục.",
        basis=_PARTS,
    ),
    FindingKind.UNREADABLE_SCAN: FindingRule(
        "chỉ có bản chụp, không đọc được chữ",
        Severity.LOW,
        "Đăng danh mục dưới dạng chữ trên trang, hoặc tệp PDF, Word, Excel có chữ.",
        basis=_PUBLIC,
    ),
    FindingKind.LEGACY_ENCODING: FindingRule(
        "chữ viết bằng phông cũ (TCVN3)",
        Severity.LOW,
        "Chuyển nội dung sang phông Unicode rồi đăng lại.",
    ),
    FindingKind.UNREACHABLE: FindingRule(
        "trang không truy cập được",
        Severity.MEDIUM,
        "Khôi phục trang; nếu đã chuyển địa chỉ, chọn «không đồng ý» và ghi địa chỉ mới.",
        basis=_PUBLIC,
    ),
    FindingKind.TLS_INVALID: FindingRule(
        "chứng thư bảo mật của trang không hợp lệ",
        Severity.LOW,
        "Gia hạn hoặc cài lại chứng thư cho đúng tên miền của trang.",
    ),
    FindingKind.TLS_INCOMPLETE_CHAIN: FindingRule(
        "trang thiếu chứng thư trung gian",
        Severity.LOW,
        "Cài thêm chứng thư trung gian của nhà cung cấp trên máy chủ của trang.",
    ),
    FindingKind.NOT_OFFICIAL_HOST: FindingRule(
        "dẫn sang tên miền không phải của cơ quan nhà nước",
        Severity.LOW,
        "Đăng thủ tục trên tên miền chính thức; bỏ việc chuyển sang tên miền khác.",
    ),
    FindingKind.NEEDS_BROWSER: FindingRule(
        "không kiểm chứng được tự động",
        Severity.LOW,
        "Mở trang bằng trình duyệt và đối chiếu bằng tay, hoặc đổi cách đọc của nguồn.",
        FindingOwner.OFFICER,
    ),
    FindingKind.STRUCTURE_CHANGED: FindingRule(
        "cấu trúc trang thay đổi",
        Severity.LOW,
        "Mở trang xem lại: nếu danh mục đã chuyển chỗ thì sửa địa chỉ của nguồn.",
        FindingOwner.OFFICER,
    ),
    FindingKind.ANNOUNCE_LATE: FindingRule(
        "công bố chậm",
        Severity.MEDIUM,
        "Ghi lại lý do chậm; lần sau trình công bố trước hạn ghi ở phép tính ngày.",
        FindingOwner.OFFICER,
        "Điều 15 Nghị định số 63/2010/NĐ-CP: thời hạn ban hành quyết định công bố",
    ),
    FindingKind.DATABASE_LATE: FindingRule(
        "đăng chậm lên Cơ sở dữ liệu quốc gia",
        Severity.MEDIUM,
        "Đăng ngay lên Cơ sở dữ liệu quốc gia về thủ tục hành chính, nếu chưa đăng.",
        FindingOwner.OFFICER,
        "Điều 24 khoản 2 Nghị định số 63/2010/NĐ-CP: thời hạn đăng tải",
    ),
    # Its own quarterly round (II.3.5) asks the unit already: nobody is asked the same twice.
    FindingKind.OFFICE_NOT_DECLARED: FindingRule(
        "chưa khai việc niêm yết tại trụ sở",
        Severity.MEDIUM,
        "Nhắc đơn vị tự khai việc niêm yết của quý, kèm ảnh có ngày.",
        FindingOwner.OFFICER,
        _PLAN,
    ),
}


def finding_rule(kind: FindingKind) -> FindingRule:
    return FINDING_RULES[kind]
