"""Which unit takes a ministry's decision over: whom the official list gives its procedures. Pure.

No table of fields and units is public, so nothing is guessed: the list itself says whose a
procedure is, or who resolves it, or whose the other procedures of its field are. Where that names
nobody, or several, an officer says who.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Unit
from dondoc.problems import Refused
from dondoc.text import fold
from models import Procedure


@dataclass(frozen=True)
class TakeoverUnits:
    """The units that owe the duty on a day, and the newest version of every procedure."""

    registry: Registry
    on: date
    owing: Sequence[Unit]
    procedures: Mapping[str, Procedure]

    def of(self, codes: Iterable[str]) -> tuple[Unit, ...]:
        """The units of these procedures, in official order; empty where nobody is sure."""
        found: set[str] = set()
        for code in codes:
            row = self.procedures.get(code)
            if row is not None:
                found |= self._named(row) or self._by_agency(row) or self._by_sector(row)
        return tuple(unit for unit in self.owing if unit.code in found)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(unit.code for unit in self.owing)

    def _named(self, row: Procedure) -> frozenset[str]:
        known = (code for code in row.units if code in self.registry.unit_codes)
        standing = (self.registry.standing_in(self.registry.unit(code), self.on) for code in known)
        return frozenset(unit.code for unit in standing) & self._codes

    def _by_agency(self, row: Procedure) -> frozenset[str]:
        if not row.agency:
            return frozenset()
        try:
            unit = find_unit(self.registry, row.agency, self.on, among=self.owing)
        except Refused:
            return frozenset()
        return frozenset({unit.code})

    def _by_sector(self, row: Procedure) -> frozenset[str]:
        """The one unit that has the other procedures of the field; several are nobody."""
        found = self._of_sector.get(fold(row.sector), frozenset())
        return found if len(found) == 1 else frozenset()

    @cached_property
    def _of_sector(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.procedures.values():
            if row.sector:
                found[fold(row.sector)] |= self._named(row)
        return {sector: frozenset(codes) for sector, codes in found.items()}
