"""Commands about rounds and what is asked of units: open, hand in, decide, look."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parser import Parser
from dondoc.cli.menu.parts import (
    Commands,
    add_account,
    add_duty,
    add_json,
    add_now,
    add_period,
    add_unit,
    command,
    group,
)


def add_to(commands: Commands) -> None:
    rounds = group(commands, "rounds", "các đợt của nhiệm vụ")
    opens = command(
        rounds, "open", run="rounds:open_due", words="mở những đợt đã đến ngày mở mà chưa mở"
    )
    add_duty(opens)
    add_now(opens)
    _add_status(commands)
    _add_submit(commands)
    _add_activity(commands)
    _add_decide(commands)


def _add_status(commands: Commands) -> None:
    status = command(
        commands,
        "status",
        run="status:status",
        words="xem tình hình một đợt: câu tóm tắt và bảng đơn vị",
    )
    add_duty(status)
    add_period(status)
    status.add_argument(
        "--as-of",
        type=values.day,
        metavar="NGÀY",
        help="tính đến hết ngày này, theo những gì lúc ấy đã biết; mặc định bây giờ",
    )
    add_json(status)
    add_now(status)


def _add_submit(commands: Commands) -> None:
    submit = command(
        commands,
        "submit",
        run="submit:submit",
        words="ghi nhận báo cáo đến bằng giấy, điện thoại hoặc hệ thống văn bản",
        more="Sai một chỗ là không ghi gì. Nộp lần nữa là thêm một lần gửi, lần trước còn nguyên.",
    )
    add_duty(submit, required=True)
    add_period(submit, required=True)
    add_unit(submit, required=True)
    add_account(submit)
    _add_evidence(submit)
    submit.add_argument(
        "--received",
        type=values.moment,
        metavar="LÚC",
        help="lúc cơ quan nhận được, như «15/03/2027 09:14»; mặc định bây giờ",
    )
    submit.add_argument("--incoming-number", default="", metavar="SỐ", help="số đến")
    add_now(submit)


def _add_activity(commands: Commands) -> None:
    activity = group(commands, "activity", "hoạt động của việc được đếm: tin, bài, chuyên mục")
    add = command(
        activity,
        "add",
        run="activity:add",
        words="ghi thay đơn vị một việc đã làm, tính vào kỳ của ngày làm",
        more="Trùng đường dẫn, hoặc đường dẫn không mở được, thì không ghi.",
    )
    add_duty(add, required=True)
    add_unit(add, required=True)
    add_account(add)
    add.add_argument("--on", required=True, metavar="NGÀY", help="ngày thực hiện, như 15/03/2027")
    add.add_argument("--title", required=True, metavar="TÊN", help="đã làm gì, tên tin, bài")
    plain = (
        ("--hour", "GIỜ", "giờ phát, như 19:45"),
        ("--minutes", "PHÚT", "thời lượng, phút"),
        ("--people", "NGƯỜI", "số người tham dự"),
        ("--number", "SỐ", "số, ký hiệu văn bản"),
        ("--about-unit", "ĐƠN_VỊ", "đơn vị có điển hình: tên, mã hoặc ký hiệu"),
        ("--figure", "KẾT_QUẢ", "kết quả bằng con số, như «rút ngắn 3 ngày, 1.250 hồ sơ»"),
        ("--link", "ĐỊA_CHỈ", "đường dẫn; được mở thử một lần"),
    )
    for name, metavar, words in plain:
        add.add_argument(name, default="", metavar=metavar, help=words)
    add_now(add)


def _add_evidence(submit: Parser) -> None:
    plain = (
        ("--number", "SỐ", "số, ký hiệu văn bản, như 12/BC-STC"),
        ("--date", "NGÀY", "ngày ký, như 15/03/2027"),
        ("--signer", "NGƯỜI", "người ký"),
        ("--note", "GHI_CHÚ", "ghi chú"),
        ("--link", "ĐỊA_CHỈ", "đường dẫn tới văn bản"),
        ("--reason", "LÝ_DO", "lý do, khi không phát sinh hoặc chưa thực hiện"),
    )
    for name, metavar, words in plain:
        submit.add_argument(name, default="", metavar=metavar, help=words)
    submit.add_argument(
        "--figure",
        type=values.figure,
        action="append",
        default=[],
        metavar="CHỈ_TIÊU=SỐ",
        help="một chỉ tiêu, như tin_bai=12; ghi nhiều lần cho nhiều chỉ tiêu",
    )
    submit.add_argument(
        "--file",
        action="append",
        default=[],
        metavar="TỆP",
        help="tệp kèm theo (pdf, docx, xlsx, jpg, png); ghi nhiều lần được",
    )
    answer = submit.add_mutually_exclusive_group()
    answer.add_argument("--nil", action="store_true", help="trả lời là không phát sinh")
    answer.add_argument("--not-done", action="store_true", help="báo là chưa thực hiện")


def _add_decide(commands: Commands) -> None:
    decide = command(
        commands,
        "decide",
        run="decide:decide",
        words="quyết định về một việc: chấp nhận, trả lại, gia hạn, miễn",
        more="Việc nào: ghi mã việc, hoặc --duty, --period và --unit.",
    )
    decide.usage = (
        "%(prog)s [-h] (VIỆC | --duty NHIỆM_VỤ --period KỲ --unit ĐƠN_VỊ)\n"
        "                         --as ĐỊA_CHỈ QUYẾT_ĐỊNH [--now LÚC]"
    )
    decide.add_argument(
        "assignment", nargs="?", type=values.number, metavar="VIỆC", help="mã việc được giao"
    )
    add_duty(decide)
    add_period(decide)
    add_unit(decide)
    add_account(decide)
    one_of = decide.add_argument_group("quyết định (ghi đúng một)")
    ruling = one_of.add_mutually_exclusive_group(required=True)
    ruling.add_argument("--accept", action="store_true", help="chấp nhận")
    ruling.add_argument(
        "--return", dest="give_back", metavar="LÝ_DO", help="trả lại, với lý do này"
    )
    ruling.add_argument(
        "--grant", type=values.day, metavar="NGÀY", help="cho gia hạn đến hết ngày này"
    )
    ruling.add_argument("--refuse", metavar="LÝ_DO", help="không cho gia hạn, với lý do này")
    ruling.add_argument("--waive", metavar="LÝ_DO", help="miễn, với lý do này")
    add_now(decide)
