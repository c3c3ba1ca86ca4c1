"""Who of a unit gets what: the first usable clerk, copies, the head, the superior."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Contact
from models.kinds import Purpose


@dataclass(frozen=True, slots=True)
class Address:
    """A usable contact, as the planner needs it."""

    id: int
    address: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How a unit is reached: `clerks` (the first usable one and copies) and `heads`."""

    clerks: tuple[Address, ...] = ()
    heads: tuple[Address, ...] = ()

    @property
    def reachable(self) -> bool:
        return bool(self.clerks)


NOBODY = Reach()
"""The reach of a unit without any usable contact."""


def load_reach(
    session: Session,
    unit_codes: Iterable[str] | None = None,
    *,
    without: Iterable[int | None] = (),
    verified: bool = False,
) -> dict[str, Reach]:
    """The reach of the units named, or of all; a unit without contacts is not in it.

    `without` leaves contacts out by their numbers, `verified` all whose address is not proven.
    """
    query = select(Contact).where(col(Contact.disabled_at).is_(None))
    if without:
        query = query.where(col(Contact.id).not_in(list(without)))
    if verified:
        query = query.where(col(Contact.verified_at).is_not(None))
    if unit_codes is not None:
        query = query.where(col(Contact.unit_code).in_(list(unit_codes)))
    grouped: dict[str, list[Contact]] = defaultdict(list)
    for contact in session.exec(query.order_by(col(Contact.position), col(Contact.id))):
        grouped[contact.unit_code].append(contact)
    return {code: _reach(contacts) for code, contacts in grouped.items()}


def _reach(contacts: list[Contact]) -> Reach:
    """A unit without a clerk is written to at its records office, else to its head."""
    for purpose in (Purpose.CLERK, Purpose.RECORDS, Purpose.HEAD):
        main = [c for c in contacts if c.purpose is purpose and not c.also]
        if main:
            break
    copies = [c for c in contacts if c.also]
    clerks = _addresses([*main[:1], *copies])
    known = {address.address for address in clerks}
    heads = [c for c in contacts if c.purpose is Purpose.HEAD and c.address not in known]
    return Reach(clerks=clerks, heads=_addresses(heads[:1]))


def _addresses(contacts: list[Contact]) -> tuple[Address, ...]:
    return tuple(Address(c.id, c.address) for c in contacts if c.id is not None)
