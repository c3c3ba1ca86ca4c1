"""A checked file against the ledger: what is new, what changes; written all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, select

from dondoc.contacts.account_columns import COLUMNS as ACCOUNT_COLUMNS
from dondoc.contacts.arrange import MovedContact, arrange
from dondoc.contacts.contact_columns import COLUMNS as CONTACT_COLUMNS
from dondoc.contacts.entries import ContactEntry
from dondoc.contacts.in_use import tell_anew
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from models import Account, Contact

Table = type[Contact] | type[Account]


@dataclass(frozen=True)
class ValueChange:
    """One value that the file would change."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Altered:
    """A kept row and what the file would change in it."""

    row: Contact | Account
    entry: ContactEntry
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True)
class Comparison:
    """What importing the file would do. `others` are kept rows that the file does not name.

    `behind` says of a new contact, by its line, after whom it would be told.
    """

    added: tuple[ContactEntry, ...]
    altered: tuple[Altered, ...]
    same: int
    others: int
    disabled: tuple[ContactEntry, ...]
    behind: Mapping[int, str] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.altered


def compare(session: Session, table: Table, entries: Sequence[ContactEntry]) -> Comparison:
    """What the entries would add and change; nothing is written.

    Raises Refused where a contact would stand in a place that another holds.
    """
    kept: dict[tuple[Any, ...], Contact | Account] = {}
    names = tuple(entries[0].key) if entries else ()
    rows: list[Contact | Account] = list(session.exec(select(table)))
    for row in rows:
        kept[tuple(_plain(getattr(row, name)) for name in names)] = row
    pairs = [(entry, kept.get(tuple(_plain(v) for v in entry.key.values()))) for entry in entries]
    found = [(entry, row) for entry, row in pairs if row is not None]
    altered = [Altered(row, entry, _changes(row, entry)) for entry, row in found]
    added, behind = tuple(entry for entry, row in pairs if row is None), dict[int, str]()
    if table is Contact:
        added, behind = arrange(_contacts(rows), _moved(altered), added)
    return Comparison(
        added=added,
        behind=behind,
        altered=tuple(one for one in altered if one.changes),
        same=sum(not one.changes for one in altered),
        others=len(kept) - len(found),
        disabled=tuple(entry for entry, row in found if row.disabled_at is not None),
    )


def _contacts(rows: Iterable[Contact | Account]) -> list[Contact]:
    return [one for one in rows if isinstance(one, Contact)]


def _moved(altered: Iterable[Altered]) -> list[MovedContact]:
    return [
        MovedContact(one.row, one.entry, {change.field: change.after for change in one.changes})
        for one in altered
        if isinstance(one.row, Contact)
    ]


def write(
    session: Session, table: Table, comparison: Comparison, *, by: Actor, now: datetime
) -> None:
    """Write what `compare` found in the same transaction, one line of audit for each row."""
    words = _WORDS[table]
    added = [table(**entry.key, **entry.values) for entry in comparison.added]
    for row in added:
        if isinstance(row, Contact):
            row.in_use_at = now
    session.add_all(added)
    session.flush()  # once: each has its number for the audit
    for row in added:
        target = f"{words}:{row.id}"
        audit.record(session, actor=by, act=f"thêm {_ACTS[table]}", target=target, now=now)
    for one in comparison.altered:
        one.row.sqlmodel_update({change.field: change.after for change in one.changes})
        session.add(one.row)
        if isinstance(one.row, Contact) and any(change.field in _ONCE for change in one.changes):
            tell_anew(session, one.row.id or 0)
        detail = ", ".join(_TITLES.get(change.field, change.field) for change in one.changes)
        target = f"{words}:{one.row.id}"
        act = f"sửa {_ACTS[table]}"
        audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)
    session.flush()


_TITLES = {one.name: one.title for one in (*CONTACT_COLUMNS, *ACCOUNT_COLUMNS)} | {
    "unit_code": "đơn vị"
}
_WORDS: dict[type[SQLModel], str] = {Contact: "contact", Account: "account"}
_ACTS: dict[type[SQLModel], str] = {Contact: "đầu mối", Account: "tài khoản"}


_ONCE = frozenset({"verified_at"})
"""Filled where it is empty: what a contact itself confirmed, no file puts back."""


def _changes(row: Contact | Account, entry: ContactEntry) -> tuple[ValueChange, ...]:
    return tuple(
        ValueChange(name, getattr(row, name), value)
        for name, value in entry.values.items()
        if getattr(row, name) != value and not (name in _ONCE and getattr(row, name))
    )


def _plain(value: str) -> str:
    """A key's value for comparing: a mailbox is the same in capital letters."""
    return value.lower() if "@" in value else value
