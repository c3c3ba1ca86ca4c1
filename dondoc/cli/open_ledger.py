"""What most commands stand on: the settings, the plan, the ledger at this program's revision."""

from __future__ import annotations

import getpass

from sqlalchemy import Engine

from dondoc import access
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation, as_decided
from dondoc.ledger.open_engine import connect
from dondoc.ledger.own_mark import refuse_other_key
from dondoc.ledger.revision import require_newest
from dondoc.plan.rulebook import load_rulebook
from dondoc.settings import Settings, load_settings
from models.database import transaction


def open_ledger() -> Installation:
    """The ledger that the settings name. Raises Refused where it is missing, older or newer."""
    settings = load_settings()
    engine = connect(settings)
    require_newest(engine)
    require_own_key(engine, settings)
    rulebook = load_rulebook(settings.plan_folder, demo=settings.demo, sound=True)
    return Installation(settings, as_decided(rulebook, engine), engine)


def require_own_key(engine: Engine, settings: Settings) -> None:
    """Raises Refused where links would be signed with another key than this ledger's."""
    with transaction(engine, write=False) as session:
        refuse_other_key(session, settings.signing_key())


def at_the_machine(act: access.Act) -> Actor:
    """Who acts without an account, as the audit names them: `machine:` and the login name."""
    access.require(access.MACHINE, act, access.Matter())
    try:
        return Actor.machine(getpass.getuser())
    except (KeyError, OSError):  # a container's user may have no name
        return Actor.machine("")
