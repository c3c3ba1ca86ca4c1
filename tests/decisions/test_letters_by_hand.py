"""Letters outside the ladder and notes of calls: however often they are asked for, once."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.access import Act
from dondoc.clock import at
from dondoc.decisions.call_note import CallForm, note_call
from dondoc.decisions.letters_by_hand import send_by_hand
from dondoc.forms.typed_dates import PastFrame
from dondoc.problems import Refused
from models import CallNote, Message, Notice
from models.database import transaction
from models.kinds import MessageState
from tests.support.life import Life

NOW = at(date(2027, 3, 9), 9)
EVENING = at(date(2027, 3, 9), 19)


def send(life: Life, act: Act, now: datetime = NOW, seen: int = 0) -> None:
    with transaction(life.engine) as session:
        send_by_hand(
            session,
            life.rulebook,
            act,
            assignment_id=life.id,
            account=life.officer,
            seen=seen,
            now=now,
        )


def notices(life: Life) -> list[Notice]:
    with transaction(life.engine, write=False) as session:
        return list(session.exec(select(Notice).order_by(col(Notice.id))))


def ended(life: Life, state: MessageState) -> int:
    """The newest letter was gathered, and ended so; its number."""
    with transaction(life.engine) as session:
        notice = session.exec(select(Notice).order_by(col(Notice.id).desc())).first()
        assert notice is not None
        assert notice.id is not None
        message = Message(
            key=f"x{notice.id}",
            contact_id=notice.contact_id,
            channel="email",
            window="ngay",
            mime_id=f"x{notice.id}@don-doc.example",
            state=state,
            created_at=NOW,
            next_attempt_at=NOW,
            sent_at=NOW if state is MessageState.SENT else None,
        )
        session.add(message)
        session.flush()
        notice.message_id = message.id
        return notice.id


def test_a_second_tap_adds_nothing_on_either_database(life: Life) -> None:
    send(life, Act.URGE)
    send(life, Act.URGE)
    first = ended(life, MessageState.SENT)
    send(life, Act.RESEND, seen=first)
    send(life, Act.RESEND, seen=first)

    assert ["HAND2027-03-09"] * 2 == [one.rung for one in notices(life)]
    form = CallForm.read({"spoken_to": "bà Hoa", "said": "Mai gửi"}, PastFrame(NOW))
    for _tap in range(2):
        with transaction(life.engine) as session:
            note_call(
                session,
                life.rulebook,
                assignment_id=life.id,
                account=life.officer,
                form=form,
                key="khoa-cua-mot-trang",
                now=NOW,
            )
    with transaction(life.engine, write=False) as session:
        assert [NOW] == list(session.exec(select(CallNote.called_at)))


def test_outside_office_hours_it_waits_for_them(sqlite_life: Life) -> None:
    send(sqlite_life, Act.URGE, EVENING)

    assert [at(date(2027, 3, 10), 7, 30)] == [one.not_before for one in notices(sqlite_life)]


def test_a_letter_that_was_refused_has_told_nobody(sqlite_life: Life) -> None:
    send(sqlite_life, Act.URGE)
    refused = ended(sqlite_life, MessageState.REFUSED)
    send(sqlite_life, Act.RESEND, seen=refused)

    assert 2 == len(notices(sqlite_life))


def test_the_monitoring_body_does_not_urge_itself(sqlite_life: Life) -> None:
    sqlite_life.id = sqlite_life.assignment("so-noi-vu")

    with pytest.raises(Refused, match="đôn đốc"):
        send(sqlite_life, Act.URGE)
