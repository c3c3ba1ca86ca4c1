"""Commands about the plan and its dates; they need no ledger."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parts import Commands, add_duty, add_json, add_now, command, group


def add_to(commands: Commands) -> None:
    plan = group(commands, "plan", "kế hoạch dưới dạng dữ liệu")
    show = command(
        plan,
        "show",
        run="plan:show",
        words="xem kế hoạch, các năm áp dụng và từng nhiệm vụ",
        more="Mỗi nhiệm vụ có điều khoản, nguyên văn, ai làm, định kỳ, quy tắc hạn và căn cứ.",
    )
    add_duty(show)
    add_json(show)
    _add_new(plan)
    _add_due(commands)
    _add_agenda(commands)
    lint = command(
        commands,
        "lint",
        run="lint:lint",
        words="soát kế hoạch, vai trò, đơn vị và lịch nghỉ",
        more="Có lỗi thì mã thoát là 1; cảnh báo và điều chưa xác nhận chỉ để biết.",
    )
    add_json(lint)
    calendar = command(
        commands,
        "calendar",
        run="calendar:show",
        words="xem ngày nghỉ và ngày làm bù của một năm, lấy từ đâu",
    )
    calendar.add_argument("--year", type=values.year, metavar="NĂM", required=True, help="năm")
    add_json(calendar)


def _add_new(plan: Commands) -> None:
    new = command(
        plan,
        "new",
        run="plan_new:new",
        words="viết dự thảo kế hoạch của năm khác từ kế hoạch đang có",
        more="Cùng các nhiệm vụ, chưa điều gì được xác nhận; không ghi đè tệp nào.",
    )
    new.add_argument(
        "--from",
        dest="source",
        type=values.year,
        metavar="NĂM",
        required=True,
        help="năm của kế hoạch làm mẫu, như 2021",
    )
    new.add_argument(
        "--year", type=values.year, metavar="NĂM", required=True, help="năm của kế hoạch mới"
    )
    new.add_argument(
        "--to", metavar="THƯ_MỤC", default="", help="thư mục mới; mặc định ke-hoach-NĂM"
    )


def _add_due(commands: Commands) -> None:
    due = command(
        commands,
        "due",
        run="due:due",
        words="tính mọi hạn của một năm, kèm cách tính và căn cứ",
        more="Năm nào cũng tính được, kể cả năm kế hoạch không áp dụng.",
    )
    due.add_argument("--year", type=values.year, metavar="NĂM", required=True, help="năm của kỳ")
    add_duty(due)
    add_json(due)


def _add_agenda(commands: Commands) -> None:
    agenda = command(
        commands,
        "agenda",
        run="agenda:agenda",
        words="liệt kê những ngày sắp tới có việc phải làm",
    )
    add_duty(agenda)
    agenda.add_argument(
        "--from", dest="start_on", type=values.day, metavar="NGÀY", help="từ ngày; mặc định hôm nay"
    )
    agenda.add_argument(
        "--to",
        dest="end_on",
        type=values.day,
        metavar="NGÀY",
        help="đến ngày; mặc định 13 tháng sau",
    )
    add_json(agenda)
    add_now(agenda)
