"""Publishing how rounds stand: a table in Prefect's artifacts, with a link to the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prefect.artifacts import create_table_artifact

from dondoc.ledger.installation import load_installation
from dondoc.rounds.day_table import RoundTable, rounds_to_show
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Công bố tiến độ")
def publish_progress(duties: Sequence[str], now: datetime) -> list[RoundTable]:
    """Write `tien-do-<slug>-<period>` for each round shown; returns them, the newest first."""
    here = load_installation()
    plan = here.rulebook.registry.plan
    with transaction(here.engine, write=False) as session:
        shown = [
            one
            for code in duties
            for one in rounds_to_show(session, here.rulebook, plan.duty(code), now)
        ]
    for one in shown:
        caption = one.caption(here.settings.base_url)
        create_table_artifact(table=one.table(), key=f"tien-do-{one.key}", description=caption)
    return shown
