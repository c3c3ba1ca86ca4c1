"""What the program stands on: settings, rulebook, the ledger's engine; with an instant, a context.

The command line and Prefect's tasks take an installation, what happens at one instant a context;
the portal adds the rights of its pages (`portal.context`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from dondoc.calendar.given_dates import earliest_date
from dondoc.clock import local_date
from dondoc.ledger.decided_days import decided, with_decided
from dondoc.ledger.own_mark import refuse_other_key
from dondoc.ledger.revision import require_newest
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import Settings, load_settings
from models.database import engine_for, transaction


@dataclass(frozen=True)
class Installation:
    settings: Settings
    rulebook: Rulebook
    engine: Engine

    def at(self, now: datetime) -> Context:
        """The same at one instant."""
        return Context(self.settings, self.rulebook, self.engine, now)


@dataclass(frozen=True)
class Context(Installation):
    """`now` is read once, so that what one act says cannot disagree with itself."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is in Việt Nam."""
        return local_date(self.now)

    @property
    def earliest_on(self) -> date:
        """The first day that may be wanted of a unit that hears of it now."""
        return earliest_date(self.now, self.rulebook.workdays)


def load_installation() -> Installation:
    """Read anew each time: settings are cheap, engine and rulebook are kept by the process.

    Raises Refused with every wrong setting, or every fault of the plan, at once; and unless the
    ledger is at this program's own revision.
    """
    settings = load_settings()
    engine = engine_for(settings.database)
    require_newest(engine)
    _compare_key(engine, settings)
    return Installation(settings, as_decided(load_rules(settings), engine), engine)


def as_decided(rulebook: Rulebook, engine: Engine) -> Rulebook:
    """The rulebook with the days off that the ledger keeps."""
    with transaction(engine, write=False) as session:
        return with_decided(rulebook, decided(session))


_compared: set[tuple[str, bytes]] = set()


def _compare_key(engine: Engine, settings: Settings) -> None:
    """Once a process: Raises Refused where links would be signed with another key."""
    start = settings.database, settings.signing_key()
    if start in _compared:
        return
    with transaction(engine, write=False) as session:
        refuse_other_key(session, start[1])
    _compared.add(start)


def load_rules(settings: Settings | None = None) -> Rulebook:
    """The plan and its rules alone, for what needs no ledger: a run's name, a form."""
    settings = settings or load_settings()
    return load_rulebook(settings.plan_folder, demo=settings.demo, sound=True)
