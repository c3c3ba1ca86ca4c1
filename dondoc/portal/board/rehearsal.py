"""A decision tried out and undone, so that its mail can be read before it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.office_hours import next_office_moment
from dondoc.clock import local_date
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.delivery.composing.compose import compose_item
from dondoc.messages.message_facts import Rendered
from dondoc.messages.render import render
from dondoc.notices.recipients import load_reach
from dondoc.portal.board.ruling_form import MAILS
from dondoc.portal.context import Context
from models import Account, Assignment, Contact
from models.database import transaction

_HOLE = re.compile(r"\S*⟦[^⟧]*⟧\S*")


@dataclass(frozen=True)
class Preview:
    """The mail as it will go: `text` without the unit's own link, to whom, when, the new date."""

    mail: Rendered
    text: str
    to: tuple[str, ...]
    leaves_at: datetime
    at_once: bool
    due_on: date
    on: date


def rehearse(here: Context, *, assignment_id: int, account: Account, ruling: Ruling) -> Preview:
    """What the ruling would do and say; raises Refused just as taking it would."""
    with transaction(here.engine) as session:
        trial = session.begin_nested()
        due_on = decide(
            session,
            here.rulebook,
            assignment_id=assignment_id,
            account=account,
            ruling=ruling,
            now=here.now,
        )
        preview = _preview(session, here, assignment_id, ruling, due_on)
        trial.rollback()
    return preview


def readable(text: str) -> str:
    """The text of a mail for an officer's eyes: the unit's own link stays hidden."""
    return _HOLE.sub("(đường dẫn riêng của đơn vị)", text).strip()


def _preview(
    session: Session, here: Context, assignment_id: int, ruling: Ruling, due_on: date
) -> Preview:
    item = compose_item(
        session,
        here.rulebook,
        here.settings,
        assignment_id=assignment_id,
        kind=MAILS[ruling.kind],
        now=here.now,
        reason=ruling.reason.strip() or None,
    )
    mail = render([item], to_name=item.unit_name)
    leaves_at = next_office_moment(here.now, here.rulebook.workdays)
    return Preview(
        mail=mail,
        text=readable(mail.text),
        to=recipients(session, assignment_id),
        leaves_at=leaves_at,
        at_once=leaves_at == here.now,
        due_on=due_on,
        on=local_date(here.now),
    )


def recipients(session: Session, assignment_id: int) -> tuple[str, ...]:
    """To whom a letter about the assignment goes, as an officer reads it."""
    unit_code = session.get_one(Assignment, assignment_id).unit_code
    reach = load_reach(session, [unit_code]).get(unit_code)
    ids = [address.id for address in reach.clerks] if reach else []
    contacts = session.exec(select(Contact).where(col(Contact.id).in_(ids)))
    return tuple(f"{c.person} ({c.address})" if c.person else c.address for c in contacts)
