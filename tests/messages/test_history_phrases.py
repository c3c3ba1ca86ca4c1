"""The words of an assignment's history that no whole life in tests/reporting comes to say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dondoc.messages.environment import phrases
from models import Attempt, Decision, Submission
from models.kinds import About, Answer, DecisionKind, Way

BOOK = phrases("history")
AT = datetime(2027, 3, 1, 1, tzinfo=UTC)
BEFORE = date(2027, 3, 16)
AFTER = date(2027, 3, 17)
LIMIT = "không quá ngày làm việc trước báo cáo của cấp trên nếu còn kịp"


def decision(kind: DecisionKind, **facts) -> Decision:
    return Decision(assignment_id=1, kind=kind, decided_by="system", decided_at=AT, **facts)


@pytest.mark.parametrize(
    ("row", "says", "rule"),
    [
        (decision(DecisionKind.ACCEPTED), "Chấp nhận.", ""),
        (decision(DecisionKind.ACCEPTED, version=2), "Chấp nhận lần nộp thứ 2.", ""),
        (
            decision(DecisionKind.RETURNED, due_after_on=AFTER),
            "Trả lại; gửi lại trước hết thứ Tư, 17/03/2027.",
            (
                f"Trả lại: ba ngày làm việc từ khi đơn vị biết hoặc ngày cán bộ chọn, {LIMIT};"
                " hạn tính đúng hạn vẫn như cũ"
            ),
        ),
        (
            decision(DecisionKind.EXTENSION_GRANTED, due_before_on=BEFORE, due_after_on=AFTER),
            "Cho gia hạn từ thứ Ba, 16/03/2027 đến thứ Tư, 17/03/2027.",
            f"Gia hạn: dời ngày tính đúng hạn khi chưa nộp, {LIMIT}",
        ),
        (
            decision(DecisionKind.EXTENSION_REFUSED, due_before_on=BEFORE),
            "Không gia hạn; hạn vẫn là thứ Ba, 16/03/2027.",
            "",
        ),
        (decision(DecisionKind.WAIVED), "Miễn việc này.", ""),
        (
            decision(DecisionKind.TAKEN_OVER, reason="Tiếp nhận từ Đài", due_before_on=BEFORE),
            "Tiếp nhận từ Đài.",
            "Đơn vị hết hoạt động: việc chưa xong chuyển cho đơn vị kế tiếp",
        ),
        (
            decision(
                DecisionKind.TAKEN_OVER,
                reason="Tiếp nhận từ Đài",
                due_before_on=BEFORE,
                due_after_on=AFTER,
            ),
            "Tiếp nhận từ Đài; hạn chuyển từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027.",
            "Đơn vị hết hoạt động: việc chưa xong chuyển cho đơn vị kế tiếp",
        ),
    ],
)
def test_a_decision_is_one_sentence_and_its_rule(row, says, rule):
    assert (says, rule) == (BOOK.decided(row), BOOK.rule(row, 3))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"answer": Answer.DONE, "way": Way.STAFF}, "Nộp kết quả (do cán bộ nhập), lần 2"),
        (
            {"answer": Answer.DONE, "way": Way.FLOW, "document_number": "12/BC-STC"},
            "Nộp văn bản số 12/BC-STC (do cán bộ nhập trong Prefect), lần 2",
        ),
        (
            {"answer": Answer.NIL, "way": Way.REPLY},
            "Trả lời không phát sinh (bằng thư trả lời), lần 2",
        ),
        (
            {"answer": Answer.NOT_DONE, "way": Way.LINK},
            "Báo chưa thực hiện (qua đường dẫn trong thư), lần 2",
        ),
    ],
)
def test_an_answer_says_what_it_is_and_how_it_came(facts, says):
    row = Submission(assignment_id=1, version=2, **facts)

    assert f"{says}, mã biên nhận BN-1." == BOOK.answered(row, "BN-1")


@pytest.mark.parametrize(
    ("step", "cycle", "says"),
    [
        ("OPEN", 1, "Bậc thang nhắc: khi mở kỳ"),
        ("T", 1, "Bậc thang nhắc: T, đúng mốc phấn đấu"),
        ("NEW", 2, "Bậc thang nhắc: đầu mối mới của đơn vị, lượt 2"),
        ("T-5", 2, "Bậc thang nhắc: T−5, 5 ngày làm việc trước mốc phấn đấu, lượt 2"),
        ("T+12", 1, "Bậc thang nhắc: T+12, 12 ngày làm việc sau hạn"),
        ("", 2, ""),
        ("RETURNED", 1, ""),
    ],
)
def test_a_rung_is_said_and_what_stands_on_no_ladder_is_not(step, cycle, says):
    assert says == BOOK.rung(step, cycle)


@pytest.mark.parametrize(
    ("outcome", "code", "words", "says", "answer"),
    [
        ("sent", 250, "queued", "máy chủ đã nhận", "Máy chủ trả lời: 250 queued"),
        ("sent", 250, "250 ok", "máy chủ đã nhận", "Máy chủ trả lời: 250 ok"),
        ("found", None, "Tìm thấy", "máy chủ đã nhận", "Tìm thấy"),
        ("refused", None, "", "máy chủ từ chối", ""),
        ("returned", None, "Thư bị trả lại", "máy chủ báo không tới", "Thư bị trả lại"),
        ("deferred", None, "", "chưa gửi được, sẽ gửi lại", ""),
        ("unknown", None, "", "chưa rõ đã đến hay chưa", ""),
        ("channel", None, "", "kênh gửi có lỗi, chưa gửi được", ""),
    ],
)
def test_a_try_has_the_server_s_own_words(outcome, code, words, says, answer):
    attempt = Attempt(message_id=4, at=AT, outcome=outcome, code=code, words=words)

    assert f"08:00 ngày 01/03/2027: {says}." == BOOK.tried(attempt)
    assert answer == BOOK.server(attempt)


def test_a_refusal_says_what_it_is_about():
    attempt = Attempt(message_id=4, at=AT, outcome="refused", about=About.MAILBOX, code=552)

    said = "08:00 ngày 01/03/2027: máy chủ từ chối (hộp thư tạm không nhận)."
    assert said == BOOK.tried(attempt)


@pytest.mark.parametrize(
    ("why", "outcome", "says"),
    [
        ("", None, ", đang chờ gửi."),
        ("", "returned", " (máy chủ báo không tới)."),
        ("Hộp thư đầy.", "deferred", ": hộp thư đầy."),
    ],
)
def test_what_has_not_arrived_says_why(why, outcome, says):
    last = Attempt(message_id=4, at=AT, outcome=outcome) if outcome else None

    said = f"Chưa gửi được nhắc hạn, biên nhận tới An{says}"
    assert said == BOOK.not_sent(["nhắc hạn", "biên nhận"], "An", why, last)


@pytest.mark.parametrize(
    ("kind", "facts", "says"),
    [
        (DecisionKind.RETURNED, {"due_after_on": AFTER}, "Đề nghị bổ sung; gửi lại trước hết"),
        (
            DecisionKind.EXTENSION_GRANTED,
            {"due_before_on": BEFORE, "due_after_on": AFTER},
            "Lùi thời gian từ thứ Ba",
        ),
        (DecisionKind.EXTENSION_REFUSED, {"due_before_on": BEFORE}, "Giữ nguyên thời gian, thứ Ba"),
        (DecisionKind.WAIVED, {}, "Không cần thông tin nữa."),
        (DecisionKind.DEMAND_WITHDRAWN, {}, "Rút đề nghị."),
    ],
)
def test_to_a_body_that_is_asked_a_decision_orders_nothing(kind, facts, says):
    assert BOOK.decided(decision(kind, **facts), "request").startswith(says)
