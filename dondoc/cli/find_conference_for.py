"""What a command about a conference means: which one, whose act, which unit, what is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.conference_rights import organiser
from dondoc.conference.find_conference import find_conference, invitee_of
from dondoc.contacts.find_account import account_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation
from dondoc.plan.find_unit import find_unit
from dondoc.problems import Problem, Refused
from models import Conference, Invitee
from models.database import transaction

Acting = tuple[Session, Conference, Actor]


def organiser_of(
    session: Session, installation: Installation, address: str, now: datetime
) -> Actor:
    """Whose act it is, as the audit names them. Raises Refused where they may not."""
    return organiser(installation.rulebook, account_of(session, address), now=now)


@contextmanager
def acting(
    installation: Installation, code: str, address: str, now: datetime, *, write: bool = True
) -> Iterator[Acting]:
    """One transaction with the conference held, in the name of who may. Raises Refused."""
    with transaction(installation.engine, write=write) as session:
        by = organiser_of(session, installation, address, now)
        yield session, find_conference(session, code, hold=write), by


def invitee_named(
    session: Session, installation: Installation, found: Conference, text: str, now: datetime
) -> Invitee:
    """The invitee by any of its unit's names. Raises Refused where it is not on the list."""
    unit = find_unit(installation.rulebook.registry, text, local_date(now))
    invitee = invitee_of(session, found, unit.code)
    if invitee is None:
        wanted = f"không có trong danh sách mời của {found.code}"
        raise Refused(Problem("--unit", unit.name, wanted))
    return invitee


def person_typed(text: str) -> dict[str, str]:
    """«Nguyễn Văn An; Trưởng phòng; 0207 300 0001»"""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > len(_PERSON):
        wanted = "hãy ghi «họ tên; chức vụ; điện thoại»"
        raise Refused(Problem("--delegate", text, wanted))
    return dict(zip(_PERSON, [*parts, "", ""], strict=False))


_PERSON = ("name", "post", "telephone")
