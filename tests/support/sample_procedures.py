"""A small official list with sources, all samples: for every test of the publication check.

Three procedures of Sở Y tế and two of every commune, all of one decision; an amended and a revoked
one where a test asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from dondoc.clock import at
from models import Procedure, ProcedureDecision, PublicationSource
from models.publication_kinds import DecisionIssuer, ListKind, ReadingWay, SourceKind

SIGNED_ON = date(2026, 11, 2)  # a Monday; published by Monday 09/11/2026
EFFECTIVE_ON = date(2026, 11, 2)
LAID_AT = at(date(2026, 11, 2), 8)
HEALTH, COMMUNE = "so-y-te", "xa-00691-2025"
BY = "machine:mau"


@dataclass(frozen=True)
class SampleList:
    """What was laid: of Sở Y tế 9.000001–3, of communes 9.000011 and 9.000012."""

    decision: ProcedureDecision
    health: tuple[Procedure, ...]
    communes: tuple[Procedure, ...]
    site: PublicationSource


def lay_decision(
    session: Session,
    number: str = "01/QĐ-MẪU",
    signed_on: date = SIGNED_ON,
    *,
    imported_at: datetime = LAID_AT,
    **values: Any,
) -> ProcedureDecision:
    """A decision of the province, in force from the day it is signed."""
    row = ProcedureDecision(
        number=number,
        signed_on=signed_on,
        **{
            "issuer": DecisionIssuer.PROVINCE,
            "effective_on": signed_on,
            "imported_at": imported_at,
            "imported_by": BY,
            **values,
        },
    )
    session.add(row)
    session.flush()
    return row


def lay_procedure(
    session: Session,
    code: str,
    name: str,
    decision: ProcedureDecision | None = None,
    **values: Any,
) -> Procedure:
    """One version, the first unless `version` says otherwise."""
    row = Procedure(
        code=code,
        name=name,
        decision_id=decision.id if decision else None,
        **{
            "version": 1,
            "level": "Cấp Tỉnh",
            "sector": "Lĩnh vực mẫu",
            "units": [],
            "kind": ListKind.LIST,
            "components": {},
            "valid_from": decision.effective_on if decision else SIGNED_ON,
            "digest": f"{code}-{values.get('version', 1)}",
            "imported_at": LAID_AT,
            **values,
        },
    )
    session.add(row)
    session.flush()
    return row


def lay_source(
    session: Session,
    unit_code: str = HEALTH,
    address: str = "http://so-y-te.example/tthc",
    *,
    changed_at: datetime = LAID_AT,
    **values: Any,
) -> PublicationSource:
    """A unit's own page, on from the start of 2026."""
    row = PublicationSource(
        unit_code=unit_code,
        address=address,
        changed_at=changed_at,
        changed_by=BY,
        **{
            "kind": SourceKind.AGENCY_SITE,
            "way": ReadingWay.PAGE,
            "scope": {},
            "reading": {},
            "hosts": [],
            "allow_cidrs": [],
            "from_on": date(2026, 1, 1),
            **values,
        },
    )
    session.add(row)
    session.flush()
    return row


def sample_list(session: Session) -> SampleList:
    """The small list and the site of Sở Y tế."""
    decision = lay_decision(session)
    health = tuple(
        lay_procedure(
            session,
            f"9.00000{index}",
            f"Thủ tục mẫu số {index} về y tế",
            decision,
            units=[HEALTH],
            agency="Sở Y tế",
            fee=f"{index}00.000 đồng",
            time_limit=f"{index}0 ngày làm việc",
        )
        for index in (1, 2, 3)
    )
    communes = tuple(
        lay_procedure(
            session,
            f"9.00001{index}",
            f"Thủ tục mẫu số {index} của cấp xã",
            decision,
            level="Cấp Xã",
            agency="UBND cấp xã",
        )
        for index in (1, 2)
    )
    return SampleList(decision, health, communes, lay_source(session))


def amend(
    session: Session, before: Procedure, decision: ProcedureDecision, **changes: Any
) -> Procedure:
    """A new version of a procedure by a later decision; the one before it ends."""
    before.valid_to = decision.effective_on
    session.add(before)
    kept = before.model_dump(exclude={"id", "decision_id", "valid_from", "valid_to", "digest"})
    values = {**kept, "version": before.version + 1, **changes}
    return lay_procedure(session, values.pop("code"), values.pop("name"), decision, **values)
