"""The ledger made ready: its folder, its tables at this program's revision, its units."""

from __future__ import annotations

from sqlalchemy import Engine

from dondoc.ledger.own_mark import change_key, know_installation
from dondoc.ledger.revision import refuse_newer
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import engine_for, transaction
from models.migrations.run import migrate


def prepare_ledger(settings: Settings, rulebook: Rulebook, *, new_key: bool = False) -> Engine:
    """Migrate upwards and bring the units up to the data. Raises Refused; changes nothing then.

    `new_key`: an administrator says that the key of before is lost, and every link with it.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.data_dir.chmod(0o700)  # ledger, key and files are of the user that runs us
    engine = engine_for(settings.database)
    refuse_newer(engine)
    migrate(engine)
    with transaction(engine) as session:
        if new_key:
            change_key(session, settings.signing_key())
        know_installation(session, settings.signing_key())
        sync_units(session, rulebook.registry)
    return engine
