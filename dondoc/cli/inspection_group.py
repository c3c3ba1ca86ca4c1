"""The group `dondoc inspection`, and what most of its commands are told by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dondoc.cli import option_values as values
from dondoc.cli.command import group, option
from dondoc.cli.shared_options import with_account, with_unit

F = TypeVar("F", bound=Callable[..., Any])

inspection = group("inspection", "kiểm tra đơn vị: rút thăm, lịch, biên bản")


def with_round(function: F) -> F:
    """`year`, `quarter`, `duty`: which round of which inspection."""
    options = (
        option("--year", type=values.YEAR, required=True, metavar="NĂM", said="năm, như 2027"),
        option(
            "--quarter",
            type=values.Word("1", "2", "3", "4"),
            metavar="QUÝ",
            said="quý, khi nhiệm vụ kiểm tra theo quý",
        ),
        option(
            "--duty",
            type=values.DUTY,
            metavar="NHIỆM_VỤ",
            said="mã hoặc tên ngắn của nhiệm vụ kiểm tra; mặc định là nhiệm vụ đầu tiên có rút mẫu",
        ),
    )
    for declared in reversed(options):
        function = declared(function)
    return function


def with_drawn_unit(function: F) -> F:
    """The same with `unit` and `account`: of which drawn unit, in whose name."""
    return with_round(with_unit(required=True)(with_account()(function)))
