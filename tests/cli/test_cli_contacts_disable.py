"""`dondoc contacts disable`: what waits for that contact goes to the next one."""

from __future__ import annotations

from sqlmodel import select

from dondoc.messages.reason_words import cancel_words
from dondoc.settings import load_settings
from models import Notice
from models.database import engine_for, transaction

SECOND = "đơn vị,địa chỉ,thứ tự,đã xác minh\nso-y-te,hai@so-y-te.example,2,02/01/2020\n"
NOW = ("--now", "01/03/2027 07:40")


def test_what_waits_is_handed_to_the_next_in_order(opened, write):
    opened("contacts", "import", write("hai.csv", SECOND), "--apply", *NOW)
    opened("notices", "plan", *NOW)

    done = opened("contacts", "disable", "2", "--reason", "đã chuyển công tác", *NOW)

    assert 0 == done.code
    with transaction(engine_for(load_settings().database), write=False) as session:
        told = [(one.contact_id, cancel_words(one)) for one in session.exec(select(Notice))]
    assert (2, "Đã chuyển cho đầu mối kế tiếp của đơn vị.") in told
    assert (4, "") in told
