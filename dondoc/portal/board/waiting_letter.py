"""A letter that waits, as an officer sees it: who wrote what about which assignment, and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.incoming.handling import (
    first_reading,
    looked_for,
    may_handle,
    open_letter,
)
from dondoc.incoming.kind_words import KINDS, OUTCOMES
from dondoc.incoming.mail.parse import Attached
from dondoc.ledger.held_mail import waiting
from dondoc.ledger.unit_on_record import body_of
from dondoc.limits import MOST_PUT_AWAY
from dondoc.plan.find_unit import find_unit
from dondoc.plan.schema import Unit
from dondoc.portal.context import PageContext
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from dondoc.problems import Refused
from dondoc.rounds.standing import NOT_WANTED, StandingKind
from dondoc.submissions.evidence import Given
from models import Account, Assignment, Contact, Incoming, Message
from models.kinds import IncomingOutcome

_CLOSED = NOT_WANTED | {StandingKind.COMPLETED}


@dataclass(frozen=True)
class Brief:
    """A letter in the list; `unit` is whose it seems to be."""

    row: Incoming
    unit: Unit | None

    @property
    def kind(self) -> str:
        return KINDS[self.row.kind]


@dataclass(frozen=True)
class LetterView:
    """A letter with its content. `given` is what it says of number and date."""

    row: Incoming
    sender: str
    unit: Unit | None
    open_rows: tuple[ListedAssignment, ...]  # what the unit still owes, or may correct
    new_words: str
    all_words: str
    files: tuple[Attached, ...]
    given: Given
    registered: bool  # the sender is a contact of that unit
    unit_wanted: str = ""  # why the unit named by the officer is none

    @property
    def kind(self) -> str:
        return KINDS[self.row.kind]

    @property
    def outcome(self) -> str:
        return OUTCOMES[self.row.outcome]

    @property
    def waits(self) -> bool:
        return self.row.outcome is IncomingOutcome.HELD


def count_waiting(session: Session, here: PageContext, account: Account) -> int:
    """How many letters wait for this account; 0 for one that has nothing to do with them."""
    if may_handle(here.rulebook, account, now=here.now):
        return 0
    return _count(session, of_strangers=False)


@dataclass(frozen=True)
class LetterList:
    """A page of what waits: in front what is in doubt, in a folder of its own strangers' mail."""

    letters: list[Brief]
    in_front: int
    of_strangers: int
    strangers: bool  # this is that folder
    wanted: str  # what was looked for
    found: int  # how many there are, on all pages


def letters_waiting(
    session: Session, here: PageContext, *, strangers: bool = False, wanted: str = ""
) -> LetterList:
    """What waits for an officer, the oldest first, at most `MOST_PUT_AWAY` of them."""
    chosen = [waiting(of_strangers=strangers)]
    if wanted.strip():
        chosen.append(looked_for(wanted))
    rows = session.exec(
        select(Incoming).where(*chosen).order_by(col(Incoming.id)).limit(MOST_PUT_AWAY)
    )
    counted = select(func.count()).select_from(Incoming).where(*chosen)
    return LetterList(
        letters=[Brief(row, _unit_of(session, here, row)) for row in rows],
        in_front=_count(session, of_strangers=False),
        of_strangers=_count(session, of_strangers=True),
        strangers=strangers,
        wanted=wanted.strip(),
        found=session.exec(counted).one(),
    )


def _count(session: Session, *, of_strangers: bool) -> int:
    chosen = waiting(of_strangers=of_strangers)
    return session.exec(select(func.count()).select_from(Incoming).where(chosen)).one()


def letter_view(session: Session, here: PageContext, number: int, *, unit: str = "") -> LetterView:
    """One letter; `unit` is what the officer says it comes from. Raises Refused for none."""
    incoming = open_letter(session, here, number)
    letter = incoming.letter
    of_unit, unit_wanted = _unit_of(session, here, incoming.row), ""
    if unit:
        of_unit, unit_wanted = _named(here, unit)
    rows = rows_of_unit(session, here, of_unit.code) if of_unit else []
    at_address = select(Contact.id).where(
        col(Contact.unit_code) == (of_unit.code if of_unit else ""),
        col(Contact.address) == incoming.sender,
    )
    return LetterView(
        row=incoming.row,
        sender=incoming.sender,
        unit=of_unit,
        open_rows=tuple(row for row in rows if row.standing.kind not in _CLOSED),
        new_words=letter.cut.new if letter else "",
        all_words=letter.text.words.strip() if letter else "",
        files=incoming.files,
        given=first_reading(incoming, here.rulebook),
        registered=session.exec(at_address).first() is not None,
        unit_wanted=unit_wanted,
    )


def _unit_of(session: Session, here: PageContext, row: Incoming) -> Unit | None:
    """Whose letter it seems to be: what it is about, who wrote, whom the answered mail went to."""
    about = session.get(Assignment, row.assignment_id) if row.assignment_id else None
    if about is not None:
        return body_of(session, here.rulebook.registry, about.unit_code)
    message = session.get(Message, row.message_id) if row.message_id else None
    contact_id = row.contact_id or (message.contact_id if message else None)
    contact = session.get(Contact, contact_id) if contact_id else None
    return body_of(session, here.rulebook.registry, contact.unit_code) if contact else None


def _named(here: PageContext, text: str) -> tuple[Unit | None, str]:
    """The unit that is meant, or what to write instead."""
    try:
        return find_unit(here.rulebook.registry, text, here.today), ""
    except Refused as refused:
        return None, refused.problems[0].wanted
