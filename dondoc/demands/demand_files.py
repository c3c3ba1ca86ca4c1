"""The document by which something is asked, kept with its round for who must answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.submissions.files import StoredFile
from models import Assignment, DemandFile


def attach_files(
    session: Session, round_id: int, files: Iterable[StoredFile], *, by: Actor, now: datetime
) -> int:
    """Keep them with the round, each once; how many are new."""
    rows = [
        {
            "round_id": round_id,
            "name": file.name,
            "sha256": file.sha256,
            "size": file.size,
            "media_type": file.media_type,
            "added_at": now,
            "added_by": by,
        }
        for file in files
    ]
    return len(insert_new(session, DemandFile, rows))


def demand_files(session: Session, assignment_id: int, *, as_of: datetime) -> list[DemandFile]:
    """The documents by which this assignment was asked for, in the order in which they came."""
    query = (
        select(DemandFile)
        .join(Assignment, col(Assignment.round_id) == col(DemandFile.round_id))
        .where(col(Assignment.id) == assignment_id, col(DemandFile.added_at) <= as_of)
    )
    return list(session.exec(query.order_by(col(DemandFile.id))))


def file_for_unit(session: Session, unit_code: str, file_id: int) -> DemandFile | None:
    """One such document, for a unit that was asked by it; None for any other, or for none."""
    query = (
        select(DemandFile)
        .join(Assignment, col(Assignment.round_id) == col(DemandFile.round_id))
        .where(col(DemandFile.id) == file_id, col(Assignment.unit_code) == unit_code)
    )
    return session.exec(query).first()
