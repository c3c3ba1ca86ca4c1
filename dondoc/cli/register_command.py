"""`dondoc register`: the register of incoming documents confirms the days units say they sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.shared_options import with_account, with_now

if TYPE_CHECKING:
    from dondoc.submissions.arrival_register import Matched


@command(
    "register",
    "đối chiếu sổ văn bản đến, xác nhận ngày gửi mà đơn vị ghi",
    "Chỉ xem trước; thêm --apply mới ghi. Cột «số, ký hiệu», «ngày đến»; nên có «số đến»,"
    " «đơn vị». Dòng không liên quan được bỏ qua.",
)
@argument("file", "TỆP", "sổ văn bản đến, tệp .xlsx hoặc CSV dạng UTF-8", type=values.FILE)
@with_account()
@flag("--apply", said="ghi vào sổ")
@option(
    "--sheet", default="", metavar="TRANG", said="tên trang trong tệp .xlsx; mặc định trang đầu"
)
@with_now
def register(file: str, account: str, *, apply: bool, sheet: str, now: datetime) -> int:
    from dondoc.cli.import_file import read_file
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.send_at_once import deliver
    from dondoc.contacts.find_account import account_of
    from dondoc.submissions.arrival_register import confirm_matched, match_register
    from models.database import transaction

    installation, content = open_ledger(), read_file(file)
    book = installation.rulebook
    with transaction(installation.engine, write=apply) as session:
        officer = account_of(session, account)
        matched = match_register(session, book, content, account=officer, now=now, sheet=sheet)
        if apply:
            confirm_matched(session, book, matched, account=officer, now=now)
    print("\n".join(register_lines(matched, apply=apply)))
    if apply and matched.found:
        deliver(installation, now)
    return 0


def register_lines(matched: Matched, *, apply: bool) -> list[str]:
    """What is said of a register: what is odd, what it settles, what it leaves waiting."""
    from dondoc.calendar.date_words import short_date

    lines = [f"! {problem.sentence()}" for problem in matched.problems]
    for one in matched.found:
        number = one.arrival.incoming_number
        came = f"đến {short_date(one.arrival.on)}{f', số đến {number}' if number else ''}"
        lines.append(f"+ {one.unit.name}, {one.number}: {came}")
    lines += [f"? {one}: không thấy trong sổ, vẫn chờ xác nhận" for one in matched.left]
    lines.append(f"{len(matched.found)} ngày gửi khớp với sổ, {len(matched.left)} còn chờ.")
    if matched.found and not apply:
        lines.append("Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi.")
    elif matched.found:
        lines.append("Đã ghi vào sổ; đơn vị nhận lại biên nhận.")
    return lines
