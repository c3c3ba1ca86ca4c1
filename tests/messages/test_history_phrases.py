"""The words of an assignment's history that no whole life in tests/reporting comes to say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dondoc.messages.environment import phrases
from models import Attempt, Decision, Message, Submission
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
        ("sent", 250, "queued", "Máy chủ đã nhận tin 4", "Máy chủ trả lời: 250 queued"),
        ("sent", 250, "250 ok", "Máy chủ đã nhận tin 4", "Máy chủ trả lời: 250 ok"),
        ("found", None, "Tìm thấy", "Máy chủ đã nhận tin 4", "Tìm thấy"),
        ("refused", None, "", "Máy chủ từ chối tin 4", ""),
        ("returned", None, "Thư bị trả lại", "Máy chủ báo không tới tin 4", "Thư bị trả lại"),
        ("deferred", None, "", "Chưa gửi được, sẽ gửi lại: tin 4", ""),
        ("unknown", None, "", "Chưa rõ đã đến hay chưa: tin 4", ""),
        ("channel", None, "", "Kênh gửi có lỗi, chưa gửi được: tin 4", ""),
    ],
)
def test_a_try_has_the_server_s_own_words(outcome, code, words, says, answer):
    message = Message(id=4, subject="[Nhắc hạn] 100 %")
    attempt = Attempt(message_id=4, at=AT, outcome=outcome, code=code, words=words)

    assert f"{says} «[Nhắc hạn] 100 %» tới An." == BOOK.tried(attempt, message, "An")
    assert answer == BOOK.server(attempt)


def test_a_refusal_says_what_it_is_about():
    attempt = Attempt(message_id=4, at=AT, outcome="refused", about=About.MAILBOX, code=552)
    message = Message(id=4, subject="[Nhắc hạn] 100 %")

    said = "Máy chủ từ chối (hộp thư tạm không nhận) tin 4 «[Nhắc hạn] 100 %» tới An."
    assert said == BOOK.tried(attempt, message, "An")
