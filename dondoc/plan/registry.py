"""The plan, the roles and the units together: who owes what to whom on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from dondoc.plan.base import Entry, Many, NotInPlan
from dondoc.plan.bodies import Binding, Role, Unit
from dondoc.plan.checks import problems
from dondoc.plan.duty import Duty
from dondoc.plan.reading import PlanError, read
from dondoc.plan.schema import Application, DemoPlan, Plan
from dondoc.plan.sound_part import sound_plan, sound_roles, sound_units
from dondoc.problems import Problem

__all__ = ["DATA_FOLDER", "EARLIER", "PlanError", "Registry", "load_registry"]

DATA_FOLDER = Path(__file__).resolve().parent / "data"
EARLIER = "earlier"
"""The subfolder with the plans before the present one, each a file like plan.yaml."""


class Registry:
    """What plan.yaml, roles.yaml and units.yaml say, and the questions one asks of them.

    `units` stand in official order; `faults` are what was left out of the files, and why.
    """

    def __init__(
        self,
        plan: Plan,
        roles: Iterable[Role],
        units: Iterable[Unit],
        *,
        faults: Iterable[Problem] = (),
    ) -> None:
        self.plan, self.faults = plan, tuple(faults)
        self.roles = tuple(roles)
        self.units = tuple(sorted(units, key=lambda unit: (unit.order, unit.code)))
        before = {unit.renamed_from: unit for unit in self.units if unit.renamed_from}
        self._by_code = {**before, **{unit.code: unit for unit in self.units}}
        self._by_role = {role.role: role for role in self.roles}
        self._duties: dict[tuple[str, str], Duty] = {}

    def plan_of(self, code: str) -> Plan:
        """The plan that a round was opened under; the present one where the code is not known."""
        return next((plan for plan in self.plan.earlier if plan.code == code), self.plan)

    def duty_of(self, plan: str, duty: str) -> Duty:
        """A round's duty as the plan that it was opened under has it."""
        if (plan, duty) not in self._duties:
            self._duties[plan, duty] = self._find_duty(plan, duty)
        return self._duties[plan, duty]

    def _find_duty(self, plan: str, duty: str) -> Duty:
        found, names = self.plan_of(plan), {duty}
        names |= {code for one in self.plan.duties if duty in one.codes for code in one.codes}
        there = next((one for one in found.duties if names.intersection(one.codes)), None)
        return there or self.plan.duty(duty)

    @cached_property
    def ended(self) -> dict[str, Duty]:
        """The duties that only plans before this one have, by code."""
        now = {code for duty in self.plan.duties for code in duty.codes}
        before = [duty for plan in reversed(self.plan.earlier) for duty in plan.duties]
        return {duty.code: duty for duty in before if duty.code not in now}

    @cached_property
    def duty_codes(self) -> frozenset[str]:
        """Every code that leads to a duty, of this plan or one before it."""
        plans = (self.plan, *self.plan.earlier)
        return frozenset(code for plan in plans for duty in plan.duties for code in duty.codes)

    @cached_property
    def plan_codes(self) -> frozenset[str]:
        """The codes of this plan and of those before it."""
        return frozenset(plan.code for plan in (self.plan, *self.plan.earlier))

    @cached_property
    def unit_codes(self) -> frozenset[str]:
        """Every code that leads to a unit."""
        return frozenset(self._by_code)

    def unwatched(self, on: date) -> dict[str, str]:
        """The duties that no unit watches over on that day, each with the role that is empty."""
        every = [*self.plan.duties, *self.ended.values()]
        empty = {
            role
            for role in {duty.monitored_by for duty in every}
            if not self.units_in_role(role, on)
        }
        return {
            code: duty.monitored_by
            for duty in every
            if duty.monitored_by in empty
            for code in duty.codes
        }

    def application(self, year: int) -> Application | None:
        """How a plan applies to that year: the present one, else one before it."""
        found = (plan.application(year) for plan in (self.plan, *self.plan.earlier))
        return next((one for one in found if one), None)

    def unit(self, code: str) -> Unit:
        """The unit of that code. Raises Refused for a code that is none."""
        if code not in self._by_code:
            wanted = "không có đơn vị mang mã này; hãy xem mã trong units.yaml"
            raise NotInPlan(Problem("Đơn vị", code, wanted))
        return self._by_code[code]

    def standing_in(self, unit: Unit, on: date) -> Unit:
        """The body that stands on that day where this one stood; itself where nobody follows."""
        while unit.successor and not unit.exists(on):
            unit = self.unit(unit.successor)
        return unit

    def by_official_code(self, code: str, on: date) -> Unit | None:
        """The unit that bears the statistics office's code on that day.

        The day is needed: 02215 is Phường Ỷ La in 2021 and Phường Minh Xuân from 01/07/2025.
        """
        bearers = (unit for unit in self.units if unit.official_code == code)
        return next((unit for unit in bearers if unit.exists(on)), None)

    def units_in_role(self, role: str, on: date) -> list[Unit]:
        """The units in a role on that day, in official order. Raises KeyError for no such role."""
        bindings = [one for one in self._by_role[role].units if one.covers(on)]
        found = {unit.code: unit for one in bindings for unit in self._bound(one, on)}
        return sorted(found.values(), key=lambda unit: (unit.order, unit.code))

    def responsible(self, duty: Duty, on: date) -> list[tuple[Unit, str]]:
        """Every unit that owes the duty on that day, once, with the role in which it owes it."""
        owed: dict[str, tuple[Unit, str]] = {}
        for role in duty.roles_on(on):
            for unit in self.units_in_role(role, on):
                owed.setdefault(unit.code, (unit, role))
        return sorted(owed.values(), key=lambda pair: (pair[0].order, pair[0].code))

    def responsible_unit(self, duty: Duty, on: date) -> Unit:
        """The one unit that the duty falls on. Raises NotInPlan where it falls on nobody."""
        owed = self.responsible(duty, on)
        if not owed:
            wanted = f"không có đơn vị nào vào ngày {on}; hãy bổ sung vai trò này trong roles.yaml"
            raise NotInPlan(Problem("Vai trò", ", ".join(duty.roles_on(on)), wanted))
        return owed[0][0]

    def role(self, name: str) -> Role:
        """The role of that name. Raises KeyError: `load_registry` has checked every duty's."""
        return self._by_role[name]

    def role_of(self, duty: Duty, unit: Unit, on: date) -> str | None:
        """The role in which the unit owes the duty on that day, None where it owes nothing."""
        owed = self.responsible(duty, on)
        return next((role for one, role in owed if one.code == unit.code), None)

    def monitoring_unit(self, duty: Duty, on: date) -> Unit:
        """The unit that watches over the duty. Raises Refused where nobody does on that day."""
        found = self.units_in_role(duty.monitored_by, on)
        if not found:
            wanted = f"không có đơn vị nào vào ngày {on}; hãy bổ sung vai trò này trong roles.yaml"
            raise NotInPlan(Problem("Vai trò", duty.monitored_by, wanted))
        return found[0]

    def is_own_slot(self, duty: Duty, unit: Unit, on: date) -> bool:
        """Whether the unit owes the duty to itself: such a slot is never chased (DESIGN §5.9)."""
        return self.monitoring_unit(duty, on).code == unit.code

    def superior(self, unit: Unit, on: date) -> Unit | None:
        """The unit above on that day, None where there is none among our units."""
        code = unit.parent(on)
        return None if code is None else self.unit(code)

    def bodies_above(self, on: date) -> frozenset[str]:
        """The codes of all who may hear of others' work on that day: superiors, and who watch."""
        parents = {code for unit in self.units if (code := unit.parent(on))}
        plans = (self.plan, *self.plan.earlier)
        roles = {duty.monitored_by for plan in plans for duty in plan.duties}
        watching = {unit.code for role in roles for unit in self.units_in_role(role, on)[:1]}
        return frozenset(watching | {self.unit(code).code for code in parents})

    def for_demo(self) -> Registry:
        """The same, with a plan that applies to any year, unconfirmed and saying so."""
        plan = DemoPlan.model_validate(dict(self.plan))
        return Registry(plan, self.roles, self.units, faults=self.faults)

    def _bound(self, binding: Binding, on: date) -> list[Unit]:
        if binding.unit is None:
            return [one for one in self.units if one.group == binding.group and one.exists(on)]
        unit = self._by_code[binding.unit]
        return [unit] if unit.exists(on) else []


