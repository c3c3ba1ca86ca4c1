"""Commands about mail that comes in: read it, see what waits, decide on it."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parser import Parser
from dondoc.cli.menu.parts import Commands, add_account, add_json, add_now, command, group


def add_to(commands: Commands) -> None:
    incoming = group(commands, "incoming", "thư đến: trả lời của đơn vị, thư báo lỗi")
    read = command(
        incoming,
        "read",
        run="incoming:read",
        words="đọc thư đang chờ trong DONDOC_INCOMING_URL",
        more="Thư gốc được giữ trước khi xem nội dung; đọc lại không ghi hai lần.",
    )
    add_now(read)
    watch = command(
        incoming,
        "watch",
        run="incoming:watch",
        words="đọc hộp thư đến theo chu kỳ cho đến khi được dừng",
        more="Dành cho systemd; gặp lỗi thì ghi ra và đọc lại ở lượt sau.",
    )
    watch.add_argument(
        "--every", type=values.number, default=60, metavar="GIÂY", help="chu kỳ; mặc định 60 giây"
    )
    shown = command(incoming, "list", run="incoming:show_list", words="liệt kê thư chờ cán bộ xem")
    shown.add_argument("--all", action="store_true", help="cả thư đã xong, mới nhất ở trên")
    add_json(shown)
    show = command(incoming, "show", run="incoming:show", words="xem một thư và vì sao nó ở đó")
    _add_number(show)
    _add_acts(incoming)


def _add_acts(incoming: Commands) -> None:
    accept = command(
        incoming,
        "accept",
        run="incoming:accept",
        words="ghi một thư thành kết quả của việc được giao",
        more="Số và ngày lấy từ thư nếu không ghi; tệp trong thư đi cùng.",
    )
    _add_number(accept)
    plain = (
        ("--number", "SỐ", "số, ký hiệu văn bản, như 12/BC-STC"),
        ("--date", "NGÀY", "ngày văn bản, như 15/03/2027"),
        ("--signer", "TÊN", "người ký"),
        ("--note", "LỜI", "ghi chú"),
    )
    accept.add_argument(
        "--assignment",
        type=values.number,
        metavar="VIỆC",
        help="mã việc được giao; mặc định là việc mà thư trả lời",
    )
    for name, metavar, words in plain:
        accept.add_argument(name, default="", metavar=metavar, help=words)
    add_account(accept)
    add_now(accept)
    dismiss = command(
        incoming, "dismiss", run="incoming:dismiss", words="bỏ qua một thư, với lý do"
    )
    _add_number(dismiss)
    dismiss.add_argument("--reason", required=True, metavar="LÝ_DO", help="vì sao bỏ qua")
    add_account(dismiss)
    add_now(dismiss)


def _add_number(parser: Parser) -> None:
    parser.add_argument("id", type=values.number, metavar="SỐ", help="số của thư")
