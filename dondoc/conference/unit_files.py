"""What of a conference's files its units see: each document with its versions, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models import Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind

NOT_FOR_UNITS = frozenset(
    {
        ConferenceFileKind.PLAN,
        ConferenceFileKind.MINUTES,
        ConferenceFileKind.ATTENDANCE,  # names and signatures
    }
)
"""What stays with who holds it."""


@dataclass(frozen=True)
class UnitDocument:
    """A document: the version that holds, and those before it, the newest first."""

    newest: ConferenceFile
    earlier: tuple[ConferenceFile, ...]


def documents_for_units(session: Session, conference: Conference) -> list[UnitDocument]:
    """Every document that units see, the one that was last given first."""
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.published_at).is_not(None),
        col(ConferenceFile.withdrawn_at).is_(None),
        col(ConferenceFile.kind).not_in(NOT_FOR_UNITS),
    )
    versions: dict[tuple[ConferenceFileKind, str], list[ConferenceFile]] = {}
    for one in session.exec(query.order_by(col(ConferenceFile.id).desc())):
        versions.setdefault((one.kind, one.name), []).append(one)
    return [UnitDocument(newest, tuple(earlier)) for newest, *earlier in versions.values()]


def document_for_unit(
    session: Session, conference: Conference, file_id: int
) -> ConferenceFile | None:
    """One version that units see; None for any other, or for none."""
    for document in documents_for_units(session, conference):
        for one in (document.newest, *document.earlier):
            if one.id == file_id:
                return one
    return None


def withdrawn_for_units(session: Session, conference: Conference) -> list[ConferenceFile]:
    """What units saw and see no more, the last first: the page says so, with the reason."""
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.published_at).is_not(None),
        col(ConferenceFile.withdrawn_at).is_not(None),
        col(ConferenceFile.kind).not_in(NOT_FOR_UNITS),
    )
    return list(session.exec(query.order_by(col(ConferenceFile.id).desc())))
