"""The last word before the day: who comes is reminded, each delegate's code and QR in the letter.

Sent the working day before, to units that have named their delegates; once a revision. On the day
itself it is too late: nothing of it is made up for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.delegates import delegates_of
from dondoc.conference.find_conference import (
    all_conferences,
    announced,
    facts_of_session,
    invitees,
    newest_answers,
    session_rows,
    takes_place,
)
from dondoc.conference.record_rsvp import needs_confirming
from dondoc.conference.stage_rules import Stage, stage_on
from dondoc.conference.tell_unit import tell_unit
from dondoc.plan.rulebook import Rulebook
from models import Conference, Invitee
from models.conference_kinds import RsvpAnswer
from models.kinds import NoticeKind


def remind_of_day(session: Session, rulebook: Rulebook, *, now: datetime) -> int:
    """Remind the units of every conference whose day is next; returns how many are told anew."""
    told = 0
    for conference in all_conferences(session):
        if not takes_place(conference):
            continue
        rung = f"d{conference.revision}"
        kind = NoticeKind.CONFERENCE_DAY
        for invitee in _expected(session, rulebook, conference, now):
            detail = {"codes": True}
            told += bool(
                tell_unit(session, rulebook, invitee, kind, rung=rung, now=now, detail=detail)
            )
    return told


def _expected(
    session: Session, rulebook: Rulebook, conference: Conference, now: datetime
) -> Iterator[Invitee]:
    """Who said of this very day that it comes, with the names of its delegates."""
    today, day = local_date(now), announced(session, conference).day
    if not stage_on(Stage.DAY_WORD, day, conference.rsvp_by, rulebook.workdays) <= today:
        return
    later = {
        one.id for one in session_rows(session, conference) if facts_of_session(one).on > today
    }
    rows = [
        one
        for one in invitees(session, conference)
        if one.invited_at is not None and one.session_id in later
    ]
    answers = newest_answers(session, (one.id or 0 for one in rows))
    people = delegates_of(session, (one.id or 0 for one in rows))
    for one in rows:
        answer = answers.get(one.id or 0)
        comes = answer is not None and answer.answer is not RsvpAnswer.CANNOT
        if answer and comes and not needs_confirming(answer, one) and people[one.id or 0]:
            yield one
