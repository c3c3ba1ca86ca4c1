"""Units that nobody could tell: past its date, theirs is not the blame (decision 0029)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from dondoc.ledger.by_ids import AS_OF, IDS, ask_by_ids
from models import Assignment, Contact, ContactUse, Message, Notice
from models.kinds import MessageState


def never_reached(session: Session, owed: Mapping[int, str], as_of: datetime) -> frozenset[int]:
    """Of these assignments, by number with their units, those that the unit cannot know of.

    It had no contact in use with a proven address then, and no letter about the assignment had
    left for any of its contacts.
    """
    if not owed:
        return frozenset()
    reachable = set(session.execute(REACHABLE, {"as_of": as_of}).scalars())
    doubtful = [number for number, unit in owed.items() if unit not in reachable]
    written_to = ask_by_ids(session, _WRITTEN_TO, doubtful, as_of=as_of)
    return frozenset(doubtful) - {row.assignment_id for row in written_to}


REACHABLE = (
    select(col(Contact.unit_code))
    .where(
        col(Contact.verified_at) <= AS_OF,
        or_(col(Contact.in_use_at).is_(None), col(Contact.in_use_at) <= AS_OF),
        or_(col(Contact.disabled_at).is_(None), col(Contact.disabled_at) > AS_OF),
    )
    .union(
        select(col(Contact.unit_code))
        .join(ContactUse, col(ContactUse.contact_id) == col(Contact.id))
        .where(
            col(Contact.verified_at) <= AS_OF,
            or_(col(ContactUse.from_at).is_(None), col(ContactUse.from_at) <= AS_OF),
            col(ContactUse.until_at) > AS_OF,
        )
    )
)
"""Units with a contact that was in use then, in its present use or in one before."""

_WRITTEN_TO = (
    select(col(Notice.assignment_id))
    .join(Message, col(Notice.message_id) == col(Message.id))
    .join(Contact, col(Notice.contact_id) == col(Contact.id))
    .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
    .where(
        col(Notice.assignment_id).in_(IDS),
        col(Contact.unit_code) == col(Assignment.unit_code),
        col(Message.state) == MessageState.SENT,
        col(Message.sent_at) <= AS_OF,
    )
    .distinct()
)
