"""How many one unit may send. Nobody is told: a seat more is no other meeting."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.conference.conference_forms import SeatsForm
from dondoc.conference.delegates import delegates_of
from dondoc.conference.find_conference import require_alive
from dondoc.conference.plan_conference import record_act
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Conference, Invitee

_MISSING = "hãy ghi số đại biểu của đơn vị"


def set_seats(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    invitee: Invitee,
    seats: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Raises Refused for fewer than the unit has registered: it says itself who stays away.

    Called with the conference held.
    """
    require_alive(conference)
    wanted = SeatsForm.read({"seats": seats}).seats
    if wanted is None:
        raise Refused(Problem("seats", seats, _MISSING, "Số chỗ"))
    people = len(delegates_of(session, [invitee.id or 0])[invitee.id or 0])
    if wanted < people:
        raise Refused(Problem("seats", seats, phrases("conference").seats_below(people), "Số chỗ"))
    if wanted == invitee.seats:
        return
    invitee.seats = wanted
    unit = rulebook.registry.unit(invitee.unit_code).name
    said = phrases("conference").seats_set(unit, wanted)
    record_act(session, conference, said, by=by, now=now)
    session.flush()
