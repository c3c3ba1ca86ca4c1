"""What a procedure is called by the official list."""

from __future__ import annotations

from sqlmodel import Session, col, select

from models import Procedure


def procedure_name(session: Session, code: str) -> str:
    """The name of its newest version; empty for what the list does not know."""
    if not code:
        return ""
    query = select(Procedure.name).where(col(Procedure.code) == code)
    return session.exec(query.order_by(col(Procedure.version).desc())).first() or ""
