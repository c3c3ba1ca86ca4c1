"""A unit's contacts of one purpose stand in a row, and no two in one place.

The first that can be used is told; who stands behind hears when the ones before cannot be reached.
So a place that is held is not given again: who holds it is named, and the file says who goes where.
A copy (`also`) is told whatever its place and holds none.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from dondoc.contacts.address import safe_address
from dondoc.messages.environment import phrases
from dondoc.problems import Problem
from models import Contact
from models.kinds import Purpose

_NAMED = 3
"""Of those before a contact at most so many are named."""

Row = tuple[str, Purpose]
"""A unit's code and a purpose: contacts of the same row are told one after the other."""


@dataclass(frozen=True)
class Holder:
    """Who stands in a place: in the ledger, or on a line of a file."""

    words: str
    contact_id: int | None = None
    line: int | None = None

    @property
    def said(self) -> str:
        return phrases("people").on_line(self.words, self.line) if self.line else self.words


@dataclass
class ContactPlaces:
    """Who would stand where once a file is written; the ledger's own first."""

    _holders: dict[Row, dict[int, list[Holder]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    _taken: dict[Row, list[int]] = field(default_factory=lambda: defaultdict(list))

    def take(self, row: Row, place: int, holder: Holder) -> None:
        if place not in self._holders[row]:
            insort(self._taken[row], place)
        self._holders[row][place].append(holder)

    def next_free(self, row: Row) -> int:
        """The place behind everybody."""
        taken = self._taken[row]
        return taken[-1] + 1 if taken else 1

    def before(self, row: Row, place: int) -> tuple[list[Holder], int]:
        """Who is told before that place: the first few, and in how many places more they stand."""
        held, taken = self._holders[row], self._taken[row]
        count = bisect_left(taken, place)
        first = taken[: min(count, _NAMED)]
        return [one for number in first for one in held[number][:_NAMED]], count - len(first)

    def problem(self, row: Row, place: int, mine: Holder) -> Problem | None:
        """That another holds the place of this line, and what to write instead."""
        other = next((one for one in self._holders[row][place] if one != mine), None)
        if other is None or (other.line is not None and other.line > (mine.line or 0)):
            return None  # of two lines the later one is told
        free = self.next_free(row)
        wanted = phrases("people").place_held(other, place, free)
        return Problem(phrases("people").place_of(mine.line), "", wanted)


def holder_of(contact: Contact) -> Holder:
    return Holder(safe_address(contact.channel, contact.address), contact_id=contact.id)


def stands(contact: Contact) -> bool:
    """Does it hold a place: in use, and no copy?"""
    return contact.disabled_at is None and not contact.also


def places_of(contacts: Iterable[Contact]) -> ContactPlaces:
    """Where the contacts in use stand."""
    places = ContactPlaces()
    for one in contacts:
        if stands(one):
            places.take((one.unit_code, one.purpose), one.position, holder_of(one))
    return places


def doubled_places(session: Session) -> list[tuple[Row, int, list[Contact]]]:
    """The places that two or more contacts in use hold, in a ledger that let them: the later ones
    are told only when the first cannot be reached, which nobody chose.
    """
    held: dict[tuple[Row, int], list[Contact]] = defaultdict(list)
    for one in session.exec(select(Contact).order_by(col(Contact.unit_code), col(Contact.id))):
        if stands(one):
            held[(one.unit_code, one.purpose), one.position].append(one)
    return [(row, place, people) for (row, place), people in held.items() if len(people) > 1]


def place_behind(session: Session, unit_code: str, purpose: Purpose) -> int:
    """The place behind a unit's contacts in use of that purpose."""
    mine = (col(Contact.unit_code) == unit_code, col(Contact.purpose) == purpose)
    places = places_of(session.exec(select(Contact).where(*mine)))
    return places.next_free((unit_code, purpose))


def give_place(session: Session, contact: Contact) -> bool:
    """Its own place where it is free, else the one behind everybody; True where it moved."""
    mine = (
        col(Contact.unit_code) == contact.unit_code,
        col(Contact.purpose) == contact.purpose,
        col(Contact.position) == contact.position,
    )
    others = session.exec(select(Contact).where(*mine)).all()
    if contact.also or not any(stands(one) for one in others if one.id != contact.id):
        return False
    contact.position = place_behind(session, contact.unit_code, contact.purpose)
    return True
