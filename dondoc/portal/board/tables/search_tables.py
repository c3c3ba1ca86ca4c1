"""What one search found, as this account may see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.documents.paper.table import Column, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.reporting.look_up import Hit

_COLUMNS = (Column("Kết quả", 70), Column("Ghi chú", 50))


def search_tables(wanted: str, hits: Sequence[Hit], *, as_of: datetime) -> list[Table]:
    """The first hits, as the page lists them."""
    above = (phrases("tables").as_of(as_of, None),)
    rows = tuple((hit.says, capital(hit.note)) for hit in hits)
    return [Table(f"Kết quả tìm «{wanted}»", _COLUMNS, rows, above=above, name="Tìm")]
