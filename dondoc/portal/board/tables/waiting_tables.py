"""What waits for an officer, as the page lists it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.documents.paper.table import Column, Table
from dondoc.messages.environment import phrases
from dondoc.messages.render_waiting import WaitingGroup

_COLUMNS = (Column("Loại việc", 44), Column("Nội dung", 90))


def waiting_tables(groups: Sequence[WaitingGroup], *, as_of: datetime) -> list[Table]:
    """A row a thing; of a kind that has no list its count alone."""
    rows: list[tuple[str, str]] = []
    for group in groups:
        rows += [(group.says, row.line) for row in group.rows]
        if group.more or not group.rows:
            rows.append((group.says, group.more))
    above = (phrases("tables").as_of(as_of, None),)
    return [Table("Chờ xử lý", _COLUMNS, tuple(rows), above=above)]
