"""Which units are inspected this year: a draw that anybody can repeat from its seed. Pure.

At least the wanted share of all units, each group in proportion (and with at least one where the
sample has room), and nobody two years running while enough others are left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Drawn:
    """What was drawn, from what, how; enough to repeat it. Codes stand in the order given."""

    seed: int
    percent: int
    units: tuple[str, ...]
    by_group: Mapping[str, tuple[int, int]]  # how many were drawn, of how many
    again: tuple[str, ...]  # drawn last year too: the others were not enough

    @property
    def of(self) -> int:
        """How many units there were to draw from."""
        return sum(total for _, total in self.by_group.values())


def draw(
    groups: Mapping[str, Sequence[str]],
    *,
    percent: int,
    seed: int,
    last: Mapping[str, int] | Collection[str] = (),
    exempt: Collection[str] = (),
) -> Drawn:
    """Draw from groups of units (codes); `last` is the sample of the year before.

    Where that were several samples (one a quarter) it says how lately each unit was drawn, the
    larger the later: who waited longest comes first.
    `exempt` counts but is never drawn: the inspecting body. The same input gives the
    same sample on every machine and in every version of Python: units are ranked by SHA-256 of
    seed and code. ValueError for a share outside 1 to 100.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"a share of {percent} % cannot be drawn")
    lately = last if isinstance(last, Mapping) else dict.fromkeys(last, 1)
    quotas = shares({name: len(units) for name, units in groups.items()}, percent=percent)
    chosen: set[str] = set()
    for name, units in groups.items():
        able = [code for code in units if code not in exempt]
        ranked = sorted(able, key=lambda code: (lately.get(code, 0), _rank(seed, code)))
        chosen |= set(ranked[: quotas[name]])
    units = [code for group in groups.values() for code in group if code in chosen]
    return Drawn(
        seed=seed,
        percent=percent,
        units=tuple(units),
        by_group={name: (quotas[name], len(units)) for name, units in groups.items()},
        again=tuple(code for code in units if code in last),
    )


def sample_size(total: int, *, percent: int) -> int:
    """The smallest number of units that is at least the share: 30 % of 27 is 9."""
    return -(-total * percent // 100)


def shares(sizes: Mapping[str, int], *, percent: int) -> dict[str, int]:
    """How many of each group, in proportion, by largest remainder; the sum is the sample's size.

    A group that proportion leaves empty takes one from the group that has the most, if that one
    keeps at least as many: districts are not left out because departments are many.
    """
    total = sum(sizes.values())
    wanted = sample_size(total, percent=percent)
    if not total:
        return dict.fromkeys(sizes, 0)
    quotas = {name: size * wanted // total for name, size in sizes.items()}
    rest = sorted(sizes, key=lambda name: (-(sizes[name] * wanted % total), name))
    for name in rest[: wanted - sum(quotas.values())]:
        quotas[name] += 1
    for name in sizes:
        richest = max(quotas, key=lambda one: (quotas[one], one))
        if sizes[name] and not quotas[name] and quotas[richest] > 1:
            quotas[name] += 1
            quotas[richest] -= 1
    return quotas


def _rank(seed: int, code: str) -> str:
    return hashlib.sha256(f"{seed}\n{code}".encode()).hexdigest()
