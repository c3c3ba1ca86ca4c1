"""The group `dondoc conference`, and what most of its commands are told by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, group, option

F = TypeVar("F", bound=Callable[..., Any])

conference = group(
    "conference", "Hội nghị hướng dẫn chấm điểm: lập, mời, dời, hủy, trả lời, tài khoản"
)

with_code = argument("code", "MÃ", "mã Hội nghị, như hoi-nghi-2026; xem `conference list`")


def with_reason(*, required: bool = True) -> Callable[[F], F]:
    """`reason`, which units read."""
    said = "lý do; đơn vị đọc nguyên văn"
    return option("--reason", default=None, required=required, metavar="LÝ_DO", said=said)


def with_session(*, required: bool) -> Callable[[F], F]:
    """`on`, `starts`, `ends`, `place`, `link`: when and where."""
    options = (
        option("--on", type=values.DAY, required=required, metavar="NGÀY", said="ngày họp"),
        option("--from", "starts", required=required, metavar="GIỜ", said="giờ bắt đầu, như 8h00"),
        option("--to", "ends", required=required, metavar="GIỜ", said="giờ kết thúc, như 11h30"),
        option("--place", metavar="NƠI", said="địa điểm"),
        option("--link", metavar="ĐƯỜNG_DẪN", said="đường dẫn họp trực tuyến"),
    )

    def declared(function: F) -> F:
        for one in reversed(options):
            function = one(function)
        return function

    return declared
