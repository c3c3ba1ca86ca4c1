"""The procedures whose names are most like a row's: shown to a person, deciding nothing. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log

from dondoc.publication.matching.name_key import name_key
from dondoc.publication.official_entry import OfficialEntry


class NearestNames:
    """Knows how rare each word of the official names is: rare ones say what is meant."""

    def __init__(self, entries: Iterable[OfficialEntry]) -> None:
        words = {entry.code: frozenset(name_key(entry.name).words) for entry in entries}
        counts = Counter(word for each in words.values() for word in each)
        self._weight = {word: log(1 + len(words) / count) for word, count in counts.items()}
        self._unknown = log(1 + len(words))
        self._full = {code: self._sum(each) for code, each in words.items()}
        self._holders: dict[str, list[str]] = defaultdict(list)
        for code, each in words.items():
            for word in each:
                self._holders[word].append(code)

    def nearest(self, name: str, most: int = 3) -> list[tuple[str, float]]:
        """At most so many codes with their likeness (0 to 1), the most alike first.

        Likeness is that of the words that both have, by their rarity, in the shorter of the two:
        a shortened title is like its official name.
        """
        given = frozenset(name_key(name).words)
        shared: dict[str, float] = defaultdict(float)
        for word in sorted(given):
            for code in self._holders.get(word, ()):
                shared[code] += self._weight[word]
        own = self._sum(given)
        ranked = sorted(
            (-both / min(own, self._full[code]), abs(own - self._full[code]), code)
            for code, both in shared.items()
        )
        return [(code, round(-likeness, 6)) for likeness, _apart, code in ranked[:most]]

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight.get(word, self._unknown) for word in sorted(words))
