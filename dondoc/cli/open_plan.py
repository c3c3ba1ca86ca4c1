"""The plan that the settings name, for commands that need no ledger."""

from __future__ import annotations

from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import load_settings


def plan_rulebook() -> Rulebook:
    """The plan and the calendar; raises Refused with every wrong setting or entry."""
    settings = load_settings()
    return load_rulebook(settings.plan_folder, demo=settings.demo)
