"""An import from end to end: a file checked, its difference said, all of it written or nothing.

The command line and `/quan-tri` both stand on this; each shows the lines in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.contacts import account_columns, contact_columns
from dondoc.contacts.address import AddressCheck
from dondoc.contacts.entries import CheckedFile
from dondoc.contacts.importing import Comparison, Table, compare, write
from dondoc.ledger.actors import Actor
from dondoc.ledger.sync_units import sync_units
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.tables.difference_line import DifferenceLine
from models import Account, Contact


class ImportCheck(Protocol):
    """How a file is checked; raises Refused with everything that is wrong."""

    def __call__(
        self,
        content: bytes,
        registry: Registry,
        *,
        on: date,
        demo: bool = ...,
        sheet: str = ...,
    ) -> CheckedFile: ...


@dataclass(frozen=True)
class ImportKind:
    """What is imported: its table, its check, what its columns and its rows are called."""

    table: Table
    words: str
    check: ImportCheck
    titles: Mapping[str, str]


ACCOUNTS = ImportKind(
    Account,
    "tài khoản",
    account_columns.check_accounts,
    {one.name: one.title for one in account_columns.COLUMNS} | {"unit_code": "đơn vị"},
)


def contact_import(check_address: AddressCheck) -> ImportKind:
    """Contacts; what can be written to is known to the channels, above this room."""
    check = partial(contact_columns.check_contacts, check_address=check_address)
    titles = {one.name: one.title for one in contact_columns.COLUMNS}
    return ImportKind(Contact, "đầu mối", check, titles)


def run_import(
    session: Session,
    kind: ImportKind,
    registry: Registry,
    checked: CheckedFile,
    *,
    by: Actor,
    now: datetime,
) -> Comparison:
    """Write the file whole, one line of audit a row. Raises Refused as `compare` does."""
    sync_units(session, registry)
    comparison = compare(session, kind.table, checked.entries)
    write(session, kind.table, comparison, by=by, now=now)
    return comparison


def difference(
    kind: ImportKind, comparison: Comparison, checked: CheckedFile
) -> Iterator[DifferenceLine]:
    """What is odd, what is new, what changes, in this order."""
    book = phrases("people")
    for warning in checked.warnings:
        yield DifferenceLine("!", warning.sentence())
    for entry in comparison.disabled:
        yield DifferenceLine("!", book.row_out_of_use(entry.line, entry.words))
    for entry in comparison.added:
        where = comparison.behind.get(entry.line)
        yield DifferenceLine("+", entry.words + (f", {where}" if where else ""))
    for one in comparison.altered:
        changes = [
            (kind.titles.get(each.field, each.field), _shown(each.before), _shown(each.after))
            for each in one.changes
        ]
        yield DifferenceLine("~", book.row_changed(one.entry.words, changes))


def count_words(kind: ImportKind, comparison: Comparison) -> str:
    """«3 đầu mối thêm mới, 1 thay đổi, 12 giữ nguyên; …»"""
    added, altered = len(comparison.added), len(comparison.altered)
    said: str = phrases("people").import_counts(
        kind.words, added, altered, comparison.same, comparison.others
    )
    return said


def _shown(value: Any) -> str:
    """«0208», or that there is nothing."""
    if isinstance(value, bool):
        return "«có»" if value else "«không»"
    if isinstance(value, datetime):
        return f"«{short_date(local_date(value))}»"
    return "trống" if value in (None, "") else f"«{value}»"
