"""Where the contacts of a file stand: each in a place of its own, and after whom it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dondoc.contacts.address import safe_address
from dondoc.contacts.entries import ContactEntry
from dondoc.contacts.places import ContactPlaces, Holder, Row, places_of
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from models import Contact

Claim = tuple[Row, int, Holder]
"""A place that a line of the file names."""


@dataclass(frozen=True)
class MovedContact:
    """A contact in the ledger, the line that speaks of it, and what that would change."""

    contact: Contact
    entry: ContactEntry
    after: Mapping[str, Any]

    @property
    def moves(self) -> bool:
        return "position" in self.after or "also" in self.after

    def claims(self) -> Iterator[Claim]:
        also = self.after.get("also", self.contact.also)
        if self.contact.disabled_at is None and not also:
            place = self.after.get("position", self.contact.position)
            yield (self.contact.unit_code, self.contact.purpose), place, _on_line(self.entry)


def arrange(
    kept: Iterable[Contact], altered: Iterable[MovedContact], new: Sequence[ContactEntry]
) -> tuple[tuple[ContactEntry, ...], dict[int, str]]:
    """The new contacts each with its place, and by line after whom one would be told.

    Who names no place stands behind everybody. Raises Refused for a place that another holds.
    """
    moved = [one for one in altered if one.moves]
    away = {one.contact.id for one in moved}
    places = places_of(one for one in kept if one.id not in away)
    claims = [claim for one in moved for claim in one.claims()]
    named = [one for one in new if "position" in one.values and not _copy(one)]
    claims += [(_row(one), one.values["position"], _on_line(one)) for one in named]
    for row, place, holder in claims:
        places.take(row, place, holder)
    if wrong := [one for claim in claims if (one := places.problem(*claim))]:
        raise Refused(wrong)
    placed = tuple(_placed(one, places) for one in new)
    return placed, dict(_behind(placed, places))


def _placed(entry: ContactEntry, places: ContactPlaces) -> ContactEntry:
    if "position" in entry.values or _copy(entry):
        return entry
    place = places.next_free(_row(entry))
    places.take(_row(entry), place, _on_line(entry))
    return replace(entry, values={**entry.values, "position": place})


def _behind(placed: Iterable[ContactEntry], places: ContactPlaces) -> Iterator[tuple[int, str]]:
    for entry in placed:
        place = entry.values.get("position", 1)
        before, more = ([], 0) if _copy(entry) else places.before(_row(entry), place)
        if before:
            said = [one.said for one in before]
            yield entry.line, phrases("people").stands_behind(place, said, more)


def _copy(entry: ContactEntry) -> bool:
    return bool(entry.values.get("also"))


def _row(entry: ContactEntry) -> Row:
    return entry.key["unit_code"], entry.key["purpose"]


def _on_line(entry: ContactEntry) -> Holder:
    return Holder(safe_address(entry.key["channel"], entry.key["address"]), line=entry.line)
