"""A paper of a conference composed from the ledger as known at an instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.conference.presence import announced_by, presence
from dondoc.documents.meeting.compose_conclusions import compose_conclusions
from dondoc.documents.meeting.compose_invitation import compose_invitation
from dondoc.documents.meeting.compose_minutes import compose_minutes
from dondoc.documents.meeting.composed_meeting import ComposedMeeting, MeetingBasis
from dondoc.documents.meeting.meeting_matter import meeting_matter
from dondoc.documents.register.narrative import texts_of
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.rulebook import Rulebook
from models import Conference, ConferenceTask
from models.kinds import DocumentKind

_COMPOSE: Mapping[DocumentKind, Callable[[MeetingBasis], ComposedMeeting]] = {
    DocumentKind.INVITATION: compose_invitation,
    DocumentKind.CONFERENCE_MINUTES: compose_minutes,
    DocumentKind.CONCLUSIONS: compose_conclusions,
}


def compose_meeting(
    session: Session, rulebook: Rulebook, matter: PaperMatter, *, as_of: datetime
) -> ComposedMeeting:
    """Raises Refused where there is no such conference."""
    meeting = meeting_matter(session, rulebook, matter, local_date(as_of))
    found = presence(session, rulebook.registry, meeting.conference, as_of=as_of)
    basis = MeetingBasis(
        rulebook=rulebook,
        meeting=meeting,
        said=announced_by(session, meeting.conference, as_of),
        units=tuple(found),
        texts=texts_of(session, matter, as_of=as_of),
        tasks=_tasks(session, meeting.conference, as_of),
        as_of=as_of,
    )
    return _COMPOSE[matter.kind](basis)


def _tasks(session: Session, conference: Conference, as_of: datetime) -> tuple[ConferenceTask, ...]:
    """What the conclusions set by then, as numbered in them."""
    query = select(ConferenceTask).where(
        col(ConferenceTask.conference_id) == conference.id, col(ConferenceTask.added_at) <= as_of
    )
    return tuple(session.exec(query.order_by(col(ConferenceTask.number), col(ConferenceTask.id))))