class _UnitFile(Entry):
    units: Many[Unit]


class _RoleFile(Entry):
    roles: Many[Role]


def load_registry(folder: Path | None = None, *, sound: bool = False) -> Registry:
    """The registry of a folder of data files, ours by default, read once.

    Raises PlanError with every problem found: which file, which entry, which field, what to write.
    With `sound` what holds together is taken, and the problems are its `faults`; PlanError is then
    for files that cannot be read, or in which a name stands twice.
    """
    return _load((folder or DATA_FOLDER).resolve(), sound)


@lru_cache(maxsize=8)
def _load(folder: Path, sound: bool) -> Registry:
    before = [read(path, Plan) for path in sorted((folder / EARLIER).glob("*.yaml"))]
    present = read(folder / "plan.yaml", Plan)
    roles = read(folder / "roles.yaml", _RoleFile).roles
    units = read(folder / "units.yaml", _UnitFile).units
    found = _faults([present, *before], roles, units)
    if not found:
        return Registry(present.after(before), roles, units)
    if not sound:
        raise PlanError(found)
    return _sound(present, before, roles, units, found)


def _faults(plans: Sequence[Plan], roles: Sequence[Role], units: Sequence[Unit]) -> list[Problem]:
    return [one for each in plans for one in problems(each, roles, units)]


def _sound(
    present: Plan,
    before: Sequence[Plan],
    roles: Sequence[Role],
    units: Sequence[Unit],
    faults: Sequence[Problem],
) -> Registry:
    codes, names = {unit.code for unit in units}, {role.role for role in roles}
    kept_units, kept_roles = sound_units(units), sound_roles(roles, codes)
    plans = [sound_plan(one, names, codes) for one in (present, *before)]
    if _faults(plans, kept_roles, kept_units):
        raise PlanError(faults)
    return Registry(plans[0].after(plans[1:]), kept_roles, kept_units, faults=faults)
