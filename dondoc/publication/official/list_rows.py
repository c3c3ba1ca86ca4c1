"""The rows of an official list as procedures: everything that is wrong is said before any is taken.

Nothing is written here, and nothing is asked of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dondoc.limits import LONGEST_EVIDENCE, MOST_WRONG_LINES
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.publication.official.decision_cells import DecisionCells
from dondoc.publication.official.list_cells import act_of, differing, joined, parts, said
from dondoc.publication.official.list_columns import COMPONENTS
from dondoc.publication.official.list_entry import CheckedList, ListedDecision, ListEntry
from dondoc.publication.official.list_file import read_list_file
from dondoc.publication.official.list_groups import Outline, group_of
from dondoc.publication.official.official_code import (
    OfficialCode,
    bare_name,
    code_of_name,
    read_code,
    says_no_code,
)
from dondoc.tables.sheet import SheetRow
from dondoc.text import fold
from models.publication_kinds import Component, ListKind

_FULL = frozenset({Component.STEPS, Component.DOSSIER})
"""What only an announcement in full has, art. 13.2."""


def check_list(
    content: bytes,
    registry: Registry,
    *,
    on: date,
    decision: ListedDecision | None = None,
    units: Iterable[str] = (),
    sheet: str = "",
) -> CheckedList:
    """The procedures of a file. Raises Refused with each place that is wrong, up to two hundred.

    `decision` announced all rows that name no other; `units` must publish those that name nobody.
    """
    table = read_list_file(content, sheet)
    reading = _ListReading(registry, on, decision, tuple(units))
    reading.warnings += table.notes
    for row in table:
        if len(reading.problems) >= MOST_WRONG_LINES:
            reading.problems.append(Problem(row.place, "", phrases("procedures").too_many_wrong()))
            break
        reading.take(row)
    return reading.checked()


@dataclass
class _ListReading:
    """Rows as they are read: the groups that hold, what was found, what is wrong."""

    registry: Registry
    on: date
    decision: ListedDecision | None
    units: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _entries: dict[str, ListEntry] = field(default_factory=dict)
    _outline: Outline = field(default_factory=Outline)
    _agencies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._decisions = DecisionCells(self.decision, self.problems)

    def take(self, row: SheetRow) -> None:
        if group := group_of(row):
            self._outline.take(*group)
            return
        wrong = len(self.problems)
        name, code = self._name(row), self._code(row)
        decision = self._decisions.take(row)
        entered_on = self._decisions.date(row, "entered_on")
        values = self._values(row)
        if code is None or not name or len(self.problems) > wrong:
            return
        act = act_of(row, self._outline.facts)
        said_of = (row.place, code.core, code.suffix, name, act, values)
        entry = ListEntry(*said_of, decision, entered_on)
        self._keep(row, entry)

    def checked(self) -> CheckedList:
        decisions = self._decisions.stated()
        if not self._entries and not self.problems:
            self.problems.append(Problem("Tệp", "", phrases("procedures").no_rows()))
        if self.problems:
            raise Refused(self.problems)
        return CheckedList(tuple(self._entries.values()), decisions, tuple(self.warnings))

    def _name(self, row: SheetRow) -> str:
        if not row["name"]:
            self.problems.append(row.problem("name", phrases("procedures").no_name()))
        elif len(row["name"]) > LONGEST_EVIDENCE:
            wanted = phrases("procedures").long_name(LONGEST_EVIDENCE)
            self.problems.append(row.problem("name", wanted, given=f"{row['name'][:80]}…"))
        return row["name"]

    def _code(self, row: SheetRow) -> OfficialCode | None:
        given = row["code"]
        if says_no_code(given):
            return OfficialCode(code_of_name(row["name"]))
        code = read_code(given)
        if code is None:
            self.problems.append(row.problem("code", phrases("procedures").no_code()))
        elif code.restored:
            self.warnings.append(row.problem("code", phrases("procedures").restored(code.core)))
        return code

    def _values(self, row: SheetRow) -> dict[str, Any]:
        """What the file says of a procedure, under the ledger's columns."""
        facts = self._outline.facts
        values: dict[str, Any] = {"name": row["name"]}
        for name in ("fee", "time_limit", "agency"):
            if name in row:
                values[name] = said(row[name], fee=name == "fee")
        for name, above in (("sector", facts.sector), ("level", facts.level)):
            if row[name] or above:
                values[name] = row[name] or above
        components = {part: said(row[name]) for name, part in COMPONENTS.items() if name in row}
        if components:
            values["components"] = components
            values["kind"] = (
                ListKind.FULL if any(components.get(one) for one in _FULL) else ListKind.LIST
            )
        if units := self._units(row):
            values["units"] = units
        return values

    def _units(self, row: SheetRow) -> list[str]:
        """Whose procedure it is: as its column says, else as its agency is a unit of ours."""
        if row["units"]:
            return sorted({self._unit(row, one) for one in parts(row["units"])} - {""})
        if self.units:
            return sorted(self.units)
        named = (self._agency(one) for name in ("agency", "publisher") for one in parts(row[name]))
        return sorted(set(named) - {""})

    def _unit(self, row: SheetRow, text: str) -> str:
        try:
            return find_unit(self.registry, text, self.on).code
        except Refused as refused:
            self.problems.append(row.problem("units", refused.problems[0].wanted, given=text))
            return ""

    def _agency(self, text: str) -> str:
        """The unit that an agency's name surely is; the province itself publishes by its bodies."""
        if text not in self._agencies:
            self._agencies[text] = self._find_agency(text)
        return self._agencies[text]

    def _find_agency(self, text: str) -> str:
        try:
            unit = find_unit(self.registry, text, self.on)
        except Refused:
            return ""
        whole = {fold(one) for one in (unit.name, unit.code, unit.symbol or "", *unit.called)}
        province = unit.parent(self.on) is None and unit.group == "khac"
        known = fold(text).replace("uy ban nhan dan", "ubnd") in whole or fold(text) in whole
        return unit.code if known and not province else ""

    def _keep(self, row: SheetRow, entry: ListEntry) -> None:
        """A procedure of two levels stands in a list twice; anything else twice is a mistake."""
        before = self._entries.get(entry.code)
        if before is None:
            self._entries[entry.code] = entry
            return
        book = phrases("procedures")
        if bare_name(before.name) != bare_name(entry.name):
            wanted = book.same_code(before.place, before.name)
            self.problems.append(row.problem("code", wanted))
        elif unlike := differing(before, entry):
            headings = [row.headings.get(one, one) for one in unlike]
            wanted = book.same_twice(before.place, headings)
            self.problems.append(row.problem("name", wanted))
        else:
            self._entries[entry.code] = replace(before, values=joined(before.values, entry.values))
            self.warnings.append(row.problem("name", book.joined(before.place)))
