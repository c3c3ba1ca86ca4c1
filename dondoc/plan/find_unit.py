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
from weakref import WeakKeyDictionary

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
    02215), its symbol, its name, what it is called for short, and some whole words of its name
    where one unit alone has them; «Uỷ ban nhân dân» is «UBND», a tone stands on either vowel, marks
    may be missing. Marks that are there must be right where another body's name differs by its
    marks alone.

    Raises Refused, with the names that are near, or the successor of a body that is gone.
    """
    if len(text) > LONGEST_UNIT:
        raise _refused(text, f"dài quá {LONGEST_UNIT} ký tự; {HOW_TO_NAME}")
    asked = _Asked(plain_signs(text))
    chosen = [one for one in registry.units if one.exists(on)] if among is None else list(among)
    codes = {unit.code for unit in chosen}
    if not asked.key:
        raise _refused(text, HOW_TO_NAME)
    names = _names_of(registry)
    ways = [named for way in _WAYS if (named := way(names, asked)) is not None]
    for named in ways:
        found = [unit for unit in named if unit.code in codes]
        if len(found) > 1:
            raise _refused(text, _several(found))
        if found:
            return found[0]
        if asked.marked and (meant := _only(named)):
            raise _refused(text, _not_here(registry, meant, on))
    for named in ways:
        if meant := _only(named):
            raise _refused(text, _not_here(registry, meant, on))
    raise _refused(text, _unknown(chosen, asked, among is not None))


def is_unit(registry: Registry, text: str, on: date) -> bool:
    """Does the text mean a unit that exists on that day?"""
    try:
        find_unit(registry, text, on)
    except Refused:
        return False
    return True


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


class _Names:
    """What the units of a registry are called, each name made comparable once.

    Each method is a way to mean units, and None where that way may not be taken.
    """

    def __init__(self, units: Collection[Unit]) -> None:
        self._units = units
        self._exact: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        self._digits: dict[str, set[str]] = {}
        for unit in units:
            name, symbol = unit.name, unit.symbol or ""
            for text in (unit.code, name, symbol, *unit.called):
                self._exact.setdefault(name_key(text), set()).add(unit.code)
            for text in (name, symbol, *unit.called):
                self._bare.setdefault(_bare_key(text), set()).add(unit.code)
            if digits := (unit.official_code or "").lstrip("0"):
                self._digits.setdefault(digits, set()).add(unit.code)
        self._words = [f" {name_key(unit.name)} " for unit in units]
        self._bare_words = [f" {_bare_key(unit.name)} " for unit in units]

    def bears(self, asked: _Asked) -> list[Unit] | None:
        codes = self._exact.get(asked.key, set()) | self._digits.get(asked.digits, set())
        return [unit for unit in self._units if unit.code in codes] if codes else []

    def bears_without_marks(self, asked: _Asked) -> list[Unit] | None:
        codes = self._bare.get(asked.bare, set())
        found = [unit for unit in self._units if unit.code in codes] if codes else []
        return _unless_marks_differ(asked, found)

    def has_words(self, asked: _Asked) -> list[Unit] | None:
        words = f" {asked.key} "
        return [unit for unit, name in zip(self._units, self._words, strict=True) if words in name]

    def has_words_without_marks(self, asked: _Asked) -> list[Unit] | None:
        words, names = f" {asked.bare} ", zip(self._units, self._bare_words, strict=True)
        return _unless_marks_differ(asked, [unit for unit, name in names if words in name])


_known: WeakKeyDictionary[Registry, _Names] = WeakKeyDictionary()


def _names_of(registry: Registry) -> _Names:
    if registry not in _known:
        _known[registry] = _Names(registry.units)
    return _known[registry]


_Way = Callable[[_Names, _Asked], list[Unit] | None]
_WAYS: tuple[_Way, ...] = (
    _Names.bears,
    _Names.bears_without_marks,
    _Names.has_words,
    _Names.has_words_without_marks,
)
"""From the surest to the loosest."""


def _only(found: Collection[Unit]) -> Unit | None:
    """The one of these that is meant; of several with one name the last that there was."""
    one_name = len({unit.name for unit in found}) == 1
    return max(found, key=lambda unit: unit.from_on) if one_name else None


def _unless_marks_differ(asked: _Asked, found: list[Unit]) -> list[Unit] | None:
    """None where its marks are wrong and others would be another's: Tân Thành, Tân Thanh."""
    differs = asked.marked and len({name_key(unit.name) for unit in found}) > 1
    return None if differs else found


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
    heir = registry.standing_in(unit, on)
    instead = f"; hãy ghi {heir.name}" if heir is not unit else ""
    return f"chỉ còn đến hết ngày {short_date(unit.to_on)}{instead}"


def _unknown(units: Collection[Unit], asked: _Asked, of_round: bool) -> str:
    names = {key: unit.name for unit in units for key in (_bare_key(unit.name), unit.code)}
    near = get_close_matches(asked.bare, names, n=3, cutoff=0.75)
    said = "không có đơn vị nào tên như vậy" + (" được giao việc này" if of_round else "")
    if near:
        return f"{said}; có phải {' hay '.join(dict.fromkeys(names[key] for key in near))}?"
    return f"{said}; {HOW_TO_NAME}"
