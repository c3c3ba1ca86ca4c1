"""The messages in an assignment's life: planned by which rung, sent in whose words, or not sent."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col

from dondoc.clock import at
from dondoc.delivery.operating.pause_withdraw import withdraw
from dondoc.notices.write import plan_notices
from dondoc.reporting.history import history
from dondoc.reporting.history_line import HistoryLine
from models import Assignment, Attempt, Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState
from models.reasons import CancelReason

NOW = at(date(2027, 3, 15), 9, 14)
LATER = at(date(2027, 3, 20), 9)


def told(life, as_of: datetime = LATER) -> list[HistoryLine]:
    with transaction(life.engine, write=False) as session:
        return history(session, life.rulebook, life.id, as_of=as_of)


def plan(life, now: datetime) -> None:
    with transaction(life.engine) as session:
        only = col(Assignment.id) == life.id
        plan_notices(session, life.rulebook, only, now=now, after_due=True)


@pytest.fixture
def named(sqlite_life):
    with transaction(sqlite_life.engine) as session:
        session.get_one(Contact, 1).person = "Nguyễn Văn An"
    return sqlite_life


def test_a_reminder_is_one_line_its_planning_and_the_servers_words_fold_out(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "250 2.0.0 Ok: queued as 4F1", "sent")

    [mail] = (line for line in told(named) if line.kind == "mail")
    said = "Gửi nhắc hạn tới Nguyễn Văn An, Sở Tài chính."
    assert (at(date(2027, 3, 12), 8), said) == (mail.at, mail.says)
    assert (
        "Tới van-thu@so-tai-chinh.example.",
        "Bậc thang nhắc: T−2, 2 ngày làm việc trước mốc phấn đấu",
        "Lập nhắc hạn lúc 07:30 ngày 12/03/2027, gửi từ 08:00 ngày 12/03/2027.",
        "08:00 ngày 12/03/2027: máy chủ đã nhận.",
        "Máy chủ trả lời: 250 2.0.0 Ok: queued as 4F1",
        "Tin số 1 «[Nhắc hạn]», mã x@don-doc.example.",
    ) == mail.folded


def test_before_it_left_it_is_told_as_waiting(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "250 Ok", "sent")

    [mail] = (line for line in told(named, at(date(2027, 3, 12), 7, 45)) if line.kind == "mail")
    assert mail.says.startswith("Sẽ gửi nhắc hạn tới Nguyễn Văn An, Sở Tài chính")
    assert mail.says.endswith("từ 08:00 ngày 12/03/2027.")
    assert at(date(2027, 3, 12), 7, 30) == mail.at


def test_a_letter_that_was_put_off_stays_one_line_with_every_try(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "451 greylisted", "deferred")
    with transaction(named.engine) as session:
        again = at(date(2027, 3, 12), 8, 5)
        session.add(Attempt(message_id=1, at=again, outcome="sent", words="250 Ok"))

    [mail] = (line for line in told(named) if line.kind == "mail")
    assert mail.says.startswith("Gửi nhắc hạn tới")
    tries = [words for words in mail.folded if words.startswith("08:")]
    assert 2 == len(tries)
    assert "Máy chủ trả lời: 451 greylisted" in mail.folded


def test_what_the_archive_held_is_told_in_its_own_words(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "Tìm thấy trong nhật ký máy chủ thư, 4F1: status=sent (250 Ok)", "found")

    [mail] = (line for line in told(named) if line.kind == "mail")
    assert mail.says.startswith("Gửi nhắc hạn tới")
    assert "Tìm thấy trong nhật ký máy chủ thư, 4F1: status=sent (250 Ok)" in mail.folded


def test_whoever_withdrew_a_message_is_named(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "", "deferred")
    with transaction(named.engine) as session:
        session.get_one(Message, 1).state = MessageState.PENDING
        withdraw(session, 1, reason="soạn nhầm", by="contact:1", now=NOW)

    lines = [(line.who, line.says) for line in told(named) if line.at == NOW]
    assert ("Nguyễn Văn An, Sở Tài chính", "Rút lại tin: soạn nhầm.") in lines
    assert any(says.endswith("Cán bộ rút lại: soạn nhầm") for _who, says in lines)


def test_a_notice_that_was_cancelled_says_why(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    with transaction(named.engine) as session:
        notice = session.get_one(Notice, 1)
        notice.cancelled_at = NOW
        notice.cancelled_why = CancelReason.ANSWERED

    line = next(line for line in told(named) if line.says.startswith("Thôi"))
    assert line.says.endswith("Đơn vị đã trả lời trước khi thông báo được gửi.")
    assert NOW == line.at


def _send(life, words: str, outcome: str) -> None:
    """What dispatch leaves behind."""
    now = at(date(2027, 3, 12), 8)
    with transaction(life.engine) as session:
        message = Message(
            key="1|2027-03-12T08:00",
            contact_id=1,
            channel="email",
            window="2027-03-12T08:00",
            mime_id="x@don-doc.example",
            subject="[Nhắc hạn]",
            state=MessageState.SENT,
            created_at=now,
            next_attempt_at=now,
        )
        session.add(message)
        session.flush()
        session.get_one(Notice, 1).message_id = message.id
        session.add(Attempt(message_id=message.id or 0, at=now, outcome=outcome, words=words))
