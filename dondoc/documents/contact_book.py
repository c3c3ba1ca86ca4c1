"""The contacts in use as a workbook that the import reads back without a change.

Written as text throughout: a telephone keeps its zero, and no cell is ever a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.contacts.address import EMAIL
from dondoc.contacts.contact_columns import COLUMNS, PURPOSE_WORDS
from dondoc.documents.paper.table import Column, Table
from dondoc.documents.paper.workbook import workbook
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Refused
from models import Contact

NAME = "danh-ba.xlsx"
_WIDTH = 22


def contact_workbook(session: Session, registry: Registry, *, now: datetime) -> bytes:
    """A sheet of the contacts that have a mailbox, of the units that exist on that day.

    Addresses of chat services are secrets and stay out; an import leaves them as they are.
    """
    columns = tuple(Column(column.title, _WIDTH) for column in COLUMNS)
    rows = tuple(map(tuple, _rows(session, registry, local_date(now))))
    return workbook([Table("Đầu mối", columns, rows)], made=now)


def _rows(session: Session, registry: Registry, on: date) -> Iterator[list[str]]:
    query = select(Contact).where(col(Contact.disabled_at).is_(None))
    mine: dict[str, list[Contact]] = {}
    for contact in session.exec(query.where(col(Contact.channel) == EMAIL)):
        mine.setdefault(contact.unit_code, []).append(contact)
    for unit in registry.units:
        if unit.exists(on):
            name = _name(registry, unit.name, unit.code, on)
            for contact in sorted(mine.get(unit.code, ()), key=_order):
                yield _cells(contact, name)


def _name(registry: Registry, name: str, code: str, on: date) -> str:
    """What the import understands as this unit: its name, or its code where others bear it too."""
    try:
        return name if find_unit(registry, name, on).code == code else code
    except Refused:
        return code


def _order(contact: Contact) -> tuple[str, int, int]:
    return contact.purpose, contact.position, contact.id or 0


def _cells(contact: Contact, unit: str) -> list[str]:
    verified = contact.verified_at
    return [
        unit,
        contact.person or "",
        contact.telephone or "",
        contact.channel,
        contact.address,
        PURPOSE_WORDS[contact.purpose],
        str(contact.position),
        "có" if contact.also else "",
        short_date(local_date(verified)) if verified else "",
    ]
