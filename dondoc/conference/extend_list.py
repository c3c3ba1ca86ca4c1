"""Units put on the list of a conference that stands; the next invitations reach them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.call_off import put_back
from dondoc.conference.conference_forms import DEFAULT_SEATS, SeatsForm
from dondoc.conference.find_conference import invitee_of, require_alive, session_rows
from dondoc.conference.plan_conference import add_invitees, record_act
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.find_units import read_units
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Conference


def extend_list(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    units: str,
    seats: str = "",
    *,
    by: Actor,
    now: datetime,
    number: int = 1,
) -> int:
    """Put these units on the list of a session; who had been taken off it stands on it again.

    Returns how many are new on it. Nobody is told. Raises Refused.
    """
    require_alive(conference)
    named, grouped = read_units(rulebook.registry, units, on=local_date(now))
    wanted = SeatsForm.read({"seats": seats}).seats or DEFAULT_SEATS
    row = next((one for one in session_rows(session, conference) if one.number == number), None)
    if row is None:
        raise Refused(Problem("session", str(number), "không có buổi này", "Buổi"))
    everyone = [*named, *grouped]
    count = 0
    for unit in everyone:
        kept = invitee_of(session, conference, unit.code)
        if kept is not None and kept.removed_at is not None:
            put_back(kept)
            kept.session_id, kept.seats = row.id or 0, wanted
            count += 1
    count += add_invitees(session, conference, row, everyone, wanted, now=now)
    if count:
        said = phrases("conference").extended(count)
        record_act(session, conference, said, by=by, now=now)
    session.flush()
    return count
