"""An act tried out and undone, so that its letter can be read before it goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.delivery.composing.compose import compose_item
from dondoc.messages.message_facts import Rendered
from dondoc.messages.render import render
from dondoc.notices.recipients import load_reach
from dondoc.portal.context import PageContext
from models import Assignment, Contact
from models.database import transaction
from models.kinds import NoticeKind

Did = TypeVar("Did")
Shown = TypeVar("Shown")

_PLACEHOLDER = re.compile(r"(?<!\S)[^\s⟦]*⟦[^⟧⟦]*⟧\S*")


@dataclass(frozen=True)
class RehearsedLetter:
    """A letter as it will go: `text` without the unit's own link, to whom, when."""

    mail: Rendered
    text: str
    to: tuple[str, ...]
    leaves_at: datetime
    at_once: bool


def rehearse(
    here: PageContext, act: Callable[[Session], Did], show: Callable[[Session, Did], Shown]
) -> Shown:
    """Do the act, look at what it did, and undo it; raises Refused just as doing it would."""
    with transaction(here.engine) as session:
        trial = session.begin_nested()
        shown = show(session, act(session))
        trial.rollback()
    return shown


def letter_about(
    session: Session,
    here: PageContext,
    assignment_id: int,
    kind: NoticeKind,
    detail: Mapping[str, Any] | None = None,
) -> RehearsedLetter:
    """The letter of that kind about the assignment, as it now stands."""
    item = compose_item(
        session,
        here.rulebook,
        here.settings,
        assignment_id=assignment_id,
        kind=kind,
        now=here.now,
        detail=detail,
    )
    mail = render([item], to_name=item.unit_name)
    leaves_at = next_office_moment(here.now, here.rulebook.workdays)
    return RehearsedLetter(
        mail=mail,
        text=_readable(mail.text),
        to=_recipients(session, assignment_id),
        leaves_at=leaves_at,
        at_once=leaves_at == here.now,
    )


def _readable(text: str) -> str:
    """The text of a mail for an officer's eyes: the unit's own link stays hidden."""
    return _PLACEHOLDER.sub("(đường dẫn riêng của đơn vị)", text).strip()


def _recipients(session: Session, assignment_id: int) -> tuple[str, ...]:
    """To whom a letter about the assignment goes, as an officer reads it."""
    unit_code = session.get_one(Assignment, assignment_id).unit_code
    reach = load_reach(session, [unit_code]).get(unit_code)
    ids = [address.id for address in reach.clerks] if reach else []
    contacts = session.exec(select(Contact).where(col(Contact.id).in_(ids)))
    return tuple(f"{c.person} ({c.address})" if c.person else c.address for c in contacts)
