"""The office of a unit as a place in which it publishes: NĐ 63/2010 art. 17.1, the plan's II.3.5.

Two sources, for two kinds of proof: what the unit declares never closes what an inspector saw.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from models import PublicationSource
from models.publication_kinds import ReadingWay, SourceKind

ON_THE_SPOT = "kiểm tra tại chỗ"
"""Stands where other sources have an address: no page is read."""

_ADDRESSES = {ReadingWay.DECLARATION: "", ReadingWay.BY_HAND: ON_THE_SPOT}
_BASIS = "Điều 17 khoản 1 Nghị định số 63/2010/NĐ-CP; Kế hoạch: công khai thủ tục hành chính"


def office_source(
    session: Session, unit_code: str, way: ReadingWay, *, on: date, by: Actor, now: datetime
) -> PublicationSource:
    """The unit's office as it is declared, or as inspectors see it; made at the first use."""
    address = _ADDRESSES[way]
    row = {
        "unit_code": unit_code,
        "kind": SourceKind.OFFICE,
        "way": way,
        "address": address,
        "scope": {},
        "reading": {},
        "hosts": [],
        "allow_cidrs": [],
        "gap_seconds": 0.0,
        "basis": _BASIS,
        "confirmed": True,  # every unit has an office: no address that could be wrong
        "from_on": on,
        "to_on": None,
        "changed_at": now,
        "changed_by": by,
    }
    insert_new(session, PublicationSource, [row])
    found = select(PublicationSource).where(
        col(PublicationSource.unit_code) == unit_code,
        col(PublicationSource.kind) == SourceKind.OFFICE,
        col(PublicationSource.address) == address,
    )
    return session.exec(found).one()
