"""Commands about what is said to units: notices, messages, and the sending of them."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parts import Commands, add_json, add_now, command, group


def add_to(commands: Commands) -> None:
    notices = group(commands, "notices", "thông báo")
    plan = command(
        notices,
        "plan",
        run="sending:plan",
        words="lập những thông báo đã đến ngày mà chưa lập",
        more="Chạy lại không lập thêm. Chưa gửi gì: gửi là dondoc dispatch.",
    )
    add_now(plan)
    dispatch = command(
        commands,
        "dispatch",
        run="sending:dispatch",
        words="gửi những tin đã đến giờ",
        more="Như lượt 08:00 và 14:00, chạy bằng tay.",
    )
    add_now(dispatch)
    _add_message(commands)
    _add_delivery(commands)


def _add_message(commands: Commands) -> None:
    message = group(commands, "message", "tin đã lập, đã gửi")
    shown = command(message, "list", run="message:show_list", words="liệt kê các tin mới nhất")
    shown.add_argument(
        "--most", type=values.number, default=20, metavar="SỐ", help="nhiều nhất; mặc định 20"
    )
    add_json(shown)
    show = command(
        message,
        "show",
        run="message:show",
        words="xem một tin: nội dung, từng lần gửi, và vì sao có tin ấy",
        more="Máy chủ đã nhận, đơn vị xác nhận, đơn vị trả lời là ba dấu mốc khác nhau."
        " Đường dẫn trong nội dung để trống ⟦…⟧: mã truy cập chỉ có lúc gửi.",
    )
    show.add_argument("id", type=values.number, metavar="SỐ", help="số của tin")


def _add_delivery(commands: Commands) -> None:
    delivery = group(commands, "delivery", "việc gửi tin: tình hình, kênh, từng tin")
    status = command(
        delivery,
        "status",
        run="delivery:status",
        words="xem tình hình gửi: số tin theo tình trạng, tin chờ lâu nhất, kênh, tin có thể lặp",
    )
    add_json(status)
    pause = command(delivery, "pause", run="delivery:pause", words="tạm dừng một kênh")
    pause.add_argument("name", metavar="KÊNH", help="tên kênh, như email")
    pause.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao dừng")
    release = command(delivery, "release", run="delivery:release", words="cho một kênh chạy lại")
    release.add_argument("name", metavar="KÊNH", help="tên kênh, như email")
    again = command(
        delivery,
        "resend",
        run="delivery:send_again",
        words="gửi lại một tin, nếu cần tới địa chỉ đã sửa",
        more="Thành tin mới, viết theo tình hình lúc gửi; việc đã xong thì không nhắc lại.",
    )
    again.add_argument("id", type=values.number, metavar="SỐ", help="số của tin")
    again.add_argument(
        "--to",
        default="",
        metavar="ĐỊA_CHỈ",
        help="địa chỉ thư đúng, thay hẳn địa chỉ cũ của đầu mối",
    )
    back = command(delivery, "withdraw", run="delivery:take_back", words="rút lại một tin chưa gửi")
    back.add_argument("id", type=values.number, metavar="SỐ", help="số của tin")
    back.add_argument("--reason", required=True, metavar="LÝ_DO", help="vì sao rút lại")
    for parser in (pause, release, again, back):
        add_now(parser)
