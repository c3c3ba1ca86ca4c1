"""The name of a procedure as it is compared: folded, its level taken off, short words written out.

Order of folding: reference of the publication check, §3.2. One of ten names in the national
database's own exports is not NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dondoc.publication.matching.abbreviations import ABBREVIATIONS
from dondoc.publication.official.levels import level_keys
from dondoc.text import fold, plain_signs, tidy

_WORD = re.compile(r"\w[\w\u0300-\u036f]*")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ORDINAL = re.compile(r"[0-9]{1,3}[.)] ")
_LEVEL = re.compile(
    r"[(\[-] ?(?:th[ựu]c hi[ệe]n )?(?:t[ạa]i )?c[ấa]p ([^()\[\]-]{1,60})[)\]]? ?\.?$", re.IGNORECASE
)
_LEVELS = frozenset({"trung uong", "bo", "tinh", "huyen", "xa"})
"""«(cấp lại)» is none."""
_PREFIXES = (("thu", "tuc", "hanh", "chinh"), ("thu", "tuc"), ("tthc",))
_CUT = ("…", "...", "..")
_LONGEST = 1_000
"""Letters of a name that are looked at: the longest official one has some 600."""
_KEPT = 8_192
"""Names whose keys are kept: an official list, and what pages write instead."""


@dataclass(frozen=True, slots=True)
class NameKey:
    """`plain` has neither marks nor blanks; `marked` keeps the marks, each word's tone at its end.

    `words` are the folded words; `levels` what stood behind the name as «(cấp xã)»; `cut` says that
    it ended in «…».
    """

    words: tuple[str, ...]
    plain: str
    marked: str
    levels: frozenset[str]
    cut: bool


@lru_cache(maxsize=_KEPT)
def name_key(name: str) -> NameKey:
    """What two spellings of one name have in common. Empty words where it says nothing."""
    text = tidy(plain_signs(name[:_LONGEST]).replace("ð", "đ"))
    if ordinal := _ORDINAL.match(text):
        text = text[ordinal.end() :]
    cut = text.endswith(_CUT)
    bare, levels = _without_level(text)
    words = _words(bare)
    for prefix in _PREFIXES:
        while tuple(plain for plain, _marked in words[: len(prefix)]) == prefix:
            words = words[len(prefix) :]
    plain = _written_out(plain for plain, _marked in words)
    return NameKey(
        words=plain,
        plain="".join(plain),
        marked="".join(marked for _plain, marked in words),
        levels=levels,
        cut=cut,
    )


def squeezed(text: str) -> str:
    """A whole text as `NameKey.plain` is written."""
    folded = fold(plain_signs(text).replace("ð", "đ"))
    return "".join(_written_out(_WORD.findall(folded)))


def _written_out(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        one.replace("y", "i") for word in words for one in ABBREVIATIONS.get(word, (word,))
    )


def _without_level(text: str) -> tuple[str, frozenset[str]]:
    found = _LEVEL.search(text)
    levels = level_keys(found[1]) if found else frozenset()
    if found is None or not levels or not levels <= _LEVELS:
        return text, frozenset()
    return text[: found.start()], levels


def _words(text: str) -> list[tuple[str, str]]:
    """Each word folded, and with its marks: «hoà» and «hòa», «kỹ» and «kĩ» are one."""
    return list(_spellings(_WORD.findall(unicodedata.normalize("NFD", text.casefold()))))


def _spellings(words: list[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        tone = "".join(_TONE.findall(word))
        yield fold(word), _TONE.sub("", word).replace("y", "i") + tone
