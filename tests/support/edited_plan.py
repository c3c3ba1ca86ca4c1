"""The shipped plan with an entry edited, as an administrator does it while work is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook


def _edited(entries: Any, name: str, code: str, changes: dict[str, Any] | None) -> list[Any]:
    """The entries with one changed, or without it."""
    assert any(getattr(one, name) == code for one in entries)
    return [
        one.model_copy(update=changes) if getattr(one, name) == code else one
        for one in entries
        if changes is not None or getattr(one, name) != code
    ]


def with_duty(rulebook: Rulebook, code: str, /, **changes: Any) -> Rulebook:
    """One duty edited; without changes it is taken out."""
    was = rulebook.registry
    duties = tuple(_edited(was.plan.duties, "code", code, changes or None))
    plan = was.plan.model_copy(update={"duties": duties})
    return Rulebook(Registry(plan, was.roles, was.units), rulebook.workdays)


def with_unit(rulebook: Rulebook, code: str, /, **changes: Any) -> Rulebook:
    """One unit edited, in the roles as well; without changes it is taken out of both files."""
    was, new = rulebook.registry, changes.get("code")
    roles = [
        role.model_copy(
            update={
                "units": tuple(
                    one.model_copy(update={"unit": new}) if one.unit == code and new else one
                    for one in role.units
                    if changes or one.unit != code
                )
            }
        )
        for role in was.roles
    ]
    units = _edited(was.units, "code", code, changes or None)
    return Rulebook(Registry(was.plan, roles, units), rulebook.workdays)


def with_role(rulebook: Rulebook, name: str, change: Callable[[Any], dict[str, Any]]) -> Rulebook:
    """One role edited."""
    was = rulebook.registry
    role = was.role(name)
    roles = _edited(was.roles, "role", name, change(role))
    return Rulebook(Registry(was.plan, roles, was.units), rulebook.workdays)
