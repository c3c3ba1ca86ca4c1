"""What stands behind an option, read as people type it; wrong values are said in Vietnamese.

Each is a click type, so that it refuses in one manner and can be completed by the shell. What a
value means is read by the function that every other door uses too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from dondoc.calendar.date_words import parse_date
from dondoc.cli.click_words import not_among

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dondoc.plan.registry import Registry

_FIRST_YEAR, _LAST_YEAR = 1901, 2099
_LAST_PORT = 65535
_MOMENT = re.compile(r"(?P<on>.+)[ T](?P<hour>\d{1,2})[:hg](?P<minute>\d{2})")

Completed = tuple[str, str]
"""A value that the shell may offer, and what it is."""


class Value(click.ParamType[Any]):
    """A value read by `read`, which raises ValueError with what is wrong and what to write."""

    def __init__(
        self,
        name: str,
        read: Callable[[str], Any],
        offer: Callable[[], Iterable[Completed]] = tuple,
    ) -> None:
        self.name = name
        self._read = read
        self._offer = offer

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):  # a default, made by us
            return value
        if param and ctx and value in _option_names(ctx):
            raise click.BadOptionUsage(param.opts[-1], value, ctx)  # its own value was left out
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        offered = [one for one in self._offer() if one[0].startswith(incomplete)]
        return [CompletionItem(value, help=said or None) for value, said in offered]


class Word(Value):
    """One of a few words."""

    def __init__(self, *known: str) -> None:
        super().__init__("word", self._one_of_them, lambda: ((word, "") for word in known))
        self._known = known

    def _one_of_them(self, text: str) -> str:
        if text not in self._known:
            raise ValueError(not_among(text, self._known))
        return text


class Place(Value):
    """A file or a folder, which the shell completes by itself."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind, str)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type=self.name)]


def moment(text: str) -> datetime:
    """«15/03/2027 09:14» or «2027-03-15 09:14», by a clock on a wall in Việt Nam."""
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise ValueError(f"«{text}» thiếu hoặc sai giờ. Hãy ghi như 15/03/2027 09:14.")
    on: date = parse_date(found["on"])
    from dondoc.clock import at

    return at(on, int(found["hour"]), int(found["minute"]))


def year(text: str) -> int:
    if not text.isdecimal() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise ValueError(f"«{text}» không phải năm. Hãy ghi như 2027.")
    return int(text)


def number(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"«{text}» không phải số. Hãy ghi như 12.")
    return int(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LAST_PORT:
        raise ValueError(f"«{text}» không phải số cổng. Hãy ghi như 8450.")
    return int(text)


def figure(text: str) -> tuple[str, str]:
    """«tin_bai=12»: an indicator's code and what was typed for it."""
    code, sign, value = text.partition("=")
    if not sign or not code.strip():
        raise ValueError(f"«{text}» không phải số liệu. Hãy ghi như tin_bai=12.")
    return code.strip().lower(), value.strip()


def _duties() -> list[Completed]:
    registry = _registry()
    return [(one.slug, one.short) for one in registry.plan.duties] if registry else []


def _units() -> list[Completed]:
    registry = _registry()
    return [(one.code, one.name) for one in registry.units] if registry else []


def _registry() -> Registry | None:
    """The plan of the settings; a shell that asks while it is broken gets no answer."""
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.problems import Refused

    try:
        return plan_rulebook().registry
    except Refused:
        return None


def _option_names(ctx: click.Context) -> set[str]:
    params = ctx.command.get_params(ctx)
    return {name for one in params if isinstance(one, click.Option) for name in one.opts}


TEXT = Value("text", str)
DAY = Value("day", parse_date)
MOMENT = Value("moment", moment)
YEAR = Value("year", year)
NUMBER = Value("number", number)
PORT = Value("port", port)
FIGURE = Value("figure", figure)
DUTY = Value("duty", str, _duties)
UNIT = Value("unit", str, _units)
FILE = Place("file")
FOLDER = Place("dir")
