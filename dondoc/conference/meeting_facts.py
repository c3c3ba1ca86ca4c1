"""What a letter says of a conference to one unit, as it stands when the letter leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from dondoc.conference.announcement import SessionFacts
from dondoc.conference.conference_files import issued_invitation
from dondoc.conference.delegates import delegates_of
from dondoc.conference.desk.delegate_qr import content_id
from dondoc.messages.message_facts import CodePicture, MeetingFacts
from dondoc.rounds.facts import Facts
from dondoc.settings import Settings
from models import Conference, ConferenceSession, Invitee, Submission


def meeting_uid(conference_id: int, settings: Settings) -> str:
    """One for the conference's whole life, and of this office in the world (RFC 7986 §5.3)."""
    return f"hoi-nghi-{conference_id}@{settings.mail_domain}"


def meeting_of(
    session: Session, settings: Settings, facts: Facts, said: Mapping[str, Any]
) -> MeetingFacts | None:
    """The conference to which this assignment invites; `said` is the notice's own detail."""
    query = (
        select(Conference, Invitee, ConferenceSession)
        .join(Invitee, col(Invitee.conference_id) == col(Conference.id))
        .join(ConferenceSession, col(ConferenceSession.id) == col(Invitee.session_id))
        .where(col(Invitee.assignment_id) == facts.id)
    )
    found = session.exec(query).first()
    if found is None:
        return None
    conference, invitee, part = found
    before = SessionFacts.of(said["before"]) if said.get("before") else None
    paper = issued_invitation(session, conference)
    return MeetingFacts(
        title=conference.title,
        chair=conference.chair,
        starts_at=part.starts_at,
        ends_at=part.ends_at,
        place=part.place,
        link=part.link,
        session_name=part.name,
        seats=invitee.seats,
        rsvp_by=facts.due_on,
        partners=conference.partners,
        contact=conference.contact,
        urgent_why=conference.urgent_why,
        paper_number=(paper.number or "") if paper else "",
        paper_on=paper.dated_on if paper else None,
        before_starts_at=before.starts_at if before else None,
        before_ends_at=before.ends_at if before else None,
        before_place=(before.place or before.link) if before else "",
        off=str(said.get("off", "")),
        file=str(said.get("file", "")),
        file_version=int(said.get("version", 1)),
        question=str(said.get("question", "")),
        answer=str(said.get("answer", "")),
        said=_said(session, said.get("submission_id")),
        answered=bool(said.get("answered")),
        codes=_codes(session, conference, invitee) if said.get("codes") else (),
        sequence=conference.sequence,
        uid=meeting_uid(conference.id or 0, settings),
    )


def _codes(session: Session, conference: Conference, invitee: Invitee) -> tuple[CodePicture, ...]:
    """As they stand now, in the order registered; nobody's name is in a letter."""
    number = invitee.id or 0
    return tuple(
        CodePicture(one.code, content_id(conference.code, one.code))
        for one in delegates_of(session, [number])[number]
    )


def _said(session: Session, submission_id: int | None) -> str:
    """«Dự họp, 2 đại biểu.»"""
    kept = session.get(Submission, submission_id) if submission_id else None
    return (kept.note or "") if kept else ""
