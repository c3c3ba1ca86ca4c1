"""`dondoc` itself: its commands by name, each loaded from `NAME_command.py` when it is wanted."""

from __future__ import annotations

from importlib import import_module

import click

from dondoc.cli.command import SETTINGS, CommandGroup

PROGRAM = "dondoc"
COMPLETING = "_DONDOC_COMPLETE"
"""The variable by which a shell asks for completions; click's protocol."""

NAMES = (
    "plan",
    "due",
    "agenda",
    "lint",
    "calendar",
    "daysoff",
    "settings",
    "migrate",
    "backup",
    "restore",
    "retention",
    "check",
    "doctor",
    "render",
    "apply",
    "serve",
    "contacts",
    "accounts",
    "person",
    "rounds",
    "status",
    "export",
    "submit",
    "receipt",
    "register",
    "activity",
    "decide",
    "undo",
    "inspection",
    "conference",
    "report",
    "notices",
    "dispatch",
    "message",
    "delivery",
    "incoming",
    "audit",
    "papers",
    "evidence",
    "publication",
    "procedures",
    "sources",
    "index",
    "review",
    "completion",
)
"""In the order of the help."""

_ABOUT = "Đôn Đốc thực hiện một kế hoạch hành chính: tính hạn, mở kỳ, nhắc việc, ghi nhận kết quả."
_EPILOG = "Mã thoát: 0 là xong; 1 là có lỗi được liệt kê; 2 là không nhận, lý do ở từng dòng."


class _Root(CommandGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in NAMES:
            return None
        module = import_module(f"dondoc.cli.{cmd_name}_command")
        found: click.Command = getattr(module, cmd_name)
        return found


def _say_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import version  # reads the package's data only when it is asked

    print(f"{PROGRAM} {version('dondoc')}")
    ctx.exit()


_VERSION = click.Option(
    ["--version"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="xem số phiên bản",
)

ROOT = _Root(
    PROGRAM, help=_ABOUT, epilog=_EPILOG, params=[_VERSION], context_settings=dict(SETTINGS)
)
