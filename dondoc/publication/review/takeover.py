"""Where a ministry's decision stands in the province: waiting, announced, or too old to ask. Pure.

A decision is taken over when each of its procedures stands in a decision of the province that was
signed on its day or later (NĐ 63/2010, art. 13.2; clause II.3.3 of the plan).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ASKED_BACK = 1
"""Months before the present one whose decisions are still asked for by themselves. An office that
imports its whole past does not ask its units for years of it: what is older, an officer opens.
"""


@dataclass(frozen=True)
class AnnouncedDecision:
    """A decision, of a ministry or of the province, with the codes of its procedures."""

    id: int
    number: str
    signed_on: date
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Takeover:
    """A ministry's decision, by which decisions the province took it over, and what is left."""

    ministry: AnnouncedDecision
    taken_by: tuple[AnnouncedDecision, ...]
    left: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Is every procedure of it announced by the province? One without procedures never is."""
        return bool(self.ministry.codes) and not self.left

    @property
    def announced_on(self) -> date | None:
        """The day on which the last of it was signed; None while something is left."""
        return max(one.signed_on for one in self.taken_by) if self.whole else None


def takeovers(
    ministry: Iterable[AnnouncedDecision], province: Sequence[AnnouncedDecision]
) -> list[Takeover]:
    """Each decision of a ministry beside the province's; of those the earliest that fits."""
    ordered = sorted(province, key=lambda one: (one.signed_on, one.number))
    by_code: dict[str, list[AnnouncedDecision]] = {}
    for one in ordered:
        for code in one.codes:
            by_code.setdefault(code, []).append(one)
    return [_takeover(one, by_code) for one in ministry]


def asked_by_itself(decision: AnnouncedDecision, today: date) -> bool:
    """Was it signed lately enough that its unit is asked without an officer's word?"""
    return asked_from(today) <= decision.signed_on <= today


def asked_from(today: date) -> date:
    """The first day of signing that is asked for by itself."""
    first = today.replace(day=1)
    for _month in range(ASKED_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _takeover(ministry: AnnouncedDecision, by_code: dict[str, list[AnnouncedDecision]]) -> Takeover:
    taken: dict[int, AnnouncedDecision] = {}
    left = []
    for code in ministry.codes:
        fits = (one for one in by_code.get(code, ()) if one.signed_on >= ministry.signed_on)
        found = next(fits, None)
        if found is None:
            left.append(code)
        else:
            taken[found.id] = found
    return Takeover(ministry, tuple(taken.values()), tuple(left))
