"""Which procedure a row speaks of: staged, the surest first; nothing fuzzy ever decides.

Measured on real names: likeness of 90 of 100 «finds» a third of the procedures that are absent,
because official names differ by one word (cấp, cấp lại, cấp đổi). So the code decides, else the
folded name exactly, else the beginning of a name cut by «…» if only one begins so, else a slip of
the pen if only one is as near. Several of one name are all named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from dondoc.publication.matching.name_key import NameKey, name_key
from dondoc.publication.matching.nearest import NearestNames
from dondoc.publication.matching.typo import may_slip, one_slip
from dondoc.publication.official.levels import level_keys
from dondoc.publication.official_entry import OfficialEntry
from models.publication_kinds import MatchWay

_SHORTEST_BEGINNING = 20
"""Letters, without blanks, of a beginning that is taken for a name."""
_LEAST_SHOWN = 0.75
"""Of a name must stand before «…»: names differ at their ends (chuyển đi, chuyển đến), and half of
one fits another that is not in the list as well. Of names cut to 60 % a third did (measured).
"""
_MOST_SLIPS = 2
_LEAST_WORDS = 4
"""Words of a name in which a slip is looked for: in a shorter one it may be another name."""


@dataclass(frozen=True)
class Match:
    """How a row was taken, and for which codes: one, none, or all of one name."""

    way: MatchWay
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The one procedure; empty where there is none or more than one."""
        return self.codes[0] if len(self.codes) == 1 else ""


NO_MATCH = Match(MatchWay.NONE)


class Matcher:
    """Knows every name that a procedure of the list has or had, and finds it in a row."""

    def __init__(self, entries: Iterable[OfficialEntry]) -> None:
        self.entries = {entry.code: entry for entry in entries}
        self._keys: dict[str, list[tuple[NameKey, str]]] = defaultdict(list)
        for entry in self.entries.values():
            for name in dict.fromkeys((entry.name, *(one.name for one in entry.earlier))):
                key = name_key(name)
                if key.plain:
                    self._keys[key.plain].append((key, entry.code))

    def match(self, code: str, name: str, level: str = "") -> Match:
        """The procedure of a row with this code (may be empty), name and level (may be empty)."""
        if code in self.entries:
            return Match(MatchWay.CODE, (code,))
        return self.by_name(name, level)

    def by_name(self, name: str, level: str = "") -> Match:
        """The same from the name alone."""
        key = name_key(name)
        if not key.plain:
            return NO_MATCH
        levels = key.levels | level_keys(level)
        if key.plain in self._keys:
            return self._of_name(key, levels)
        if key.cut:
            return self._of_beginning(key, levels)
        return self._of_slips(key, levels)

    def _of_name(self, key: NameKey, levels: frozenset[str]) -> Match:
        found = self._keys[key.plain]
        marked = [one for one in found if one[0].marked == key.marked]
        return self._one_of(MatchWay.NAME, [code for _key, code in marked or found], levels)

    def _of_beginning(self, key: NameKey, levels: frozenset[str]) -> Match:
        if len(key.plain) < _SHORTEST_BEGINNING:
            return NO_MATCH
        names = self._beginning(key.plain)
        if not any(_LEAST_SHOWN * len(name) <= len(key.plain) for name in names):
            return NO_MATCH
        codes = [code for name in names for _key, code in self._keys[name]]
        return self._one_of(MatchWay.PREFIX, codes, levels)

    def _beginning(self, plain: str) -> list[str]:
        at = bisect_left(self._in_order, plain)
        return list(
            takewhile(lambda name: name.startswith(plain), islice(self._in_order, at, None))
        )

    def _of_slips(self, key: NameKey, levels: frozenset[str]) -> Match:
        if len(key.words) < _LEAST_WORDS:
            return NO_MATCH
        near: dict[int, list[str]] = defaultdict(list)
        for name in self._alike(key.words):
            slips = self._slips(key.words, name)
            if slips is not None:
                near[slips] += [code for _key, code in self._keys["".join(name)]]
        return self._one_of(MatchWay.TYPO, near[min(near)], levels) if near else NO_MATCH

    def _one_of(self, way: MatchWay, codes: Sequence[str], levels: frozenset[str]) -> Match:
        """The one of its level; all that may be of it; none where every one is of another."""
        each = sorted(set(codes))
        left = [code for code in each if levels & self.levels(code)]
        left = left or [code for code in each if not levels or not self.levels(code)]
        if not left:
            return NO_MATCH
        return Match(way if len(left) == 1 else MatchWay.AMBIGUOUS, tuple(left))

    def names(self) -> dict[str, tuple[str, ...]]:
        """Every folded name (`NameKey.plain`) with the codes that have it."""
        return {plain: tuple(code for _key, code in keys) for plain, keys in self._keys.items()}

    @cached_property
    def nearest_names(self) -> NearestNames:
        """For a person: what a row that is no name of the list is most like."""
        return NearestNames(self.entries.values())

    def levels(self, code: str) -> frozenset[str]:
        """The levels at which a procedure is done, by the list or behind its name."""
        entry = self.entries[code]
        return name_key(entry.name).levels | level_keys(entry.level)

    def _slips(self, words: Sequence[str], name: Sequence[str]) -> int | None:
        """How many words have a slip; None where one is another word, or too many have."""
        count = 0
        for word, right in zip(words, name, strict=True):
            if word == right:
                continue
            count += 1
            another = word in self._vocabulary or not may_slip(word, right)
            if count > _MOST_SLIPS or another or not one_slip(word, right):
                return None
        return count

    def _alike(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """The names of so many words of which one third at least is the same: with two slips in
        three thirds, one third has none.
        """
        found = (self._thirds.get(third, ()) for third in _thirds(words))
        return list(dict.fromkeys(name for names in found for name in names))

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self._keys)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Words of the official names: one of them is no slip, it says something else."""
        return frozenset(word for keys in self._keys.values() for word in keys[0][0].words)

    @cached_property
    def _thirds(self) -> dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]]:
        found = defaultdict(list)
        for keys in self._keys.values():
            for third in _thirds(keys[0][0].words):
                found[third].append(keys[0][0].words)
        return dict(found)


def _thirds(words: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    count = len(words)
    ends = [0, count // 3, 2 * count // 3, count]
    return [(count, place, tuple(words[ends[place] : ends[place + 1]])) for place in range(3)]
