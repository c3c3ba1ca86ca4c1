"""What somebody types to change a conference: one session, the chair, who is in that session.

What is not typed stays as it is announced; a session that is new begins as the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.clock import local, local_date
from dondoc.conference.announcement import Announcement, SessionFacts, announcement
from dondoc.conference.conference_forms import SessionForm
from dondoc.conference.find_conference import announced
from dondoc.forms.official_request import RequestFrame
from dondoc.messages.environment import phrases
from dondoc.plan.find_units import read_units
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Conference


def read_change(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    number: int,
    *,
    typed: Mapping[str, Any],
    chair: str | None,
    units: str,
    now: datetime,
) -> tuple[Announcement, dict[str, int]]:
    """What is announced with the change, and who is moved to that session. Raises Refused."""
    before = announced(session, conference)
    known = {one.number: one for one in before.sessions}
    if not 1 <= number <= len(known) + 1:
        wanted = phrases("conference").sessions_known(len(known))
        raise Refused(Problem("session", str(number), wanted, "Buổi"))
    kept = session_typed(known.get(number) or before.sessions[-1])
    given = {name: value for name, value in typed.items() if value is not None}
    form = SessionForm.read({**kept, **given}, RequestFrame(rulebook, now))
    sessions = {**known, number: form.facts(number)}
    placed: dict[str, int] = {}
    if units.strip():
        named, grouped = read_units(rulebook.registry, units, on=local_date(now))
        placed = {unit.code: number for unit in [*named, *grouped]}
    return announcement(chair or before.chair, sessions.values()), placed


def session_typed(one: SessionFacts) -> dict[str, str]:
    """A session as its form would have it typed."""
    return {
        "name": one.name,
        "on": short_date(one.on),
        "starts": f"{local(one.starts_at):%H:%M}",
        "ends": f"{local(one.ends_at):%H:%M}",
        "place": one.place,
        "link": one.link,
    }
