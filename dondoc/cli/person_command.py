"""`dondoc person`: what is held about one person, as JSON."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli.command import argument, command
from dondoc.cli.shared_options import with_now


@command(
    "person",
    "kết xuất mọi dữ liệu sổ giữ về một người, theo địa chỉ, dạng JSON",
    "Đầu mối, tài khoản, tin đã gửi (không có nội dung), thư đến, kết quả người ấy nhập, nhật ký;"
    " đại biểu trùng tên để riêng. Mỗi lần kết xuất là một dòng nhật ký.",
)
@argument("address", "ĐỊA_CHỈ", "địa chỉ thư hoặc địa chỉ nhắn tin của người ấy")
@with_now
def person(address: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.terminal_text import print_json
    from dondoc.operations.person_record import person_record
    from models.database import transaction

    here = open_ledger()
    with transaction(here.engine) as session:
        record = person_record(session, address, by=at_the_machine(Act.PEOPLE), now=now)
    return print_json(record)
