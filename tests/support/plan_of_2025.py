"""The plan over 01/07/2025, when bodies changed: it did not apply that year (none is public)."""

from __future__ import annotations

from datetime import date

from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Application


def applied_in_2025(rulebook: Rulebook) -> Rulebook:
    """The plan as if it had applied in 2025 too."""
    registry = rulebook.registry
    year = Application(year=2025, issued_on=date(2025, 1, 26), confirmed=False)
    plan = registry.plan.model_copy(update={"applies": (*registry.plan.applies, year)})
    return Rulebook(Registry(plan, registry.roles, registry.units), rulebook.workdays)
