"""Commands about contacts and accounts."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parser import Parser
from dondoc.cli.menu.parts import Commands, add_account, add_json, add_now, add_unit, command, group

_DRY_FIRST = "Chỉ xem trước; thêm --apply mới ghi. Một dòng sai là không ghi dòng nào."


def add_to(commands: Commands) -> None:
    contacts = group(commands, "contacts", "đầu mối nhận tin của các đơn vị")
    bring = command(
        contacts,
        "import",
        run="contacts:bring_in",
        words="nhập đầu mối từ tệp CSV hoặc Excel (.xlsx)",
        more=f"{_DRY_FIRST} Tệp mẫu: dondoc contacts template.",
    )
    _add_import(bring)
    shown = command(contacts, "list", run="contacts:show", words="liệt kê đầu mối đang có")
    add_unit(shown)
    shown.add_argument(
        "--unverified", action="store_true", help="chỉ những đầu mối chưa xác nhận địa chỉ"
    )
    add_json(shown)
    _add_switches(contacts)
    command(contacts, "template", run="contacts:template", words="in tệp CSV mẫu")
    accounts = group(commands, "accounts", "tài khoản vào bảng theo dõi")
    bring = command(
        accounts,
        "import",
        run="accounts:bring_in",
        words="nhập tài khoản từ tệp CSV hoặc Excel (.xlsx)",
        more=f"{_DRY_FIRST} Tệp mẫu: dondoc accounts template.",
    )
    _add_import(bring)
    add_json(command(accounts, "list", run="accounts:show", words="liệt kê tài khoản đang có"))
    command(accounts, "template", run="accounts:template", words="in tệp CSV mẫu")
    link = command(
        accounts,
        "link",
        run="accounts:link",
        words="in đường dẫn đăng nhập dùng một lần",
        more="Ai có đường dẫn là vào được bảng với tài khoản ấy; đừng gửi qua kênh không an toàn.",
    )
    link.add_argument("address", metavar="ĐỊA_CHỈ", help="địa chỉ thư của tài khoản")
    add_now(link)


def _add_switches(contacts: Commands) -> None:
    verify = command(
        contacts,
        "verify",
        run="contacts:confirm",
        words="xác nhận thay một đầu mối, sau khi đã gọi điện cho đơn vị",
        more="Những thông báo đang chờ đầu mối ấy đi ngay, trong giờ làm việc.",
    )
    verify.add_argument("id", type=values.number, metavar="SỐ", help="số của đầu mối")
    add_account(verify)
    verify.add_argument("--reason", default="", metavar="LÝ_DO", help="đã xác nhận thế nào")
    add_now(verify)
    enable = command(
        contacts, "enable", run="contacts:enable", words="cho dùng lại một đầu mối đã ngừng"
    )
    disable = command(contacts, "disable", run="contacts:disable", words="ngừng dùng một đầu mối")
    for parser in (enable, disable):
        parser.add_argument("id", type=values.number, metavar="SỐ", help="số của đầu mối")
        add_now(parser)
    disable.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao ngừng")


def _add_import(parser: Parser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp .xlsx, hoặc CSV dạng UTF-8")
    parser.add_argument("--apply", action="store_true", help="ghi vào sổ")
    parser.add_argument(
        "--sheet", default="", metavar="TRANG", help="tên trang trong tệp .xlsx; mặc định trang đầu"
    )
    parser.add_argument(
        "--on",
        dest="on",
        type=values.day,
        metavar="NGÀY",
        help="đơn vị phải còn hoạt động vào ngày này; mặc định hôm nay",
    )
    add_now(parser)
