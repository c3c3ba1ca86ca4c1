"""What most commands stand on: the settings, the plan, the ledger at this program's revision."""

from __future__ import annotations

import getpass

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dondoc import access
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation, as_decided
from dondoc.ledger.own_mark import refuse_other_key
from dondoc.ledger.revision import DATABASE, require_newest
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings, load_settings
from models.database import engine_for, transaction


def open_ledger() -> Installation:
    """The ledger that the settings name. Raises Refused where it is missing, older or newer."""
    settings = load_settings()
    engine = connect(settings)
    require_newest(engine)
    require_own_key(engine, settings)
    rulebook = load_rulebook(settings.plan_folder, demo=settings.demo, sound=True)
    return Installation(settings, as_decided(rulebook, engine), engine)


def connect(settings: Settings) -> Engine:
    """The engine of the settings' database. Raises Refused for an address that is none."""
    try:
        return engine_for(settings.database)
    except (ArgumentError, NoSuchModuleError):
        wanted = "không phải địa chỉ cơ sở dữ liệu; hãy ghi như postgresql+psycopg://máy/dondoc"
    except ModuleNotFoundError as error:
        wanted = f"thiếu gói {error.name}; hãy cài thêm: pip install 'dondoc[postgresql]'"
    raise Refused(Problem(DATABASE, "(không hiện)", wanted)) from None


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
