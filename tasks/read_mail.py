"""Reading the mail that came in, before anything is sent."""

from __future__ import annotations

from datetime import datetime

from dondoc.incoming.read_incoming import ReadResult, read_incoming
from dondoc.ledger.installation import load_installation
from tasks.dondoc_task import READING_LIMIT, dondoc_task


@dondoc_task("Đọc thư đến", limit=READING_LIMIT)
def read_mail(now: datetime, most: int | None = None) -> ReadResult:
    """Keep and decide what waits in the mailbox, or `most` of it; nothing where none is set."""
    here = load_installation()
    return read_incoming(here.engine, here.settings, here.rulebook, now, most=most)
