"""Where the conference's pages are, and which conference an address means."""

from __future__ import annotations

from fastapi import HTTPException
from sqlmodel import Session, col, select

from models import Conference

PATH = "/bang/hoi-nghi"
ONE = PATH + "/{code}"
DESK, LIST, CARDS = ONE + "/ban-don", ONE + "/danh-sach", ONE + "/the-dai-bieu"


def conference_or_404(session: Session, code: str) -> Conference:
    """The conference of that code."""
    found = session.exec(select(Conference).where(col(Conference.code) == code)).first()
    if found is None:
        raise HTTPException(404)
    return found
