"""Asking units for what ministries decided, and settling what the province announced (II.3.3)."""

from __future__ import annotations

from datetime import datetime

from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from dondoc.publication.review.review_run import ReviewRun, review_decisions
from models.database import transaction
from tasks.dondoc_task import dondoc_task

_BY = Actor.flow("procedure_review")


@dondoc_task("Rà soát quyết định công bố của bộ, ngành")
def review_ministry_decisions(now: datetime) -> ReviewRun:
    """Ask for each once; a second call finds nothing new."""
    here = load_installation()
    with transaction(here.engine) as session:
        return review_decisions(session, here.rulebook, now=now, by=_BY)
