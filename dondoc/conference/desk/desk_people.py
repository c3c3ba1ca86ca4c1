"""Who may come through the door and who is in: one query, for the desk, the lists and figures."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from dondoc.text import sort_key
from models import Attendance, CheckIn, ConferenceSession, Delegate, Invitee


@dataclass(frozen=True)
class DeskPerson:
    """A delegate as the desk sees it. `attendance` and `scan` of who is in."""

    delegate: Delegate
    invitee: Invitee
    unit: Unit
    hour: ConferenceSession
    attendance: Attendance | None
    scan: CheckIn | None
    substitute: Delegate | None  # who has come in this one's place

    @property
    def is_in(self) -> bool:
        return self.attendance is not None

    @property
    def is_wanted(self) -> bool:
        """Is the person still expected, or in already?"""
        gone = self.delegate.removed_at is not None or self.invitee.removed_at is not None
        return self.is_in or not gone


def load_people(session: Session, registry: Registry, conference_id: int) -> list[DeskPerson]:
    """Everybody of the conference, in the official order of units, by name within one."""
    query = (
        select(Delegate, Invitee, ConferenceSession)
        .join(Invitee, col(Invitee.id) == col(Delegate.invitee_id))
        .join(ConferenceSession, col(ConferenceSession.id) == col(Invitee.session_id))
        .where(col(Delegate.conference_id) == conference_id)
    )
    rows = session.exec(query.order_by(col(Delegate.id))).all()
    let_in = _let_in(session, conference_id)
    stand_ins = {one.replaces_id: one for one, *_ in rows if one.removed_at is None}
    people = [
        DeskPerson(
            *(delegate, invitee, registry.unit(invitee.unit_code), hour),
            *(attendance, scan, stand_ins.get(delegate.id)),
        )
        for delegate, invitee, hour in rows
        for attendance, scan in [let_in.get(delegate.id or 0, (None, None))]
    ]
    return sorted(people, key=_place)


def _let_in(session: Session, conference_id: int) -> dict[int, tuple[Attendance, CheckIn]]:
    query = (
        select(Attendance, CheckIn)
        .join(CheckIn, col(CheckIn.id) == col(Attendance.check_in_id))
        .where(col(Attendance.conference_id) == conference_id, col(Attendance.undone_at).is_(None))
    )
    return {attendance.delegate_id: (attendance, scan) for attendance, scan in session.exec(query)}


def headcount(session: Session, conference_id: int) -> int:
    """How many delegates are in, each once."""
    query = select(func.count()).where(
        col(Attendance.conference_id) == conference_id, col(Attendance.undone_at).is_(None)
    )
    return session.exec(query).one()


def _place(person: DeskPerson) -> tuple[object, ...]:
    unit, delegate = person.unit, person.delegate
    return (
        unit.order,
        unit.code,
        sort_key(delegate.name.rpartition(" ")[2]),
        sort_key(delegate.name),
    )
