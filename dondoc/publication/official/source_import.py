"""A checked table of sources against the ledger, written whole; and the end of a source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.contacts.entries import ContactEntry
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.publication.official.source_columns import usual_reading
from dondoc.publication.official.source_vocabulary import BASES, KIND_WORDS, USUAL_WAYS
from dondoc.text import parse_link
from models import PublicationSource

_KEY = ("unit_code", "kind", "address")


@dataclass(frozen=True)
class SourceChange:
    """A kept source, and what the table would change in it: column, before, after."""

    row: PublicationSource
    entry: ContactEntry
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class SourceDifference:
    """What importing a table of sources would do; `others` are kept and not named."""

    added: tuple[ContactEntry, ...]
    altered: tuple[SourceChange, ...]
    same: int
    others: int

    @property
    def changes_nothing(self) -> bool:
        return not self.added and not self.altered

    def lines(self) -> Iterator[str]:
        """One line for each source that would be new or changed."""
        book = phrases("procedures")
        for entry in self.added:
            yield f"+ {entry.words}"
        for one in self.altered:
            yield f"~ {book.source_change(one.entry.words, one.changes)}"


def compare_sources(session: Session, entries: Sequence[ContactEntry]) -> SourceDifference:
    """What the entries would add and change; nothing is written."""
    rows = session.exec(select(PublicationSource).order_by(col(PublicationSource.id)))
    kept = {tuple(getattr(row, name) for name in _KEY): row for row in rows}
    pairs = [(entry, kept.get(tuple(entry.key.values()))) for entry in entries]
    found = [SourceChange(row, entry, _changes(row, entry)) for entry, row in pairs if row]
    return SourceDifference(
        added=tuple(entry for entry, row in pairs if row is None),
        altered=tuple(one for one in found if one.changes),
        same=sum(not one.changes for one in found),
        others=len(kept) - len(found),
    )


def write_sources(
    session: Session, difference: SourceDifference, *, by: Actor, now: datetime
) -> None:
    """Write what `compare_sources` found in the same transaction, a line of audit for each."""
    for entry in difference.added:
        values = {**_usual(entry, local_date(now)), **entry.values}
        row = PublicationSource(**entry.key, **values, changed_at=now, changed_by=by)
        session.add(row)
        session.flush()
        _record(session, row, "thêm nguồn công khai", entry.words, by=by, now=now)
    for one in difference.altered:
        one.row.sqlmodel_update({name: after for name, _before, after in one.changes})
        _touch(session, one.row, by=by, now=now)
        said = phrases("procedures").source_change(one.entry.words, one.changes)
        _record(session, one.row, "sửa nguồn công khai", said, by=by, now=now)
    session.flush()


def end_source(
    session: Session, number: int, *, last_on: date, reason: str, by: Actor, now: datetime
) -> PublicationSource:
    """Look at a source no longer after a day. Raises Refused for none, or one that is over."""
    book = phrases("procedures")
    row = session.get(PublicationSource, number)
    if row is None:
        raise Refused(Problem("Nguồn", str(number), book.no_source()))
    if row.to_on is not None and row.to_on <= last_on:
        raise Refused(Problem("Nguồn", str(number), book.source_over(row.to_on)))
    if last_on < row.from_on:
        raise Refused(Problem("--on", "", book.source_not_begun(row.from_on)))
    row.to_on = last_on
    _touch(session, row, by=by, now=now)
    said = book.source_ended(last_on, reason)
    _record(session, row, "ngừng nguồn công khai", said, by=by, now=now)
    return row


def words_of_source(row: PublicationSource, registry: Registry) -> str:
    """«Sở Y tế · trang của đơn vị · https://…»"""
    name = registry.unit(row.unit_code).name
    return phrases("procedures").source_words(name, KIND_WORDS[row.kind][0], row.address)


def _usual(entry: ContactEntry, today: date) -> dict[str, Any]:
    """What a table need not say of a new source: its own host is official there."""
    kind = entry.key["kind"]
    parts = parse_link(entry.key["address"])
    return {
        "way": USUAL_WAYS[kind],
        "scope": {},
        "reading": usual_reading(entry.key["address"]),
        "hosts": [parts.hostname] if parts and parts.hostname else [],
        "allow_cidrs": [],
        "basis": BASES[kind],
        "from_on": today,
    }


def _touch(session: Session, row: PublicationSource, *, by: Actor, now: datetime) -> None:
    """What failed before an edit does not count on."""
    row.changed_at, row.changed_by = now, by
    session.add(row)


def _record(
    session: Session, row: PublicationSource, act: str, detail: str, *, by: Actor, now: datetime
) -> None:
    target = f"publication_source:{row.id}"
    audit.record(session, actor=by, act=act, target=target, now=now, detail=detail)


def _changes(row: PublicationSource, entry: ContactEntry) -> tuple[tuple[str, Any, Any], ...]:
    pairs = ((name, getattr(row, name), value) for name, value in entry.values.items())
    return tuple((name, before, after) for name, before, after in pairs if before != after)
