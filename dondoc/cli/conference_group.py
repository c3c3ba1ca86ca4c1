"""The group `dondoc conference`, and what most of its commands are told by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

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
