"""The life of an assignment as sentences: each names who, when, and by which rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.decisions.decide import acknowledge
from dondoc.reporting.history import history
from dondoc.reporting.history_line import HistoryLine
from models import Contact
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.other_calendar import with_day_off

OPENED = at(date(2027, 3, 1), 7, 30)
NOW = at(date(2027, 3, 15), 9, 14)
LATER = at(date(2027, 3, 20), 9)


def told(life, as_of: datetime = LATER) -> list[HistoryLine]:
    with transaction(life.engine, write=False) as session:
        return history(session, life.rulebook, life.id, as_of=as_of)


@pytest.fixture
def named(sqlite_life):
    with transaction(sqlite_life.engine) as session:
        session.get_one(Contact, 1).person = "Nguyễn Văn An"
    return sqlite_life


def test_it_begins_with_the_opening_and_its_arithmetic(life):
    [opening] = told(life)

    assert (OPENED, "Hệ thống Đôn Đốc") == (opening.at, opening.who)
    assert "15/KH-UBND, mục III.1.1, gạch đầu dòng thứ ba" == opening.rule
    assert "cộng 2 ngày làm việc là thứ Ba, 16/03/2027" in opening.details[0]
    assert "chưa được xác nhận" in opening.details[1]


def test_the_opening_s_arithmetic_stays_that_of_the_opening(life, tmp_path):
    [before] = told(life)
    with transaction(life.engine) as session:
        other = with_day_off(life.rulebook, tmp_path, "2027-03-15")
        settle_dates(session, other, life.duty, now=at(date(2027, 3, 8), 7, 30))

    opening, moved, *_ = told(life)
    assert before == opening
    assert "Hạn chuyển từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027." in moved.says


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

    assert ["round", "answer", "mail"] == [line.kind for line in told(named)]
    assert told(named)[2].says.startswith("Sẽ gửi biên nhận tới Nguyễn Văn An, Sở Tài chính")


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


def test_it_tells_nothing_that_was_not_known_yet(named):
    named.submit(NOW)
    named.decide(NOW + timedelta(hours=1), DecisionKind.ACCEPTED)

    assert ["round", "answer", "mail"] == [line.kind for line in told(named, NOW)]
