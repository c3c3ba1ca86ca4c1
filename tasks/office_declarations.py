"""Holding what units declare of their offices against the official list (II.3.5)."""

from __future__ import annotations

from datetime import datetime

from dondoc.ledger.installation import load_installation
from dondoc.publication.posting.settle_declarations import DeclarationRun, settle_declarations
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Đối chiếu bản tự khai niêm yết")
def settle_office_declarations(now: datetime) -> DeclarationRun:
    """Each declaration once; a second call finds nothing new."""
    here = load_installation()
    with transaction(here.engine) as session:
        return settle_declarations(session, here.rulebook, now=now)
