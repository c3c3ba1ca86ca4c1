"""After the day: who never answered is asked no more, and that it was silent stays."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col

from dondoc.conference.find_conference import (
    all_conferences,
    announced,
    invitees,
    takes_place,
)
from dondoc.decisions.close import close_without
from dondoc.messages.environment import phrases
from dondoc.rounds.load_facts import load_facts
from models import Assignment


def settle_answers(session: Session, *, now: datetime) -> int:
    """Close the answers that never came, of conferences that are over; returns how many.

    A second call finds none.
    """
    asked = [
        invitee.assignment_id
        for conference in all_conferences(session)
        if takes_place(conference) and announced(session, conference).ends_at < now
        for invitee in invitees(session, conference)
        if invitee.assignment_id is not None
    ]
    silent = load_facts(
        session,
        col(Assignment.id).in_(asked),
        col(Assignment.completed_at).is_(None),
        col(Assignment.waived_at).is_(None),
        as_of=now,
    )
    waiting = [one for one in silent if one.closed is None]
    for one in waiting:
        close_without(session, one, reason=phrases("conference").closed_because(), now=now)
    return len(waiting)
