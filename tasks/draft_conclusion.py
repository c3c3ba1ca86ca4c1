"""Drafting the monthly conclusion on publication: each month that is over, where facts moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.documents.publicity.renew_conclusion import conclusions_to_draft, renew_conclusion
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from models import Document
from models.database import transaction
from tasks.dondoc_task import dondoc_task

_BY = Actor.flow("procedure_publication")


@dondoc_task("Soạn dự thảo kết luận công khai TTHC")
def draft_conclusions(now: datetime) -> Sequence[Document]:
    """The drafts that are new, the oldest month first."""
    here = load_installation().at(now)
    found = []
    with transaction(here.engine) as session:
        for month in conclusions_to_draft(session, here):
            kept = renew_conclusion(session, here, month, by=_BY)
            if kept.new:
                found.append(kept.document)
    return found
