"""Who was invited, who came: units and numbers as known at an instant, no person's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.conference.announcement import Announcement
from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from models import (
    Attendance,
    Conference,
    ConferenceRevision,
    ConferenceSession,
    Delegate,
    Invitee,
    Rsvp,
)
from models.conference_kinds import RsvpAnswer


@dataclass(frozen=True)
class UnitPresence:
    """A unit on the list. `delegates` and `present` count people; `answer` is its newest."""

    unit: Unit
    session: int
    seats: int
    answer: RsvpAnswer | None
    delegates: int
    present: int

    @property
    def share(self) -> float | None:
        """Present of registered, 0 to 1; None where nobody stands on the list."""
        return self.present / self.delegates if self.delegates else None


def announced_by(session: Session, conference: Conference, as_of: datetime) -> Announcement:
    """What was announced at that instant; before its first revision, what that one said."""
    query = select(ConferenceRevision).where(col(ConferenceRevision.conference_id) == conference.id)
    rows = list(session.exec(query.order_by(col(ConferenceRevision.revision))))
    known = [one for one in rows if one.at <= as_of] or rows[:1]
    return Announcement.of(known[-1].said)


def presence(
    session: Session, registry: Registry, conference: Conference, *, as_of: datetime
) -> list[UnitPresence]:
    """Every unit on the list at `as_of`, in official order."""
    query = select(Invitee).where(
        col(Invitee.conference_id) == conference.id,
        col(Invitee.added_at) <= as_of,
        col(Invitee.removed_at).is_(None) | (col(Invitee.removed_at) > as_of),
    )
    rows = list(session.exec(query.order_by(col(Invitee.id))))
    answers = _answers(session, conference, as_of)
    numbers = _numbers(session, conference)
    listed, inside = _people(session, conference, as_of)
    found = [
        UnitPresence(
            unit=registry.unit(one.unit_code),
            session=numbers[one.session_id],
            seats=one.seats,
            answer=answers.get(one.id or 0),
            delegates=listed[one.id or 0],
            present=inside[one.id or 0],
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.unit.order, one.unit.code))


def _numbers(session: Session, conference: Conference) -> dict[int, int]:
    query = select(ConferenceSession).where(col(ConferenceSession.conference_id) == conference.id)
    return {one.id or 0: one.number for one in session.exec(query)}


def _answers(session: Session, conference: Conference, as_of: datetime) -> dict[int, RsvpAnswer]:
    query = (
        select(Rsvp)
        .join(Invitee)
        .where(col(Invitee.conference_id) == conference.id, col(Rsvp.recorded_at) <= as_of)
        .order_by(col(Rsvp.version))
    )
    return {one.invitee_id: one.answer for one in session.exec(query)}


def _people(
    session: Session, conference: Conference, as_of: datetime
) -> tuple[Counter[int], Counter[int]]:
    """How many of each invitee stand on the list, and how many are in."""
    people = select(Delegate).where(
        col(Delegate.conference_id) == conference.id,
        col(Delegate.added_at) <= as_of,
        col(Delegate.removed_at).is_(None) | (col(Delegate.removed_at) > as_of),
    )
    of = {one.id or 0: one.invitee_id for one in session.exec(people)}
    came = select(Attendance).where(
        col(Attendance.conference_id) == conference.id,
        col(Attendance.arrived_at) <= as_of,
        col(Attendance.undone_at).is_(None) | (col(Attendance.undone_at) > as_of),
    )
    inside = Counter(of[one.delegate_id] for one in session.exec(came) if one.delegate_id in of)
    return Counter(of.values()), inside
