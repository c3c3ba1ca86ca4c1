"""The unit that a person means by a code, the statistics office's code or a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from dondoc.calendar.date_words import short_date
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_LONG = "ủy ban nhân dân"


class UnknownUnit(ValueError):
    """No unit of that day is meant by the text; str() says in Vietnamese what to write instead."""


def find_unit(registry: Registry, text: str, on: date) -> Unit:
    """The unit that exists on that day and that `text` names. Raises UnknownUnit.

    Names are taken in any case, «Uỷ ban nhân dân» for «UBND», the tone on either vowel (hoà, hòa).
    A spreadsheet drops the zeros in front of a statistics code: 2215 is 02215.
    """
    living = [unit for unit in registry.units if unit.exists(on)]
    found = _named(living, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownUnit(f"có nhiều đơn vị tên này; hãy ghi mã: {', '.join(_codes(found))}")
    gone = _named([unit for unit in registry.units if not unit.exists(on)], text)
    raise UnknownUnit(_gone(registry, gone[0], on) if gone else _unknown(living, text))


def name_key(text: str) -> str:
    """A name so that its spellings are equal: case, where the tone sits, «UBND» in front or not."""
    words = [_tone_last(word) for word in re.split(r"[\s\-–,.]+", text.casefold())]
    return " ".join(word for word in words if word).replace(_LONG_KEY, "ubnd").removeprefix("ubnd ")


def _tone_last(word: str) -> str:
    """The syllable with its tone moved behind it: «hòa» and «hoà» are both «hoa`»."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones


_LONG_KEY = " ".join(_tone_last(word) for word in _LONG.split())


def _named(units: Iterable[Unit], text: str) -> list[Unit]:
    code, key, digits = text.casefold(), name_key(text), text.lstrip("0")
    return [
        unit
        for unit in units
        if code == unit.code
        or (text.isdecimal() and digits == (unit.official_code or "").lstrip("0"))
        or key == name_key(unit.name)
    ]


def _codes(units: Iterable[Unit]) -> list[str]:
    return [unit.code for unit in units]


def _gone(registry: Registry, unit: Unit, on: date) -> str:
    if unit.to_on is None or unit.from_on > on:
        return f"đến ngày {short_date(unit.from_on)} mới thành lập"
    heir = registry.unit(unit.successor).name if unit.successor else ""
    instead = f"; hãy ghi {heir}" if heir else ""
    return f"chỉ còn đến hết ngày {short_date(unit.to_on)}{instead}"


def _unknown(units: Iterable[Unit], text: str) -> str:
    keys = {key: unit.name for unit in units for key in (name_key(unit.name), unit.code)}
    near = get_close_matches(name_key(text), keys, n=3, cutoff=0.75)
    if near:
        names = dict.fromkeys(keys[key] for key in near)
        return f"không có đơn vị này; có phải {' hay '.join(names)}?"
    return "không có đơn vị này; hãy ghi mã, mã thống kê hoặc tên như trong units.yaml"
