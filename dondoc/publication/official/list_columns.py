"""The columns of an official list, under the headings that lists and decisions really use."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.publication.official.official_code import read_code
from dondoc.tables.headings import SheetColumn, SheetManner
from models.publication_kinds import Component

COLUMNS: Sequence[SheetColumn] = (
    SheetColumn(
        "code",
        "mã TTHC",
        (
            *("mã số TTHC", "mã TTHC gốc", "mã số", "mã thủ tục", "mã số thủ tục", "mã hồ sơ TTHC"),
            *("mã thủ tục hành chính", "mã số thủ tục hành chính", "procedure_code", "ma_tthc"),
            *("mã TTHC/DVC", "mã số hồ sơ TTHC"),
        ),
    ),
    SheetColumn(
        "name",
        "tên TTHC",
        (
            *("tên thủ tục hành chính", "tên thủ tục", "thủ tục hành chính", "procedure_name"),
            *("ten_tthc", "tên TTHC được sửa đổi, bổ sung", "tên TTHC bị bãi bỏ"),
        ),
        required=True,
    ),
    SheetColumn(
        "decision",
        "QĐ công bố",
        ("quyết định công bố", "số quyết định", "số quyết định công bố", "qdcb", "decision"),
    ),
    SheetColumn("signed_on", "ngày ký", ("ngày ký quyết định", "ngày quyết định", "ngày ban hành")),
    SheetColumn("effective_on", "ngày hiệu lực", ("hiệu lực từ", "ngày có hiệu lực")),
    SheetColumn(
        "act_effective_on",
        "ngày hiệu lực của văn bản",
        ("ngày văn bản có hiệu lực", "ngày hiệu lực VBQPPL", "ngày hiệu lực văn bản"),
    ),
    SheetColumn(
        "entered_on",
        "ngày đăng CSDL quốc gia",
        ("ngày đăng tải CSDL quốc gia", "ngày công khai CSDL quốc gia", "ngày nhập CSDL quốc gia"),
    ),
    SheetColumn("issuer", "cấp công bố", ("cơ quan công bố", "cơ quan ban hành")),
    SheetColumn("shortened", "rút gọn", ("thủ tục rút gọn",)),
    SheetColumn("act", "hình thức", ("nội dung công bố", "loại công bố", "act")),
    SheetColumn("status", "tình trạng", ("trạng thái", "status")),
    SheetColumn("note", "ghi chú", ("note",)),
    SheetColumn("sector", "lĩnh vực", ("tên lĩnh vực", "field_name", "sector")),
    SheetColumn("level", "cấp thực hiện", ("cấp", "cấp giải quyết", "level")),
    SheetColumn(
        "agency",
        "cơ quan thực hiện",
        ("cơ quan giải quyết", "cơ quan", "implementation_agency", "agency"),
    ),
    SheetColumn("publisher", "cơ quan công khai", ("published_agency",)),
    SheetColumn("units", "đơn vị", ("đơn vị công khai", "đơn vị phải công khai", "units")),
    SheetColumn(
        "time_limit",
        "thời hạn giải quyết",
        ("thời hạn", "thời gian giải quyết", "thời gian", "time_limit"),
    ),
    SheetColumn(
        "fee", "phí, lệ phí", ("phí", "lệ phí", "phí lệ phí", "phí và lệ phí", "fee", "mức phí")
    ),
    SheetColumn("steps", "trình tự thực hiện", ("trình tự",)),
    SheetColumn("ways", "cách thức thực hiện", ("cách thức",)),
    SheetColumn("dossier", "thành phần hồ sơ", ("thành phần, số lượng hồ sơ", "hồ sơ")),
    SheetColumn("subjects", "đối tượng thực hiện", ("đối tượng",)),
    SheetColumn("forms", "mẫu đơn, tờ khai", ("mẫu đơn", "tên mẫu đơn, tờ khai")),
    SheetColumn("result", "kết quả thực hiện", ("kết quả", "kết quả giải quyết")),
    SheetColumn("conditions", "yêu cầu, điều kiện", ("yêu cầu điều kiện", "điều kiện")),
)

COMPONENTS = {
    name: Component(name)
    for name in ("steps", "ways", "dossier", "subjects", "forms", "result", "conditions")
}
"""Columns that are parts of art. 8.2; name, time, agency and fee have columns of their own."""


def _of_row(cell: str) -> bool:
    return cell.isdecimal() or read_code(cell) is not None


MANNER = SheetManner(more_columns=True, groups=True, legacy=True, of_row=_of_row)
"""A list is not ours: it has columns that nobody here needs, and rows that name a group."""
