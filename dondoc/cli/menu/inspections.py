"""Commands about inspections: draw, appoint, minutes, remedies, how far it has come."""

from __future__ import annotations

from dondoc.cli.menu import values
from dondoc.cli.menu.parser import Parser
from dondoc.cli.menu.parts import Commands, add_account, add_now, add_unit, command, group


def add_to(commands: Commands) -> None:
    inspection = group(commands, "inspection", "kiểm tra đơn vị: rút thăm, lịch, biên bản")
    _add_draw(inspection)
    show = command(
        inspection,
        "show",
        run="inspection:show",
        words="xem mẫu đã rút và tỷ lệ đã kiểm tra",
    )
    _add_which(show)
    add_now(show)
    appoint = _about_a_unit(inspection, "appoint", "hẹn ngày kiểm tra, báo ngay cho đơn vị")
    appoint.add_argument(
        "--on", type=values.day, required=True, metavar="NGÀY", help="ngày đến kiểm tra"
    )
    appoint.add_argument(
        "--words", default="", metavar="LỜI", help="giờ, nơi, nội dung; đơn vị đọc nguyên văn"
    )
    minutes = _about_a_unit(
        inspection, "minutes", "ghi biên bản; ghi lần nữa là thông báo kết luận"
    )
    minutes.add_argument("--number", required=True, metavar="SỐ", help="số, như 12/BB-SNV")
    minutes.add_argument("--date", type=values.day, required=True, metavar="NGÀY", help="ngày lập")
    minutes.add_argument("--words", default="", metavar="LỜI", help="kết luận ngắn gọn")
    _add_remedy(inspection)


def _add_draw(inspection: Commands) -> None:
    draw = command(
        inspection,
        "draw",
        run="inspection:draw",
        words="rút thăm các đơn vị được kiểm tra",
        more=(
            "Không có --apply thì chỉ cho xem. Cùng hạt giống thì cùng kết quả, ai cũng rút lại"
            " được; khi ghi, hạt giống và toàn bộ kết quả được lưu."
        ),
    )
    _add_which(draw)
    draw.add_argument(
        "--seed",
        type=values.number,
        metavar="SỐ",
        help="hạt giống của lần rút; mặc định là một số ngẫu nhiên, có in ra",
    )
    draw.add_argument("--apply", action="store_true", help="ghi kết quả vào sổ; cần --as")
    draw.add_argument(
        "--as",
        dest="account",
        metavar="ĐỊA_CHỈ",
        help="địa chỉ thư của tài khoản đứng tên việc này",
    )
    add_now(draw)


def _add_remedy(inspection: Commands) -> None:
    remedy = _about_a_unit(
        inspection, "remedy", "yêu cầu đơn vị khắc phục một nội dung sau kiểm tra"
    )
    plain = (
        ("--finding", "NỘI_DUNG", "nội dung phải khắc phục, ngắn gọn; đơn vị đọc nguyên văn"),
        ("--due", "NGÀY", "hạn khắc phục, một ngày làm việc"),
        ("--number", "SỐ", "số thông báo kết luận, như 30/TB-SNV"),
        ("--date", "NGÀY", "ngày thông báo kết luận"),
    )
    for name, metavar, words in plain:
        remedy.add_argument(name, required=True, metavar=metavar, help=words)


def _about_a_unit(inspection: Commands, name: str, words: str) -> Parser:
    parser = command(inspection, name, run=f"inspection:{name}", words=words)
    _add_which(parser)
    add_unit(parser, required=True)
    add_account(parser)
    add_now(parser)
    return parser


def _add_which(parser: Parser) -> None:
    parser.add_argument(
        "--year", type=values.year, required=True, metavar="NĂM", help="năm, như 2027"
    )
    parser.add_argument(
        "--quarter",
        choices=("1", "2", "3", "4"),
        metavar="QUÝ",
        help="quý, khi nhiệm vụ kiểm tra theo quý",
    )
    parser.add_argument(
        "--duty",
        metavar="NHIỆM_VỤ",
        help="mã hoặc tên ngắn của nhiệm vụ kiểm tra; mặc định là nhiệm vụ đầu tiên có rút mẫu",
    )
