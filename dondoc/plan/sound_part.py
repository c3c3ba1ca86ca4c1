"""What of the data files holds together, where something in them does not.

A line deleted or misspelt must stop what it concerns and nothing else (promise 6 of the design):
the running system goes on with the rest, and says what is wrong; `lint`, `check`, `migrate` and
`apply` refuse the files as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from dondoc.calendar.rules import RuleError, parse
from dondoc.plan.bodies import Role, Unit
from dondoc.plan.duty import Duty
from dondoc.plan.schema import Plan


def sound_units(units: Sequence[Unit]) -> list[Unit]:
    """Every unit, without a parent or a successor that is none."""
    codes = {unit.code for unit in units}
    return [
        unit.model_copy(
            update={
                "parents": tuple(one for one in unit.parents if one.code in codes),
                "successor": unit.successor if unit.successor in codes and unit.to_on else None,
            }
        )
        for unit in units
    ]


def sound_roles(roles: Sequence[Role], units: Collection[str]) -> list[Role]:
    """Every role, without bindings to a unit that is none."""
    return [
        role.model_copy(
            update={"units": tuple(one for one in role.units if one.unit in (None, *units))}
        )
        for role in roles
    ]


def sound_plan(plan: Plan, roles: Collection[str], units: Collection[str]) -> Plan:
    """The plan without the duties that cannot be followed: nobody watches, nothing says by when."""
    clauses = {bullet.clause for bullet in plan.bullets}
    kept = [_sound(duty, roles, units) for duty in plan.duties if duty.bullet in clauses]
    duties = [duty for duty in kept if _stands(duty, roles)]
    codes = {duty.code for duty in duties}
    linked = tuple(duty.model_copy(update=_links(duty, codes)) for duty in duties)
    return plan.model_copy(update={"duties": linked})


def _sound(duty: Duty, roles: Collection[str], units: Collection[str]) -> Duty:
    return duty.model_copy(
        update={
            "responsible": tuple(one for one in duty.responsible if one.role in roles),
            "feeds": tuple(one for one in duty.feeds if one.unit in units),
        }
    )


def _stands(duty: Duty, roles: Collection[str]) -> bool:
    named = {duty.monitored_by, *([duty.children] if duty.children else [])}
    somebody = duty.kind == "principle" or bool(duty.responsible)
    return somebody and named <= set(roles) and all(map(_read, _rules(duty)))


def _rules(duty: Duty) -> list[str]:
    return [rule for _field, rule in duty.rules()]


def _read(rule: str) -> bool:
    try:
        parse(rule)
    except RuleError:
        return False
    return True


def _links(duty: Duty, codes: Collection[str]) -> dict[str, Any]:
    """What the duty says of others, where they are there."""
    names = ("bounded_by", "consolidates", "figures_from")
    return {name: None for name in names if getattr(duty, name) not in codes}
