"""Reading the mail that came in, before anything is sent."""

from __future__ import annotations

from datetime import datetime

from dondoc.incoming.reading import ReadResult, read_incoming
from tasks.dondoc_task import act
from tasks.task_context import surroundings


@act("Đọc thư đến")
def read_mail(now: datetime) -> ReadResult:
    """Keep and decide what waits in the mailbox; nothing where none is set. Each mail by itself."""
    here = surroundings()
    return read_incoming(here.engine, here.settings, here.rulebook, now)
