"""`dondoc message`: what was said to whom, each try to send it, and why it exists."""

from __future__ import annotations

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import print_json

MOST = 20

message = group("message", "tin đã lập, đã gửi")


@command("list", "liệt kê các tin mới nhất", under=message)
@option(
    "--most",
    type=values.NUMBER,
    default=MOST,
    metavar="SỐ",
    said=f"nhiều nhất; mặc định {MOST}",
)
@with_json
def list_messages(most: int, as_json: bool) -> int:
    from dondoc.cli.message_view import messages_json, messages_page, newest_messages
    from dondoc.cli.open_ledger import open_ledger
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = newest_messages(session, installation, most)
    if as_json:
        return print_json(messages_json(found))
    print(messages_page(found))
    return 0


@command(
    "show",
    "xem một tin: nội dung, từng lần gửi, và vì sao có tin ấy",
    "Máy chủ đã nhận, đơn vị xác nhận, đơn vị trả lời là ba dấu mốc khác nhau."
    " Đường dẫn trong nội dung để trống ⟦…⟧: mã truy cập chỉ có lúc gửi.",
    under=message,
)
@argument("number", "SỐ", "số của tin", type=values.NUMBER)
def show(number: int) -> int:
    from dondoc.cli.message_view import message_page
    from dondoc.cli.open_ledger import open_ledger
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        page = message_page(session, installation, number)
    print(page)
    return 0
