"""What was probably meant, put into the field of a page to be looked at before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from dondoc.calendar.date_words import weekday_date
from dondoc.problems import Problem

T = TypeVar("T")


def put_in(problem: Problem) -> Problem:
    """The problem as a page says it whose field now holds what was meant."""
    if not problem.instead:
        return problem
    days = "; ".join(weekday_date(on) for on in problem.days)
    said = f"thiếu năm, đã ghi lại là {days}; đúng thì gửi lần nữa, không đúng xin sửa"
    return replace(problem, wanted=said)


def meant(problems: Iterable[Problem]) -> dict[str, str]:
    """What was probably meant, by the name of its field."""
    return {one.field: one.instead for one in problems if one.instead}


def refilled(typed: T, problems: Iterable[Problem], fields: Mapping[str, str] | None = None) -> T:
    """What was typed (a dataclass of texts) with what was meant; `fields` are those called
    otherwise than the problem calls them.
    """
    called = fields or {}
    texts = {called.get(name, name): text for name, text in meant(problems).items()}
    values: dict[str, Any] = {name: text for name, text in texts.items() if hasattr(typed, name)}
    return replace(typed, **values) if values else typed  # type: ignore[type-var] # T is a dataclass
