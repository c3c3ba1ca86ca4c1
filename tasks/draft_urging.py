"""Drafting công văn đôn đốc, for the monitoring body to sign."""

from __future__ import annotations

from datetime import datetime

from prefect.artifacts import create_markdown_artifact

from dondoc.ledger.installation import load_installation
from dondoc.reporting.urging_letters import Draft, urging_drafts
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Soạn dự thảo công văn đôn đốc")
def draft_letters(now: datetime) -> list[Draft]:
    """Write `don-doc-<slug>-<period>` for each round with late units; returns the drafts."""
    here = load_installation()
    with transaction(here.engine, write=False) as session:
        drafts = urging_drafts(session, here.rulebook, now)
    for draft in drafts:
        create_markdown_artifact(
            markdown=draft.text, key=f"don-doc-{draft.key}", description=draft.caption()
        )
    return drafts
