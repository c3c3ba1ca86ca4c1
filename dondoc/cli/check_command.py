"""`dondoc check`: everything that must hold before the start, all problems at once."""

from __future__ import annotations

from dondoc.cli.command import command


@command(
    "check",
    "kiểm tra thiết lập, thư mục dữ liệu, sổ, kế hoạch, máy chủ thư trước khi chạy",
)
def check() -> int:
    from dondoc.cli.check_machine import check_machine

    check_machine()
    return 0
