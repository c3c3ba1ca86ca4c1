"""Which papers of conferences there are, and what each of them is of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.desk.desk_rights import inviting_body
from dondoc.conference.find_conference import (
    HOLD_DUTY,
    all_conferences,
    announced,
    conference_duty,
    find_conference,
    takes_place,
)
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook
from models import Conference
from models.kinds import DocumentKind

_RECENT = timedelta(days=200)
_SLUGS = {
    DocumentKind.INVITATION: "giay-moi",
    DocumentKind.CONFERENCE_MINUTES: "bien-ban",
    DocumentKind.CONCLUSIONS: "thong-bao-ket-luan",
}


@dataclass(frozen=True)
class MeetingMatter:
    """A paper of one conference; `body` is whose it is."""

    matter: PaperMatter
    conference: Conference
    body: Unit

    @property
    def slug(self) -> str:
        """`giay-moi-hoi-nghi-2026`"""
        return f"{_SLUGS[self.matter.kind]}-{self.conference.code}"


def meeting_matter(
    session: Session, rulebook: Rulebook, matter: PaperMatter, on: date
) -> MeetingMatter:
    """What a kept paper is of. Raises Refused where there is no such conference."""
    conference = find_conference(session, matter.subject)
    return MeetingMatter(matter, conference, inviting_body(rulebook, on))


def matter_of_conference(
    rulebook: Rulebook, kind: DocumentKind, conference: Conference
) -> PaperMatter:
    """The paper of that kind: in the period of the index year, under the duty to hold it."""
    duty = conference_duty(rulebook.registry, HOLD_DUTY)
    period = str(conference.index_year)
    return PaperMatter(kind, conference.plan, duty.code, period, conference.code)


def papers_to_draft(
    session: Session, rulebook: Rulebook, kind: DocumentKind, now: datetime
) -> list[PaperMatter]:
    """Of which conferences that paper is due: an invitation before the day, others from it on."""
    today = local_date(now)
    found = []
    for conference in all_conferences(session):
        if not takes_place(conference):
            continue
        day = announced(session, conference).day
        before = today < day
        if before == (kind is DocumentKind.INVITATION) and day >= today - _RECENT:
            found.append(matter_of_conference(rulebook, kind, conference))
    return found
