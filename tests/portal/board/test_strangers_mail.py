"""The officers' list: strangers' mail in a folder of its own, searched, put away many at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import Incoming
from models.database import transaction
from models.kinds import IncomingKind, IncomingOutcome
from tests.portal.board.test_board_letters import HOME, NOW, desk  # noqa: F401 - a fixture


@pytest.fixture
def full_desk(desk):  # noqa: F811
    """One answer in doubt in front, and 120 mails of strangers."""
    rows = [
        Incoming(
            sha256=f"{number:064d}",
            size=9,
            received_at=NOW - timedelta(hours=1),
            recorded_at=NOW,
            sender=f"ai{number}@thu.example",
            subject="Khuyến mại 100%" if number % 2 else "Mời họp",
            kind=IncomingKind.LETTER,
            outcome=IncomingOutcome.HELD,
            reason="Không có mã của thư nào: chưa rõ về việc gì.",
            stranger=True,
        )
        for number in range(120)
    ]
    with transaction(desk.portal.engine) as session:
        session.add_all(rows)
    return desk


def test_strangers_mail_is_counted_once_and_lies_apart(full_desk):
    page = full_desk.get(HOME)
    assert "1 thư đến chờ xem" in page
    assert "120 thư của người lạ" in page
    assert "ai0@thu.example" not in page
    assert "1 thư đến chờ xem" in full_desk.get("/bang?nam=2027")
    assert "Thư đến chờ xem: 1 thư" in full_desk.get("/bang")

    apart = full_desk.get(f"{HOME}?ngan=nguoi-la")
    assert "ai0@thu.example" in apart
    assert "Trang này có 100 thư đầu trong 120 thư." in apart


def test_it_is_searched_by_sender_and_subject_word_for_word(full_desk):
    assert "60 thư có “khuyến mại 100%”" in full_desk.get(
        f"{HOME}?ngan=nguoi-la&tim=khuyến+mại+100%25"
    )
    assert "1 thư có “AI7@”" in full_desk.get(f"{HOME}?ngan=nguoi-la&tim=AI7@")
    assert "0 thư có “_”" in full_desk.get(f"{HOME}?ngan=nguoi-la&tim=_")


def test_many_are_put_away_at_a_time_with_a_reason(full_desk):
    numbers = [str(row.id) for row in full_desk.portal.rows(Incoming) if row.stranger][:100]

    bare = full_desk.post(f"{HOME}/bo-qua", thu=numbers, ly_do=" ", ngan="nguoi-la")
    assert 422 == bare.status_code
    none = full_desk.post(f"{HOME}/bo-qua", ly_do="Thư rác.", ngan="nguoi-la")
    assert 422 == none.status_code
    done = full_desk.post(f"{HOME}/bo-qua", thu=numbers, ly_do="Thư rác.", ngan="nguoi-la")
    assert 303 == done.status_code
    page = full_desk.get(done.headers["location"])
    assert "Đã bỏ qua 100 thư; thư gốc vẫn được giữ." in page
    assert "20 thư của người lạ" in page
