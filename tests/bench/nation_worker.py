"""One step of a nation's day in a process of its own: `open`, `plan` or `send`, and on which days.

The settings come from the environment. It prints a line when everything is loaded, begins when one
comes, and prints what the step took as one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel

from dondoc.clock import at
from dondoc.delivery.channels.smtp.pool import POOL
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.ledger.sync_units import sync_units
from dondoc.notices.in_portions import plan_in_portions
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings, load_settings
from models.database import make_engine, transaction
from tests.bench.measure import cpu, forget_peak, memory, peak, wall
from tests.bench.nation_ledger import give_contacts, nation_rulebook

CERTIFICATE = "BENCH_CERTIFICATE"

Step = Callable[[Engine, Settings, Rulebook, date], int]


def prepare(engine: Engine, _settings: Settings, rulebook: Rulebook, _on: date) -> int:
    """The tables, the units, a clerk and a head of each."""
    SQLModel.metadata.create_all(engine)
    with transaction(engine) as session:
        sync_units(session, rulebook.registry)
        return len(give_contacts(session, rulebook))


def opening(engine: Engine, _settings: Settings, rulebook: Rulebook, on: date) -> int:
    """Every round whose day has come; the number of assignments that are new."""
    plan, new = rulebook.registry.plan, 0
    for duty in (one for one in plan.duties if one.kind == "duty"):
        with transaction(engine) as session:
            found = open_rounds(session, rulebook, duty, now=at(on, 7, 30))
        new += sum(one.units for one in found)
    return new


def planning(engine: Engine, _settings: Settings, rulebook: Rulebook, on: date) -> int:
    """The morning's notices, as `follow_up` plans them."""
    return plan_in_portions(engine, rulebook, now=at(on, 7, 30), after_due=True).notices


def sending(engine: Engine, settings: Settings, rulebook: Rulebook, on: date) -> int:
    """The first window, or this process's part of it."""
    return dispatch_window(engine, settings, rulebook, at(on, 8)).sent


STEPS: dict[str, Step] = {
    "prepare": prepare,
    "open": opening,
    "plan": planning,
    "send": sending,
}


def main(name: str, days: list[date]) -> None:
    settings, rulebook = load_settings(demo=True), nation_rulebook()
    engine = make_engine(settings.database)
    POOL.trust(Path(os.environ[CERTIFICATE]))
    held = memory()
    print("ready", flush=True)
    sys.stdin.readline()
    forget_peak()
    act = STEPS[name]
    done, used = wall(lambda: cpu(lambda: sum(act(engine, settings, rulebook, on) for on in days)))
    engine.dispose()
    figures = {"done": done[0], "cpu": done[1], "seconds": used, "held": held, "peak": peak()}
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], [date.fromisoformat(one) for one in sys.argv[2:]])
