"""Late work is not said on two days running; the last word to who is asked keeps its day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.delivery.pace import leaving
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from models import Assignment, Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState, NoticeKind

NOW = at(date(2027, 6, 16), 8)  # a Wednesday
BEFORE = at(date(2027, 6, 15), 8)


def _notice(session: Session, contact: Contact, rung: str, message: Message | None) -> Notice:
    about = session.exec(select(Assignment.id).where(col(Assignment.unit_code) == "mttq-tinh"))
    notice = Notice(
        key=f"{rung}·{message is None}",
        assignment_id=about.first(),
        contact_id=contact.id,
        kind=NoticeKind.OVERDUE,
        rung=rung,
        not_before=NOW,
        created_at=NOW,
        message_id=message.id if message else None,
    )
    session.add(notice)
    session.flush()
    return notice


@pytest.mark.parametrize(("rung", "leaves"), [("T+1", False), ("T", True)])
def test_only_what_is_past_its_date_rests_a_day(
    sqlite_engine: Engine, rulebook: Rulebook, rung: str, leaves: bool
) -> None:
    opened = at(date(2027, 6, 1), 7, 30)
    with transaction(sqlite_engine) as session:
        open_rounds(session, rulebook, rulebook.registry.plan.duty("III.1.8.a.2"), now=opened)
        contact = Contact(unit_code="mttq-tinh", address="van-thu@mttq.example")
        times = {"created_at": BEFORE, "next_attempt_at": BEFORE, "sent_at": BEFORE}
        sent = Message(key="a", channel="email", window="", mime_id="a", state=MessageState.SENT)
        for name, value in times.items():
            setattr(sent, name, value)
        session.add_all([contact, sent])
        session.flush()
        _notice(session, contact, "T+1", sent)  # on the working day before
        today = _notice(session, contact, rung, None)

        left = leaving(session, [(today, contact)], now=NOW, workdays=rulebook.workdays)

        assert leaves == bool(left)
