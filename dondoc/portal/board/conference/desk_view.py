"""What the desk's page shows: who is expected, who is in, and what the last scan came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from dondoc.conference.delegate_code import typed_code
from dondoc.conference.desk.desk_people import DeskPerson, load_people
from dondoc.conference.desk.keep_scan import DeskAnswer, is_closed, last_answer
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.text import fold
from models import Conference
from models.conference_kinds import CheckInOutcome, CheckInRefusal

_DOUBTS = (CheckInRefusal.DELEGATE_REMOVED, CheckInRefusal.UNIT_REMOVED)


@dataclass(frozen=True)
class DeskView:
    """The desk of one conference; `chosen` is whom a QR code, or a typed code, has opened."""

    conference: Conference
    people: tuple[DeskPerson, ...]
    shown: tuple[DeskPerson, ...]
    chosen: DeskPerson | None
    closed: bool

    @property
    def here(self) -> int:
        return sum(one.is_in for one in self.people)


@dataclass(frozen=True)
class DeskSaid:
    """What a scan came to, in a sentence; `press` is the code that an officer may let in yet."""

    says: str
    good: bool
    press: str = ""


def desk_view(
    session: Session,
    registry: Registry,
    conference: Conference,
    *,
    code: str = "",
    wanted: str = "",
) -> DeskView:
    """The desk; `wanted` is what is looked for among names, units and codes."""
    everybody = load_people(session, registry, conference.id or 0)
    people = tuple(one for one in everybody if one.is_wanted)
    meant = typed_code(code_in(code or wanted))
    chosen = next((one for one in everybody if meant and one.delegate.code == meant), None)
    shown = people if chosen else tuple(found(people, wanted))
    return DeskView(conference, people, shown, chosen, is_closed(session, conference))


def found(people: Sequence[DeskPerson], wanted: str) -> list[DeskPerson]:
    """Those in whose name, unit or code all the words stand, with marks or without."""
    words = fold(wanted).split()
    return [one for one in people if all(word in look_up_text(one) for word in words)]


def look_up_text(person: DeskPerson) -> str:
    """What the page's own search looks in too."""
    unit, delegate = person.unit, person.delegate
    return fold(f"{delegate.name} {unit.name} {unit.symbol or ''} {delegate.code}")


def when_in(person: DeskPerson) -> str:
    """«07:42, Bàn 1» of who is in."""
    if person.attendance is None or person.scan is None:
        return ""
    return phrases("desk").when(person.attendance.arrived_at, person.scan.device)


def code_in(text: str) -> str:
    """The code alone, where a scanner has typed the whole address of a QR code."""
    return text.rpartition("?ma=")[2] if "?ma=" in text else text


def told(answer: DeskAnswer, registry: Registry) -> DeskSaid:
    """The answer to a scan, as the desk reads it."""
    book = phrases("desk")
    if answer.refusal is not None:
        press = answer.delegate.code if answer.delegate and answer.refusal in _DOUBTS else ""
        who = f"{answer.delegate.name}: " if answer.delegate else ""
        return DeskSaid(f"{who}{book.refusal(answer.refusal.value)}", good=False, press=press)
    assert answer.delegate is not None
    unit = registry.unit(answer.unit_code)
    says = book.said(
        answer.outcome.value, answer.delegate.name, unit.name, answer.at, answer.device
    )
    return DeskSaid(says, good=answer.outcome is not CheckInOutcome.AGAIN)


def told_of(session: Session, registry: Registry, scan_id: str) -> DeskSaid | None:
    """What the scan of that id came to, for the page that is shown after it."""
    answer = last_answer(session, scan_id) if scan_id else None
    return told(answer, registry) if answer else None
