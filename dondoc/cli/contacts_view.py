"""The contacts there are, as `dondoc contacts list` shows them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment
from dondoc.cli.terminal_text import picked, table
from dondoc.contacts.address import safe_address
from dondoc.contacts.contact_columns import PURPOSE_WORDS
from models import Contact, UnitRow

_HEADS = (
    "Số",
    "Đơn vị",
    "Mục đích",
    "Thứ tự",
    "Đầu mối",
    "Điện thoại",
    "Kênh",
    "Địa chỉ",
    "Ghi chú",
)
_KEYS = (
    "id",
    "unit_code",
    "purpose",
    "position",
    "also",
    "person",
    "telephone",
    "channel",
    "address",
    "verified_at",
    "disabled_at",
    "disabled_why",
)

Found = list[tuple[Contact, UnitRow]]


def contacts_page(found: Found) -> str:
    rows = [_cells(contact, unit) for contact, unit in found]
    return f"{table(_HEADS, rows)}\n\n{len(found)} đầu mối"


def contacts_json(found: Found) -> list[dict[str, Any]]:
    return [picked(contact, *_KEYS) for contact, _unit in found]


def contacts_of(session: Session, code: str, *, unverified: bool) -> Found:
    """In the order of the units; of one unit alone where `code` names it."""
    query = select(Contact, UnitRow).join(UnitRow)
    if unverified:
        open_ = (col(Contact.verified_at).is_(None), col(Contact.disabled_at).is_(None))
        query = query.where(*open_)
    if code:
        query = query.where(col(Contact.unit_code) == code)
    order = (
        UnitRow.official_order,
        Contact.unit_code,
        Contact.purpose,
        Contact.position,
        Contact.id,
    )
    return list(session.exec(query.order_by(*(col(one) for one in order))))


def _cells(contact: Contact, unit: UnitRow) -> tuple[object, ...]:
    notes = ["gửi kèm"] if contact.also else []
    if contact.verified_at is None:
        notes.append("chưa xác nhận địa chỉ")
    if contact.disabled_at:
        notes.append(f"ngừng dùng lúc {moment(contact.disabled_at)}: {contact.disabled_why or ''}")
    return (
        contact.id,
        unit.name,
        PURPOSE_WORDS[contact.purpose],
        contact.position,
        contact.person or "",
        contact.telephone or "",
        contact.channel,
        safe_address(contact.channel, contact.address),
        "; ".join(notes),
    )
