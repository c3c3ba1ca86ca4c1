"""Who has not answered an invitation, and whom to call there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.contacts.address import safe_address
from dondoc.contacts.contact_columns import PURPOSE_WORDS
from dondoc.plan.bodies import Unit
from dondoc.portal.board.conference.conference_state import UnitAnswer
from models import Contact

TO_CALL = ("silent", "overdue", "unheard", "stale")


@dataclass(frozen=True)
class CallPerson:
    """Somebody of a unit who can be called."""

    person: str
    purpose: str
    telephone: str
    address: str


@dataclass(frozen=True)
class CallLine:
    """A unit that has not answered, or not since the conference changed."""

    unit: Unit
    row: UnitAnswer
    people: tuple[CallPerson, ...]


def call_list(session: Session, rows: Sequence[UnitAnswer]) -> list[CallLine]:
    """In the order given; a unit without any contact in use stands there too."""
    silent = [one for one in rows if one.word in TO_CALL]
    query = select(Contact).where(
        col(Contact.unit_code).in_([one.unit.code for one in silent]),
        col(Contact.disabled_at).is_(None),
    )
    found: dict[str, list[CallPerson]] = defaultdict(list)
    for one in session.exec(query.order_by(col(Contact.position), col(Contact.id))):
        address = safe_address(one.channel, one.address)
        words = PURPOSE_WORDS[one.purpose]
        found[one.unit_code].append(
            CallPerson(one.person or "", words, one.telephone or "", address)
        )
    return [CallLine(one.unit, one, tuple(found[one.unit.code])) for one in silent]
