"""A unit by whatever a person calls it: a code, a symbol or a name, with marks or without.

The one way at every door: imports, forms, the board, the command line. Each door says which unit
it understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache

from dondoc.calendar.date_words import short_date
from dondoc.limits import LONGEST_UNIT
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.text import fold, plain_signs

HOW_TO_NAME = "hãy ghi tên, ký hiệu, mã hoặc mã thống kê, như Sở Tài chính hay STC"
_NAMED = 12
"""At most so many are listed where several bear a name."""

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_LONG = "ủy ban nhân dân"
_LONGEST_GIVEN = 80


def find_unit(
    registry: Registry, text: str, on: date, *, among: Collection[Unit] | None = None
) -> Unit:
    """The unit that `text` means: of those that exist on that day, or of those given.

    Taken are its code, the statistics office's code (a spreadsheet drops its zeros: 2215 is
    02215), its symbol, its name, and some whole words of its name where one unit alone has them;
    «Uỷ ban nhân dân» is «UBND», a tone stands on either vowel, marks may be missing. Marks that
    are there must be right where another body's name differs by its marks alone.

    Raises Refused, with the names that are near, or the successor of a body that is gone.
    """
    if len(text) > LONGEST_UNIT:
        raise _refused(text, f"dài quá {LONGEST_UNIT} ký tự; {HOW_TO_NAME}")
    asked = _Asked(plain_signs(text))
    chosen = [one for one in registry.units if one.exists(on)] if among is None else list(among)
    codes = {unit.code for unit in chosen}
    others = [unit for unit in registry.units if unit.code not in codes]
    if not asked.key:
        raise _refused(text, HOW_TO_NAME)
    ways = [way for way in _WAYS if not _differs_by_marks(asked, way, registry.units)]
    for way in ways:
        found = [unit for unit in chosen if way(asked, unit)]
        if len(found) > 1:
            raise _refused(text, _several(found))
        if found:
            return found[0]
        if asked.marked and (meant := _only(others, asked, way)):
            raise _refused(text, _not_here(registry, meant, on))
    for way in ways:
        if meant := _only(others, asked, way):
            raise _refused(text, _not_here(registry, meant, on))
    raise _refused(text, _unknown(chosen, asked, among is not None))


@lru_cache(maxsize=4096)
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


@lru_cache(maxsize=4096)
def _bare_key(text: str) -> str:
    return name_key(fold(text)).replace(fold(_LONG), "ubnd").removeprefix("ubnd ")


@dataclass(frozen=True)
class _Asked:
    """A text in the forms in which units are compared with it."""

    text: str

    @cached_property
    def key(self) -> str:
        return name_key(self.text)

    @cached_property
    def bare(self) -> str:
        return _bare_key(self.text)

    @property
    def marked(self) -> bool:
        return self.key != self.bare

    @cached_property
    def digits(self) -> str:
        """Of a statistics code, without the zeros in front; empty where it is none."""
        text = self.text.strip()
        return text.lstrip("0") if text.isascii() and text.isdigit() else ""


_Way = Callable[[_Asked, Unit], bool]


def _bears(asked: _Asked, unit: Unit) -> bool:
    if asked.digits and asked.digits == (unit.official_code or "").lstrip("0"):
        return True
    return asked.key in (name_key(unit.code), name_key(unit.name), name_key(unit.symbol or ""))


def _bears_without_marks(asked: _Asked, unit: Unit) -> bool:
    return asked.bare in (_bare_key(unit.name), _bare_key(unit.symbol or ""))


def _has_words(asked: _Asked, unit: Unit) -> bool:
    return f" {asked.key} " in f" {name_key(unit.name)} "


def _has_words_without_marks(asked: _Asked, unit: Unit) -> bool:
    return f" {asked.bare} " in f" {_bare_key(unit.name)} "


_WAYS: tuple[_Way, ...] = (_bears, _bears_without_marks, _has_words, _has_words_without_marks)
"""From the surest to the loosest."""


def _only(units: Collection[Unit], asked: _Asked, way: _Way) -> Unit | None:
    """The one of these that is meant; of several with one name the last that there was."""
    found = [unit for unit in units if way(asked, unit)]
    one_name = len({unit.name for unit in found}) == 1
    return max(found, key=lambda unit: unit.from_on) if one_name else None


def _differs_by_marks(asked: _Asked, way: _Way, units: Collection[Unit]) -> bool:
    """Are its marks wrong, and would other marks be another body's? Tân Thành, Tân Thanh."""
    if not asked.marked or way not in (_bears_without_marks, _has_words_without_marks):
        return False
    return len({name_key(unit.name) for unit in units if way(asked, unit)}) > 1


def _refused(text: str, wanted: str) -> Refused:
    return Refused(Problem("unit", " ".join(text.split())[:_LONGEST_GIVEN], wanted, "Đơn vị"))


def _several(found: Collection[Unit]) -> str:
    names = [unit.name for unit in found]
    by_code = len(set(names)) < len(names)  # a body and its heir may bear the same name
    shown = [unit.code if by_code else unit.name for unit in found][:_NAMED]
    more = "; …" if len(found) > _NAMED else ""
    how = "hãy ghi mã" if by_code else "hãy ghi rõ hơn"
    return f"có nhiều đơn vị tên như vậy, {how}: {'; '.join(shown)}{more}"


def _not_here(registry: Registry, unit: Unit, on: date) -> str:
    """Understood, but not of those that may be named here: gone, to come, or not asked."""
    if unit.exists(on):
        return f"{unit.name} không được giao việc này"
    if unit.to_on is None or unit.from_on > on:
        return f"đến ngày {short_date(unit.from_on)} mới thành lập"
    heir = unit
    while heir.successor and not heir.exists(on):
        heir = registry.unit(heir.successor)
    instead = f"; hãy ghi {heir.name}" if heir is not unit else ""
    return f"chỉ còn đến hết ngày {short_date(unit.to_on)}{instead}"


def _unknown(units: Collection[Unit], asked: _Asked, of_round: bool) -> str:
    names = {key: unit.name for unit in units for key in (_bare_key(unit.name), unit.code)}
    near = get_close_matches(asked.bare, names, n=3, cutoff=0.75)
    said = "không có đơn vị nào tên như vậy" + (" được giao việc này" if of_round else "")
    if near:
        return f"{said}; có phải {' hay '.join(dict.fromkeys(names[key] for key in near))}?"
    return f"{said}; {HOW_TO_NAME}"
