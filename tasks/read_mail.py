"""Reading the mail that came in, before anything is sent."""

from __future__ import annotations

from datetime import datetime

from dondoc.incoming.read_incoming import ReadResult
from dondoc.ledger.installation import load_installation
from dondoc.operations.regular_work import read_mailbox
from tasks.dondoc_task import READING_LIMIT, dondoc_task


@dondoc_task("Đọc thư đến", limit=READING_LIMIT)
def read_mail(now: datetime, most: int | None = None) -> ReadResult:
    """Keep and decide what waits in the mailbox, or `most` of it; nothing where none is set."""
    return read_mailbox(load_installation(), now, most=most)
