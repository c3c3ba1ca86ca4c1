"""The words of an assignment's history, one function a kind of row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dondoc.calendar.date_words import moment, short_date, weekday_date
from dondoc.decisions.act import ACTS
from dondoc.decisions.decide import RETURN_DAYS
from dondoc.messages.environment import phrases
from dondoc.messages.notice_kinds import rule_of
from dondoc.messages.phrasing import number
from dondoc.submissions.record_submission import receipt_number
from dondoc.text import in_words
from models import Attempt, Decision, Figure, Message, Notice, Submission
from models.kinds import Answer, DecisionKind, Way

AUDITED_ELSEWHERE = frozenset({"nộp", *ACTS.values()})
"""Acts of the audit that a submission or a decision tells better."""

_WAYS = {
    Way.LINK: "qua đường dẫn trong thư",
    Way.REPLY: "bằng thư trả lời",
    Way.STAFF: "do cán bộ nhập",
    Way.FLOW: "do cán bộ nhập trong Prefect",
}
_OUTCOMES = {
    "sent": "Máy chủ đã nhận",
    "found": "Máy chủ đã nhận",
    "refused": "Máy chủ từ chối",
    "deferred": "Chưa gửi được, sẽ gửi lại:",
    "unknown": "Không rõ đã gửi được chưa, sẽ gửi lại:",
    "channel": "Kênh gửi có lỗi, chưa gửi được:",
}


def notice_words(notice: Notice) -> tuple[str, str]:
    """What a notice is, and the rung of the ladder that caused it."""
    words = rule_of(notice.kind).name
    cycle = f", lượt {notice.cycle}" if notice.cycle > 1 else ""
    rung = _rung_words(notice.rung)
    return words, f"Bậc thang nhắc: {rung}{cycle}" if rung else ""


def _rung_words(rung: str) -> str:
    if rung == "OPEN":
        return "khi mở kỳ"
    if rung == "T":
        return "T, đúng mốc phấn đấu"
    sign, days = rung[1:2], rung[2:]
    if not rung.startswith("T") or not days.isdigit():
        return ""  # an answer to what somebody did stands on no ladder
    where = "trước mốc phấn đấu" if sign == "-" else "sau hạn"
    return f"T{'−' if sign == '-' else '+'}{days}, {days} ngày làm việc {where}"


def attempt_words(attempt: Attempt, message: Message, to: str) -> tuple[str, tuple[str, ...]]:
    """One try to send, with the server's own words."""
    outcome = _OUTCOMES.get(attempt.outcome, attempt.outcome)
    says = f"{outcome} tin {message.id} «{message.subject}» tới {to}."
    code = f"{attempt.code} " if attempt.code and str(attempt.code) not in attempt.words else ""
    whose = "" if attempt.outcome == "found" else "Máy chủ trả lời: "
    answer = f"{whose}{code}{attempt.words}" if attempt.words or code else ""
    twice = f"Thư này {phrases('say').twice()}." if message.possible_duplicate else ""
    return says, tuple(detail for detail in (answer, twice) if detail)


def submission_words(row: Submission) -> tuple[str, tuple[str, ...]]:
    """A submission, and what else was said with it."""
    details = [
        f"Cơ quan nhận lúc {moment(row.received_at)}."
        if row.received_at != row.recorded_at
        else "",
        f"Số đến: {row.incoming_number}." if row.incoming_number else "",
        f"Lý do: “{row.reason}”" if row.reason else "",
        f"Ghi chú: “{row.note}”" if row.note else "",
        f"Đường dẫn: {row.link}" if row.link else "",
        *(f"Cần xem: {flag}" for flag in row.flags.splitlines()),
    ]
    return _answer_words(row), tuple(detail for detail in details if detail)


def _answer_words(row: Submission) -> str:
    receipt = receipt_number(row.id or 0, row.recorded_at)
    tail = f" ({_WAYS[row.way]}), lần {row.version}, mã biên nhận {receipt}."
    if row.answer is Answer.NIL:
        return f"Trả lời không phát sinh{tail}"
    if row.answer is Answer.NOT_DONE:
        return f"Báo chưa thực hiện{tail}"
    document = f" văn bản số {row.document_number}" if row.document_number else " kết quả"
    signed = f" ngày {short_date(row.document_on)}" if row.document_on else ""
    signer = f", người ký {row.signer}" if row.signer else ""
    return f"Nộp{document}{signed}{signer}{tail}"


def figure_words(figures: Sequence[Figure], titles: Mapping[str, str]) -> list[str]:
    """The figures in the plan's order, one line."""
    given = {figure.indicator: figure.value for figure in figures}
    said = [f"{title}: {number(given[code])}" for code, title in titles.items() if code in given]
    return [f"Số liệu: {'; '.join(said)}."] if said else []


def decision_words(decision: Decision) -> tuple[str, str]:
    """A decision as one sentence, and the rule that its date follows."""
    version = f" lần nộp thứ {decision.version}" if decision.version else ""
    date = weekday_date(decision.due_after_on) if decision.due_after_on else ""
    before = weekday_date(decision.due_before_on) if decision.due_before_on else ""
    asked = weekday_date(decision.asked_on) if decision.asked_on else ""
    limit = "không quá ngày làm việc trước báo cáo của cấp trên"
    returned = f"{in_words(RETURN_DAYS)} ngày làm việc"
    said = {
        DecisionKind.ACCEPTED: (f"Chấp nhận{version}.", ""),
        DecisionKind.RETURNED: (
            f"Trả lại{version}; gửi lại trước hết {date}.",
            f"Trả lại: {returned}, {limit}; hạn tính đúng hạn vẫn như cũ",
        ),
        DecisionKind.EXTENSION_ASKED: (f"Xin gia hạn đến {asked} (hạn đang là {before}).", ""),
        DecisionKind.EXTENSION_GRANTED: (
            f"Cho gia hạn từ {before} đến {date}.",
            f"Gia hạn: dời ngày tính đúng hạn, {limit}",
        ),
        DecisionKind.EXTENSION_REFUSED: (f"Không gia hạn; hạn vẫn là {before}.", ""),
        DecisionKind.WAIVED: ("Miễn việc này.", ""),
        DecisionKind.TAKEN_OVER: (
            f"{decision.reason}{f'; hạn chuyển từ {before} sang {date}' if date else ''}.",
            "Đơn vị hết hoạt động: việc chưa xong chuyển cho đơn vị kế tiếp",
        ),
        DecisionKind.MOVED: (f"Hạn chuyển từ {before} sang {date}.", "Lịch nghỉ thay đổi"),
    }
    return said[decision.kind]
