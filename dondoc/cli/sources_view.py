"""The sources there are, as `dondoc sources list` shows them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from dondoc.calendar.date_words import short_date
from dondoc.cli.open_ledger import open_ledger
from dondoc.cli.terminal_text import picked, print_json, table
from dondoc.clock import local_date
from dondoc.plan.find_unit import find_unit
from dondoc.publication.official.source_vocabulary import KIND_WORDS, WAY_WORDS
from models import PublicationSource, UnitRow
from models.database import transaction

_HEADS = ("Số", "Đơn vị", "Nơi công khai", "Cách đọc", "Địa chỉ", "Phạm vi", "Từ", "Đến", "Ghi chú")
_KEYS = (
    *("id", "unit_code", "kind", "way", "address", "scope", "hosts", "allow_cidrs"),
    *("gap_seconds", "basis", "confirmed", "from_on", "to_on"),
)


def show_sources(unit: str, *, as_json: bool, now: datetime) -> int:
    """In the order of their numbers; of one unit alone where it is named."""
    here = open_ledger()
    query = select(PublicationSource, UnitRow).join(UnitRow).order_by(col(PublicationSource.id))
    if unit:
        code = find_unit(here.rulebook.registry, unit, local_date(now)).code
        query = query.where(col(PublicationSource.unit_code) == code)
    with transaction(here.engine, write=False) as session:
        found = list(session.exec(query))
    if as_json:
        return print_json([picked(row, *_KEYS) for row, _unit in found])
    print(table(_HEADS, [_cells(row, body) for row, body in found]))
    print(f"\n{len(found)} nguồn")
    return 0


def _cells(row: PublicationSource, unit: UnitRow) -> list[object]:
    scope = "; ".join(", ".join(given) for given in row.scope.values())
    ends = short_date(row.to_on) if row.to_on else ""
    note = "" if row.confirmed else "chưa xác nhận"
    return [
        *(row.id, unit.name, KIND_WORDS[row.kind][0], WAY_WORDS[row.way][0], row.address, scope),
        *(short_date(row.from_on), ends, note),
    ]
