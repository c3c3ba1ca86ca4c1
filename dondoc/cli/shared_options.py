"""The options that several commands share, each declared once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from dondoc.cli import option_values as values
from dondoc.cli.command import OneOf, argument, flag, option

DRY_FIRST = "Chỉ xem trước; thêm --apply mới ghi. Một dòng sai là không ghi dòng nào."

F = TypeVar("F", bound=Callable[..., Any])


def _present() -> datetime:
    from dondoc import clock

    return clock.now()


def with_json(function: F) -> F:
    """`as_json`, for every command that shows a list."""
    said = "in dạng JSON cho chương trình khác đọc"
    return flag("--json", "as_json", said=said)(function)


def with_now(function: F) -> F:
    """`now`: what was written, else the present instant."""
    said = "chạy như thể lúc này là LÚC, ví dụ «15/03/2027 09:00»; mặc định là bây giờ"
    declared = option("--now", type=values.MOMENT, default=_present, metavar="LÚC", said=said)
    return declared(function)


def hour_was_written() -> bool:
    """Does the command that runs go by an hour that somebody wrote, not by the clock?"""
    running = click.get_current_context(silent=True)
    return running is not None and (
        running.get_parameter_source("now") is ParameterSource.COMMANDLINE
    )


def with_account(*, required: bool = True) -> Callable[[F], F]:
    """`account`: whose act it is, by the address."""
    return option(
        "--as",
        "account",
        metavar="ĐỊA_CHỈ",
        required=required,
        said="địa chỉ thư của tài khoản đứng tên việc này",
    )


def with_duty(*, required: bool = False, one_of: OneOf | None = None) -> Callable[[F], F]:
    """`duty`, by code or short name."""
    return option(
        "--duty",
        type=values.DUTY,
        metavar="NHIỆM_VỤ",
        required=required,
        one_of=one_of,
        said="mã hoặc tên ngắn của nhiệm vụ, như III.1.1.c hay bao-cao-dinh-ky",
    )


def with_period(*, required: bool = False) -> Callable[[F], F]:
    """`period`, by key."""
    return option(
        "--period", metavar="KỲ", required=required, said="kỳ, như 2027-Q1, 2027-S1 hoặc 2027"
    )


def with_unit(*, required: bool = False, one_of: OneOf | None = None) -> Callable[[F], F]:
    """`unit`, by any of its names."""
    return option(
        "--unit",
        type=values.UNIT,
        metavar="ĐƠN_VỊ",
        required=required,
        one_of=one_of,
        said="tên, mã hoặc ký hiệu của đơn vị",
    )


def with_import(function: F) -> F:
    """`file`, `apply`, `sheet`, `on`, `now`: what an import asks."""
    options = (
        argument("file", "TỆP", "tệp .xlsx, hoặc CSV dạng UTF-8", type=values.FILE),
        flag("--apply", said="ghi vào sổ"),
        option(
            "--sheet",
            default="",
            metavar="TRANG",
            said="tên trang trong tệp .xlsx; mặc định trang đầu",
        ),
        option(
            "--on",
            type=values.DAY,
            metavar="NGÀY",
            said="đơn vị phải còn hoạt động vào ngày này; mặc định hôm nay",
        ),
        with_now,
    )
    for declared in reversed(options):
        function = declared(function)
    return function
