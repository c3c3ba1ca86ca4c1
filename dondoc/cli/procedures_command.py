"""`dondoc procedures`: the official list: brought in, looked at, held against the national one."""

from __future__ import annotations

from datetime import date, datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import DRY_FIRST, with_import, with_json, with_now, with_unit

procedures = group("procedures", "danh mục thủ tục hành chính đã công bố")


@command(
    "import",
    "nhập danh mục từ xlsx, CSV, JSON hoặc bảng của quyết định (.docx)",
    f"{DRY_FIRST} Danh mục đầy đủ thì thủ tục không còn trong tệp là đã bãi bỏ; bảng của một quyết"
    " định (--decision) và một phần danh mục (--part) thì không.",
    under=procedures,
)
@with_import
@option("--decision", default="", metavar="SỐ", said="quyết định công bố, như 378/QĐ-UBND")
@option("--signed", type=values.DAY, metavar="NGÀY", said="ngày ký quyết định")
@option("--effective", type=values.DAY, metavar="NGÀY", said="ngày quyết định có hiệu lực")
@option(
    "--act-effective",
    type=values.DAY,
    metavar="NGÀY",
    said="ngày văn bản quy định thủ tục có hiệu lực",
)
@option("--issuer", default="", metavar="CẤP", said="«tỉnh» hoặc «bộ»; mặc định theo ký hiệu")
@flag("--shortened", said="công bố theo thủ tục rút gọn")
@with_unit()
@flag("--part", said="tệp chỉ là một phần danh mục")
@flag("--confirm", said="danh mục ngắn đi hơn một phần mười là đúng")
def import_procedures(
    *,
    file: str,
    apply: bool,
    sheet: str,
    on: date | None,
    now: datetime,
    decision: str,
    signed: date | None,
    effective: date | None,
    act_effective: date | None,
    issuer: str,
    shortened: bool,
    unit: str | None,
    part: bool,
    confirm: bool,
) -> int:
    from dondoc.cli.procedures_import import ListImport, import_list
    from dondoc.publication.official.decision_options import given_decision

    stated = given_decision(
        decision,
        signed_on=signed,
        effective_on=effective,
        act_effective_on=act_effective,
        issuer=issuer,
        shortened=shortened,
    )
    asked = ListImport(file, sheet, on, apply, now, stated, unit or "", part, confirm)
    return import_list(asked)


@command("list", "liệt kê thủ tục đang có hiệu lực", under=procedures)
@with_unit()
@option("--on", type=values.DAY, metavar="NGÀY", said="vào ngày nào; mặc định hôm nay")
@with_json
@with_now
def list_procedures(unit: str | None, on: date | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.procedures_view import show_list

    return show_list(unit or "", on, as_json=as_json, now=now)


@command("show", "xem một thủ tục: nội dung, các bản, hạn công khai", under=procedures)
@argument("code", "MÃ", "mã thủ tục, như 1.012790")
@with_now
def show(code: str, now: datetime) -> int:
    from dondoc.cli.procedures_view import show_procedure

    return show_procedure(code, now=now)


@command(
    "dates",
    "xem hạn công khai, hạn gỡ, hạn công bố của các quyết định",
    "Hạn công bố tính theo cả ngày và ngày làm việc vì hai nguồn khác nhau; DONDOC_ANNOUNCE_UNIT"
    " chọn cách dùng.",
    under=procedures,
)
@option("--decision", default="", metavar="SỐ", said="chỉ quyết định này")
@with_json
def dates(decision: str, as_json: bool) -> int:
    from dondoc.cli.procedures_view import show_dates

    return show_dates(decision, as_json=as_json)


@command(
    "compare",
    "so danh mục trong sổ với bản trích xuất của CSDL quốc gia, không ghi gì",
    "Hai bên phải thống nhất (Nghị định 63/2010/NĐ-CP, Điều 26 khoản 2). Mã thoát 1 là có lệch.",
    under=procedures,
)
@argument("file", "TỆP", "tệp trích xuất: xlsx, CSV hoặc JSON", type=values.FILE)
@option("--sheet", default="", metavar="TRANG", said="tên trang trong tệp .xlsx")
@with_now
def compare(file: str, sheet: str, now: datetime) -> int:
    from dondoc.cli.procedures_view import show_disagreements

    return show_disagreements(file, sheet, now=now)
