"""click in Vietnamese: the headings of a help page, and what is wrong with a command line.

The one place where click's own English is replaced; nothing else compares or prints its words.
"""

from __future__ import annotations

from collections.abc import Iterable

import click

from dondoc.problems import Problem, Refused

USAGE = "cách dùng: "
COMMAND = "LỆNH"
OPTIONS = "[TÙY_CHỌN]"
HELP = "xem hướng dẫn này"
HEADINGS = {"Options": "tùy chọn", "Commands": "lệnh", "Positional arguments": "đối số"}


def refusal(error: click.UsageError) -> Refused:
    """What is wrong with the line, and the command to ask for help, as one line."""
    where = error.ctx.command_path if error.ctx else "dondoc"
    wrong = _sentence(error).rstrip(".?")
    return Refused(Problem(where, "", f"{wrong}; xem `{where} --help`"))


def missing(names: Iterable[str]) -> str:
    return f"thiếu {', '.join(names)}"


def not_understood(words: Iterable[str]) -> str:
    return f"không hiểu «{' '.join(words)}»"


def not_together(name: str, other: str) -> str:
    return f"{name} không đi cùng {other}"


def one_of(names: Iterable[str]) -> str:
    return f"hãy ghi một trong: {' '.join(names)}"


def not_among(given: str, known: Iterable[str], *, kind: str = "") -> str:
    """«không có LỆNH «lits»; có phải «list»?», or all there are where none is near."""
    from difflib import get_close_matches  # of use to a wrong line alone

    names = list(known)
    near = get_close_matches(given.lower(), names, n=1)
    hint = f"có phải «{near[0]}»?" if near else f"hãy ghi một trong: {', '.join(names)}"
    return f"không có {kind + ' ' if kind else ''}«{given}»; {hint}"


def name_of(param: click.Parameter) -> str:
    """As the person types it: `--year`; an argument by its word in the help."""
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = [name for one in _params(error) for name in one.opts if name.startswith("--")]
        return not_among(error.option_name, known, kind="tùy chọn")
    if isinstance(error, click.exceptions.NoSuchCommand) and error.ctx:
        group = error.ctx.command
        assert isinstance(group, click.Group)
        return not_among(error.command_name, group.list_commands(error.ctx), kind=COMMAND)
    if isinstance(error, click.BadOptionUsage):
        flags = {name for one in _params(error) if _is_flag(one) for name in one.opts}
        if error.option_name in flags:
            return f"{error.option_name} không nhận giá trị"
        return f"sau {error.option_name} phải có giá trị"
    if isinstance(error, click.BadParameter) and error.param:
        return f"{name_of(error.param)}: {error.message}"
    return error.message  # ours: said by `command`, with the words above


def _params(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def _is_flag(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and bool(param.is_flag)
