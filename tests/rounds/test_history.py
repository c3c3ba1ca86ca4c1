"""The life of an assignment as sentences: each names who, when, and by which rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col

from dondoc.clock import at
from dondoc.rounds.decision import acknowledge
from dondoc.rounds.history import Line, history
from dondoc.rounds.notices import plan_notices
from models import Assignment, Attempt, Contact, Message, Notice
from models.database import transaction
from models.kinds import DecisionKind, MessageState

OPENED = at(date(2027, 3, 1), 7, 30)
NOW = at(date(2027, 3, 15), 9, 14)
LATER = at(date(2027, 3, 20), 9)


def told(life, as_of: datetime = LATER) -> list[Line]:
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


def test_it_begins_with_the_opening_and_its_arithmetic(named):
    [opening] = told(named)

    assert (OPENED, "Hệ thống Đôn Đốc") == (opening.at, opening.who)
    assert "15/KH-UBND, mục III.1.1, gạch đầu dòng thứ ba" == opening.rule
    assert "cộng 2 ngày làm việc là thứ Ba, 16/03/2027" in opening.details[0]
    assert "chưa được xác nhận" in opening.details[1]


def test_a_submission_names_who_how_and_what(named):
    named.submit(NOW, document_on="12/03/2027", note="Gửi kèm bảng 2")

    line = told(named)[1]

    assert "Nguyễn Văn An, Sở Tài chính" == line.who
    wanted = "Nộp văn bản số 12/BC-STC ngày 12/03/2027, người ký Nguyễn Văn An"
    assert f"{wanted} (qua đường dẫn trong thư), lần 1, mã biên nhận BN-2027-000001." == line.says
    assert "Ghi chú: “Gửi kèm bảng 2”" in line.details
    assert any(detail.startswith("Cần xem: Văn bản ký ngày 12/03/2027") for detail in line.details)
    assert any("Lượt người được tuyên truyền: 1.250" in detail for detail in line.details)


def test_what_came_on_paper_says_when_the_office_got_it(named):
    named.submit(NOW, received_at=NOW - timedelta(days=3), document_on="11/03/2027")

    assert "Cơ quan nhận lúc 09:14 ngày 12/03/2027." in told(named)[1].details


def test_a_receipt_follows_what_it_confirms(named):
    named.submit(NOW)

    assert ["round", "answer", "notice"] == [line.kind for line in told(named)]
    assert told(named)[2].says.startswith("Lập biên nhận tới Nguyễn Văn An, Sở Tài chính")


def test_decisions_name_the_officer_the_reason_and_the_rule(named):
    named.submit(NOW)
    named.decide(NOW + timedelta(hours=1), DecisionKind.RETURNED, "Thiếu mục II")

    line = next(line for line in told(named) if line.kind == "decision")

    assert "Phạm Thị Hà, Sở Nội vụ" == line.who
    assert "Trả lại lần nộp thứ 1; gửi lại trước hết thứ Tư, 17/03/2027." == line.says
    assert "hai ngày làm việc" in line.rule
    assert ("Lý do: “Thiếu mục II”",) == line.details


def test_an_extension_is_told_with_all_its_dates(named):
    named.ask(NOW, date(2027, 3, 17))
    named.decide(
        NOW + timedelta(hours=1), DecisionKind.EXTENSION_GRANTED, new_due_on=date(2027, 3, 17)
    )

    asked, granted = (line for line in told(named) if line.kind in ("answer", "decision"))
    assert "Xin gia hạn đến thứ Tư, 17/03/2027 (hạn đang là thứ Ba, 16/03/2027)." == asked.says
    assert "Nguyễn Văn An, Sở Tài chính" == asked.who
    assert "Cho gia hạn từ thứ Ba, 16/03/2027 đến thứ Tư, 17/03/2027." == granted.says


def test_an_acknowledgement_is_told_once(named):
    with transaction(named.engine) as session:
        for _ in range(2):
            acknowledge(session, assignment_id=named.id, by="contact:1", now=NOW)

    assert ["Xác nhận đã nhận."] == [line.says for line in told(named) if line.kind == "act"]


def test_a_reminder_is_planned_by_its_rung_and_sent_in_the_servers_words(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    _send(named, "250 2.0.0 Ok: queued as 4F1", "sent")

    lines = told(named)

    planned = next(line for line in lines if line.kind == "notice")
    assert "Bậc thang nhắc: T−2, 2 ngày làm việc trước mốc phấn đấu" == planned.rule
    assert "gửi từ 08:00 ngày 12/03/2027" in planned.says
    sent = next(line for line in lines if line.kind == "message")
    assert sent.says.startswith("Đã gửi thư «[Nhắc hạn]» tới Nguyễn Văn An")
    assert ("Máy chủ trả lời: 250 2.0.0 Ok: queued as 4F1",) == sent.details


def test_a_notice_that_was_cancelled_says_why(named):
    plan(named, at(date(2027, 3, 12), 7, 30))
    with transaction(named.engine) as session:
        notice = session.get_one(Notice, 1)
        notice.cancelled_at = NOW
        notice.cancelled_why = "Đơn vị đã trả lời trước khi thông báo được gửi."

    line = next(line for line in told(named) if line.says.startswith("Thôi"))
    assert line.says.endswith("Đơn vị đã trả lời trước khi thông báo được gửi.")
    assert NOW == line.at


def test_it_tells_nothing_that_was_not_known_yet(named):
    named.submit(NOW)
    named.decide(NOW + timedelta(hours=1), DecisionKind.ACCEPTED)

    assert ["round", "answer", "notice"] == [line.kind for line in told(named, NOW)]


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
