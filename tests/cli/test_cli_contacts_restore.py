"""`dondoc contacts restore`: what a bad morning of the mail server ended comes back, at a look."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from dondoc.clock import at
from dondoc.settings import load_settings
from models import Attempt, Contact, Message
from models.database import engine_for, transaction
from models.kinds import About
from tests.support.mailroom import OPENING

EIGHT = at(OPENING, 8)
SINCE = ("contacts", "restore", "--since", "01/03/2027 07:00", "--now", "01/03/2027 10:00")


def _end_two_contacts() -> None:
    """One by a refusal, one by a person, a minute later."""
    with transaction(engine_for(load_settings().database)) as session:
        refused, retired = session.exec(select(Contact).order_by(Contact.id).limit(2)).all()
        letter = {"key": "k", "channel": "email", "window": "w", "mime_id": "m"}
        moments = {"created_at": EIGHT, "next_attempt_at": EIGHT}
        message = Message(contact_id=refused.id, **letter, **moments)
        session.add(message)
        session.flush()
        words = "5.1.1 no such user"
        what = {"outcome": "refused", "about": About.ADDRESS, "code": 550, "words": words}
        session.add(Attempt(message_id=message.id, at=EIGHT, **what))
        refused.disabled_at, refused.disabled_why = EIGHT, "Máy chủ thư từ chối: 550 5.1.1"
        retired.disabled_at, retired.disabled_why = EIGHT + timedelta(minutes=1), "nghỉ hưu"


def test_it_shows_first_and_then_puts_back_whom_a_server_ended(opened):
    _end_two_contacts()

    look, done, after = opened(*SINCE), opened(*SINCE, "--apply"), opened(*SINCE)

    assert 2 == len(look.lines)
    assert look.lines[0].endswith("ngừng dùng lúc 08:00 ngày 01/03/2027: 5.1.1 no such user")
    assert "Sẽ cho dùng lại 1 đầu mối. Thêm --apply để ghi." == look.lines[1]
    assert "Đã cho dùng lại 1 đầu mối." == done.lines[1]
    assert ["Sẽ cho dùng lại 0 đầu mối."] == after.lines
