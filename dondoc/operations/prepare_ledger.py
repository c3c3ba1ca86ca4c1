"""The ledger made ready: its folder, its tables at this program's revision, its units."""

from __future__ import annotations

from sqlalchemy import Engine

from dondoc.ledger.revision import refuse_newer
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import engine_for, transaction
from models.migrations.run import migrate


def prepare_ledger(settings: Settings, rulebook: Rulebook) -> Engine:
    """Migrate upwards and bring the units up to the data. Raises Refused; changes nothing then."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    engine = engine_for(settings.database)
    refuse_newer(engine)
    migrate(engine)
    with transaction(engine) as session:
        sync_units(session, rulebook.registry)
    return engine
