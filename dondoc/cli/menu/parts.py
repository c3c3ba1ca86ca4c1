"""How a command is put on the menu, and the options that several commands share."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from dondoc.cli.menu import values
from dondoc.cli.menu.parser import Parser

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def command(commands: Commands, name: str, *, run: str, words: str, more: str = "") -> Parser:
    """A command that runs `module:function` of dondoc.cli; `words` is its help in one line."""
    about = f"{words[:1].upper()}{words[1:]}.{f' {more}' if more else ''}"
    parser: Parser = commands.add_parser(name, help=words, description=about)
    parser.set_defaults(run=f"dondoc.cli.{run}")
    return parser


def group(commands: Commands, name: str, words: str) -> Commands:
    """A command that only has commands below it."""
    about = f"{words[:1].upper()}{words[1:]}."
    parser: Parser = commands.add_parser(name, help=words, description=about)
    return parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True)


def add_json(parser: Parser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="in dạng JSON cho chương trình khác đọc"
    )


def add_now(parser: Parser) -> None:
    parser.add_argument(
        "--now",
        type=values.moment,
        metavar="LÚC",
        help="chạy như thể lúc này là LÚC, ví dụ «15/03/2027 09:00»; mặc định là bây giờ",
    )


def add_duty(parser: Parser, *, required: bool = False) -> None:
    parser.add_argument(
        "--duty",
        metavar="NHIỆM_VỤ",
        required=required,
        help="mã hoặc tên ngắn của nhiệm vụ, như III.1.1.c hay bao-cao-dinh-ky",
    )


def add_period(parser: Parser, *, required: bool = False) -> None:
    parser.add_argument(
        "--period", metavar="KỲ", required=required, help="kỳ, như 2027-Q1, 2027-S1 hoặc 2027"
    )


def add_unit(parser: Parser, *, required: bool = False) -> None:
    parser.add_argument(
        "--unit", metavar="ĐƠN_VỊ", required=required, help="tên, mã hoặc ký hiệu của đơn vị"
    )


def add_account(parser: Parser) -> None:
    parser.add_argument(
        "--as",
        dest="account",
        metavar="ĐỊA_CHỈ",
        required=True,
        help="địa chỉ thư của tài khoản đứng tên việc này",
    )
