"""argparse with Vietnamese words: headings, help, and what is wrong with a command line."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import Any, NoReturn

from dondoc.problems import Problem, Refused

WIDTH = 96
"""Columns of the help text: fixed, so that docs/cli.md shows what a terminal shows."""

_PUT = (
    (r"the following arguments are required: (?P<names>.+)", "thiếu {names}"),
    (r"unrecognized arguments: (?P<names>.+)", "không hiểu «{names}»"),
    (
        r"argument (?P<name>\S+): expected (?:one|at least one) argument",
        "sau {name} phải có giá trị",
    ),
    (
        r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)",
        "{name} không đi cùng {other}",
    ),
    (r"one of the arguments (?P<names>.+) is required", "hãy ghi một trong: {names}"),
    (r"argument (?P<name>\S+): ignored explicit argument .+", "{name} không nhận giá trị"),
    (r"argument (?P<name>\S+): (?P<rest>.+)", "{name}: {rest}"),
)
_CHOICE = re.compile(
    r"argument (?P<name>\S+): invalid choice: '?(?P<given>.*?)'? \(choose from (?P<known>.+)\)"
)


class Formatter(argparse.HelpFormatter):
    """One width everywhere, and the Vietnamese word for «usage»."""

    def __init__(self, prog: str, **_given: Any) -> None:
        super().__init__(prog, max_help_position=26, width=WIDTH)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises Refused where argparse would print and exit."""

    def __init__(self, **given: Any) -> None:
        options = {"formatter_class": Formatter, "add_help": False, "allow_abbrev": False, **given}
        super().__init__(**options)
        self._positionals.title = "đối số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        """Refuse the command line, in Vietnamese, with the command to ask for help."""
        wrong = _vietnamese(message).rstrip(".?")
        raise Refused(Problem(self.prog, "", f"{wrong}; xem `{self.prog} --help`"))


def _vietnamese(message: str) -> str:
    if found := _CHOICE.fullmatch(message):
        known = [name.strip(" '\"") for name in found["known"].split(",")]
        near = get_close_matches(found["given"], known, n=1)
        hint = f"có phải «{near[0]}»?" if near else f"hãy ghi một trong: {', '.join(known)}"
        return f"không có {found['name']} «{found['given']}»; {hint}"
    for pattern, words in _PUT:
        if found := re.fullmatch(pattern, message):
            return words.format(**found.groupdict())
    return message
