"""What every task stands on: settings, the ledger's engine, the rulebook."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import Settings, load_settings
from models.database import engine_for


@dataclass(frozen=True)
class Surroundings:
    settings: Settings
    engine: Engine
    rulebook: Rulebook


def surroundings() -> Surroundings:
    """Read anew for each task: settings are cheap, engine and rulebook are kept by the process.

    Raises Refused with every wrong setting, or every fault of the plan, at once.
    """
    settings = load_settings()
    rulebook = load_rulebook(settings.plan_folder, demo=settings.demo)
    return Surroundings(settings, engine_for(settings.database), rulebook)
