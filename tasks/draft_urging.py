"""Drafting công văn đôn đốc, for the monitoring body to sign."""

from __future__ import annotations

from datetime import datetime

from prefect.artifacts import create_markdown_artifact

from dondoc.documents.letters import draft_letters as letters
from dondoc.documents.letters.draft_letters import Draft
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from models.database import transaction
from tasks.dondoc_task import dondoc_task

_BY = Actor.flow("follow_up")


@dondoc_task("Soạn dự thảo công văn đôn đốc")
def draft_letters(now: datetime) -> list[Draft]:
    """Keep the day's letters as docx, and write `don-doc-<slug>-<period>` for each late round."""
    context = load_installation().at(now)
    with transaction(context.engine) as session:
        drafts = letters.draft_letters(session, context, by=_BY)
    for draft in drafts:
        create_markdown_artifact(
            markdown=draft.text, key=f"don-doc-{draft.key}", description=draft.caption()
        )
    return drafts
