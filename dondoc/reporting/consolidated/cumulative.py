"""What a unit's reports say of a period, and of the year up to its end, with nothing counted twice.

Quý I, 6 tháng, quý III, năm: «6 tháng» holds quý I, «năm» holds all; quý III stands by itself
(`domain.md` §1.1). So the year up to the end of quý III is 6 tháng + quý III, and up to any other
report it is what that report says. The rule and its exceptions: decision 0055.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_INSIDE = {"-S1": ("-Q1", "-Q2"), "-S2": ("-Q3", "-Q4"), "": ("-S1", "-Q3", "-Q4")}
"""Which shorter reports run over the same days, one after the other, by the end of the key."""

_TO_DATE = {"-Q1": ("-Q1",), "-Q2": ("-S1",), "-S1": ("-S1",), "-Q3": ("-S1", "-Q3")}
"""Which reports together tell the year up to the end of a period; of any other, the year's."""


@dataclass(frozen=True)
class KnownFigure:
    """A figure put together from a unit's reports; `whole` where they tell every day of it."""

    value: int
    whole: bool


def to_date(key: str) -> tuple[str, ...]:
    """The reports that tell the year up to the end of this one: of quý III, 6 tháng and quý III."""
    year, tail = key[:4], key[4:]
    return tuple(f"{year}{one}" for one in _TO_DATE.get(tail, ("",)))


def inside(key: str) -> tuple[str, ...]:
    """The shorter reports whose days make up this one's: of the year, 6 tháng, quý III, quý IV."""
    return tuple(f"{key[:4]}{one}" for one in _INSIDE.get(key[4:], ()))


def with_inside(keys: Sequence[str]) -> Iterator[str]:
    """These reports and whatever tells their days where one of them is missing."""
    for key in keys:
        yield key
        yield from with_inside(inside(key))


def told(key: str, given: Mapping[str, int]) -> KnownFigure | None:
    """What the reports `given` (value by key) say of a period; None where they say nothing.

    The report of the period itself is taken as it is, also where it is smaller than a shorter one
    that it holds: nobody corrects a unit's figure (`impossible_sums` lists it). Where it is not in,
    what the shorter ones say is added up, and is a part of the whole at least.
    """
    if key in given:
        return KnownFigure(given[key], whole=True)
    parts = [told(one, given) for one in inside(key)]
    known = [one for one in parts if one is not None]
    if not known:
        return None
    whole = all(one is not None and one.whole for one in parts)
    return KnownFigure(sum(one.value for one in known), whole=whole)


def added(keys: Sequence[str], given: Mapping[str, int], *, at_end: bool) -> KnownFigure | None:
    """What is said of several periods, one after the other.

    `at_end` is of a figure that stands at a period's end: the latest one holds and none is added.
    """
    if at_end:
        return _latest(keys, given)
    parts = [told(key, given) for key in keys]
    known = [one for one in parts if one is not None]
    if not known:
        return None
    whole = len(known) == len(parts) and all(one.whole for one in known)
    return KnownFigure(sum(one.value for one in known), whole=whole)


def _latest(keys: Sequence[str], given: Mapping[str, int]) -> KnownFigure | None:
    for place, key in enumerate(reversed(keys)):
        if key in given:
            return KnownFigure(given[key], whole=place == 0)
        within = _latest(inside(key), given)
        if within is not None:
            return KnownFigure(within.value, whole=False)
    return None
