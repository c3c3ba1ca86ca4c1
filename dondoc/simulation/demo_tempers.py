"""How the units of the demo year behave: who is late, silent, asks for more time, and how many."""

from __future__ import annotations

import hashlib
from enum import Enum, auto

from dondoc.rounds.facts import Facts
from dondoc.simulation.demo_characters import CONSOLIDATED, REPORT


class DemoTemper(Enum):
    """Of twenty reports two are late, one each not done, silent, asking for time, returned."""

    PROMPT = auto()
    LATE = auto()
    NOT_DONE = auto()
    SILENT = auto()
    ASKS = auto()
    RETURNED = auto()


def temper_of(facts: Facts) -> DemoTemper:
    """How a unit behaves in a round: always the same, so that every demo year looks alike."""
    if facts.duty == CONSOLIDATED:
        return DemoTemper.PROMPT
    report = facts.duty == REPORT
    about = "" if report else f"/{facts.duty}"
    drawn = drawn_number(f"{facts.unit_code}/{facts.period}{about}") % (20 if report else 80)
    special = {
        13: DemoTemper.LATE,
        14: DemoTemper.LATE,
        15: DemoTemper.NOT_DONE,
        16: DemoTemper.SILENT,
        17: DemoTemper.ASKS,
        18: DemoTemper.RETURNED,
    }
    return special.get(drawn, DemoTemper.PROMPT)


def drawn_number(text: str) -> int:
    """A number drawn by a text, the same on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
