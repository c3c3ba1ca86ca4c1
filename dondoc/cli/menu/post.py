"""Commands about what is said to units: notices, messages, channels."""

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
    _add_channel(commands)


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
        more="Đường dẫn trong nội dung để trống ⟦…⟧: mã truy cập chỉ có lúc gửi.",
    )
    show.add_argument("id", type=values.number, metavar="SỐ", help="số của tin")


def _add_channel(commands: Commands) -> None:
    channel = group(commands, "channel", "kênh gửi")
    command(channel, "list", run="channel:show", words="liệt kê kênh và tình trạng")
    pause = command(channel, "pause", run="channel:pause", words="tạm dừng một kênh")
    pause.add_argument("name", metavar="KÊNH", help="tên kênh, như email")
    pause.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao dừng")
    add_now(pause)
    resume = command(channel, "resume", run="channel:resume", words="cho một kênh chạy lại")
    resume.add_argument("name", metavar="KÊNH", help="tên kênh, như email")
    add_now(resume)
