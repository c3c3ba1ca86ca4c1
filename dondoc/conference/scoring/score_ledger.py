"""What exports said of an index year: the newest of each unit holds."""

from __future__ import annotations

from sqlmodel import Session, col, select

from models import ScoringExport, ScoringLine


def exports_of(session: Session, index_year: int) -> list[ScoringExport]:
    """The newest first: by the day that its figures are of, then by when it was handed in."""
    query = select(ScoringExport).where(col(ScoringExport.index_year) == index_year)
    return list(
        session.exec(
            query.order_by(col(ScoringExport.exported_on).desc(), col(ScoringExport.id).desc())
        )
    )


def newest_lines(session: Session, index_year: int) -> dict[str, ScoringLine]:
    """By unit what the newest export that names it says."""
    query = (
        select(ScoringLine)
        .join(ScoringExport, col(ScoringExport.id) == col(ScoringLine.export_id))
        .where(col(ScoringExport.index_year) == index_year)
        .order_by(col(ScoringExport.exported_on), col(ScoringExport.id))
    )
    return {one.unit_code: one for one in session.exec(query)}
