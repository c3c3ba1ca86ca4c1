"""Every command with its words and options. Nothing here loads the plan, the ledger or a door."""

from __future__ import annotations

import argparse
from typing import Any

from dondoc.cli.menu import incoming, inspections, machine, people, plan, post, work
from dondoc.cli.menu.parser import Parser

_ABOUT = "Đôn Đốc thực hiện một kế hoạch hành chính: tính hạn, mở kỳ, nhắc việc, ghi nhận kết quả."
_EPILOG = "Mã thoát: 0 là xong; 1 là có lỗi được liệt kê; 2 là không nhận, lý do ở từng dòng."


class _Version(argparse.Action):
    """`--version`, which reads the package's data only when it is asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: Any) -> None:
        from importlib.metadata import version

        print(f"dondoc {version('dondoc')}")
        parser.exit()


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="dondoc", description=_ABOUT, epilog=_EPILOG)
    parser.add_argument("--version", action=_Version, nargs=0, help="xem số phiên bản")
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH", required=True)
    for group in (plan, machine, people, work, inspections, post, incoming):
        group.add_to(commands)
    return parser
