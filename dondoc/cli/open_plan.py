"""The plan that the settings name, for commands that need no ledger."""

from __future__ import annotations

from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.problems import Refused
from dondoc.settings import LEDGER, load_settings


def plan_rulebook() -> Rulebook:
    """The plan and the calendar; raises Refused with every wrong setting or entry."""
    settings = load_settings()
    return load_rulebook(settings.plan_folder, demo=settings.demo)


def rulebook_in_force() -> Rulebook:
    """The same with the days off that the ledger keeps, where there is one to ask."""
    rulebook, settings = plan_rulebook(), load_settings()
    if not settings.database_url and not (settings.data_dir / LEDGER).exists():
        return rulebook  # at once: nothing of a database need be loaded
    from sqlalchemy.exc import OperationalError

    from dondoc.ledger.installation import as_decided
    from dondoc.ledger.open_engine import connect
    from dondoc.ledger.revision import require_newest

    try:
        engine = connect(settings)
        require_newest(engine)
        return as_decided(rulebook, engine)
    except (Refused, OperationalError):  # no ledger yet: the files are all there is
        return rulebook
