"""The one translator: what pydantic found wrong with a form, in sentences for who typed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, TypeAlias

from pydantic import ValidationError

from dondoc.calendar.date_words import short_date
from dondoc.problems import Problem
from dondoc.text import tidy

Place: TypeAlias = Sequence[int | str]
"""Where in a form: the field, and inside it where the field has parts."""


class NamesFields(Protocol):
    """A form's own words (`TypedForm`): what its fields are called, which it does not have."""

    def label(self, place: Place, frame: Any = None) -> str: ...

    def field_name(self, place: Place) -> str: ...

    def unknown(self, place: Place, frame: Any = None) -> str: ...


_LONGEST_SHOWN = 80
_SENTENCES = {
    "missing": "thiếu ô này; hãy ghi",
    "string_type": "phải là chữ",
    "int_type": "phải là một số nguyên, ví dụ 12",
    "date_type": "phải là một ngày, như 15/03/2027",
    "dict_type": "phải là các cặp mã và số, như tin_bai=12",
}
"""Pydantic's own findings: what a program sends can be of another type than text."""


def problems_of(
    error: ValidationError, form: NamesFields, given: Mapping[str, Any], frame: Any
) -> list[Problem]:
    """Every problem, in the order in which the fields were given; `frame` as `read` got it."""
    places = {name: number for number, name in enumerate(given)}
    faults = sorted(
        error.errors(include_url=False),
        key=lambda fault: places.get(str(fault["loc"][0]), len(places)),
    )
    return [_problem(fault, form, given, frame) for fault in faults]


def _problem(fault: Any, form: NamesFields, given: Mapping[str, Any], frame: Any) -> Problem:
    place: Place = fault["loc"]
    found = fault.get("ctx", {}).get("problem")
    if isinstance(found, Problem) and found.field:  # of another field, which only now shows it
        place = (found.field,)
    field, label = form.field_name(place), form.label(place, frame)
    if isinstance(found, Problem):  # in its own words of what was given
        return replace(found, field=field, label=label)
    return Problem(field, _shown(given, place), _sentence(fault, form, frame), label)


def _sentence(fault: Any, form: NamesFields, frame: Any) -> str:
    kind: str = fault["type"]
    if kind == "value_error":  # raised by a value of ours, in our words
        return str(fault["ctx"]["error"])
    if kind == "extra_forbidden":
        return form.unknown(fault["loc"], frame)
    return _SENTENCES.get(kind, "không đúng kiểu; hãy xem lại")


def _shown(given: Any, place: Place) -> str:
    """What was typed there, on one line; what is long, by its beginning."""
    for part in place:
        given = given.get(part) if isinstance(given, Mapping) else None
    if isinstance(given, date):
        return short_date(given)
    text = tidy(str(given)) if isinstance(given, str | int | float) else ""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN // 2]}…"
