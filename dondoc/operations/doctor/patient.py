"""What the doctor looks at: the settings, and the ledger and the plan where they can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dondoc.ledger.installation import Context, as_decided
from dondoc.ledger.open_engine import connect
from dondoc.ledger.revision import require_newest
from dondoc.limits import LEAST_FREE
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Refused
from dondoc.settings import Settings


@dataclass(frozen=True)
class Patient:
    """`here` is missing where there is no ledger of this program's revision, or no sound plan:
    what is wrong with either is a symptom of its own, and who needs both is not looked at.
    """

    settings: Settings
    now: datetime
    here: Context | None = None
    least_free: int = LEAST_FREE


def admit(settings: Settings, now: datetime, *, least_free: int = LEAST_FREE) -> Patient:
    """Open what can be opened. Makes no file."""
    return Patient(settings, now, _opened(settings, now), least_free)


def _opened(settings: Settings, now: datetime) -> Context | None:
    try:
        engine = connect(settings)
        require_newest(engine)
        rulebook = load_rulebook(settings.plan_folder, demo=settings.demo, sound=True)
    except Refused:
        return None
    return Context(settings, as_decided(rulebook, engine), engine, now)
