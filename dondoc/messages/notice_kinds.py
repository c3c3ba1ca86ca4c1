"""What each kind of notice is: its name, its place on the ladder and in a digest, its calendar.

A new kind is a word in `NoticeKind` (models/kinds.py), a row here, and two templates named after
it in `templates/`; who plans it is said where its act stands. `tests/messages/test_notice_kinds.py`
holds the table against all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.kinds import NoticeKind


class DigestGroup(StrEnum):
    """Under which heading a digest says it."""

    ASKED = "asked"  # of the reader, by a date
    REPORTED = "reported"  # to one body about another: never in the tone of the reader
    TOLD = "told"  # for information: nothing is asked by a date


class Step(StrEnum):
    """Where it stands on the ladder: what is no longer true is not said (DESIGN §5 rule 5)."""

    BEFORE_DUE = "before_due"  # ends with the date, with an answer, with another date
    AFTER_DUE = "after_due"  # ends with an answer or another date
    UNRULED = "unruled"  # ends with a ruling on «chưa thực hiện được», or with another answer
    NONE = "none"  # answers what somebody did: said whatever follows


class Needs(StrEnum):
    """What the words cannot do without."""

    NOTHING = "nothing"
    SUBMISSION = "submission"
    REASON = "reason"


@dataclass(frozen=True)
class NoticeRule:
    """One kind: `name` on the board and at the command line, `planned` in a day's run; `gently`
    where it is said to a body that is asked, not ordered.

    `calendar`: it gives a date, so it may carry one `.ics`. `basis`: its grounds say on what the
    date rests, also where it is for information.
    """

    name: str
    planned: str = ""
    group: DigestGroup = DigestGroup.ASKED
    step: Step = Step.NONE
    calendar: bool = False
    needs: Needs = Needs.NOTHING
    basis: bool = True
    gently: str = ""


RULES: dict[NoticeKind, NoticeRule] = {
    NoticeKind.OPENING: NoticeRule("thông báo mở kỳ", "mở kỳ", step=Step.BEFORE_DUE, calendar=True),
    NoticeKind.REMINDER: NoticeRule("nhắc hạn", "nhắc việc", step=Step.BEFORE_DUE, calendar=True),
    NoticeKind.DUE_TODAY: NoticeRule("nhắc trong ngày đến hạn"),
    NoticeKind.OVERDUE: NoticeRule(
        "đôn đốc", "đôn đốc", step=Step.AFTER_DUE, gently="thư đề nghị phối hợp"
    ),
    NoticeKind.OVERDUE_HEAD: NoticeRule(
        "đôn đốc, gửi lãnh đạo đơn vị", "đôn đốc gửi lãnh đạo đơn vị", step=Step.AFTER_DUE
    ),
    NoticeKind.ESCALATION: NoticeRule(
        "báo cáo cấp trên", "báo cáo cấp trên", DigestGroup.REPORTED, Step.AFTER_DUE
    ),
    NoticeKind.RECEIPT: NoticeRule(
        "biên nhận", group=DigestGroup.TOLD, needs=Needs.SUBMISSION, basis=False
    ),
    NoticeKind.RETURNED: NoticeRule(
        "thư trả lại", gently="thư đề nghị bổ sung", calendar=True, needs=Needs.REASON
    ),
    NoticeKind.EXTENSION_GRANTED: NoticeRule(
        "thư đồng ý gia hạn", gently="thư báo lùi thời gian", calendar=True
    ),
    NoticeKind.EXTENSION_REFUSED: NoticeRule(
        "thư không gia hạn", gently="thư giữ nguyên thời gian"
    ),
    NoticeKind.MOVED: NoticeRule("thư báo đổi hạn", calendar=True),
    NoticeKind.WAIVED: NoticeRule(
        "thư báo miễn",
        gently="thư báo không cần thông tin nữa",
        group=DigestGroup.TOLD,
        basis=False,
    ),
    NoticeKind.ACCEPTED: NoticeRule("thư báo đã chấp nhận", group=DigestGroup.TOLD, basis=False),
    NoticeKind.UNREACHABLE: NoticeRule("báo không có đầu mối", group=DigestGroup.REPORTED),
    NoticeKind.DEMAND: NoticeRule(
        "thư yêu cầu báo cáo đột xuất",
        gently="thư đề nghị cung cấp thông tin",
        step=Step.BEFORE_DUE,
        calendar=True,
    ),
    NoticeKind.INSPECTION: NoticeRule("thư hẹn kiểm tra", group=DigestGroup.TOLD, basis=False),
    NoticeKind.REMEDY: NoticeRule(
        "thư yêu cầu khắc phục", gently="thư đề nghị khắc phục", step=Step.BEFORE_DUE, calendar=True
    ),
    NoticeKind.FINDING: NoticeRule(
        "thư báo sai lệch công khai",
        "báo sai lệch công khai",
        gently="thư đề nghị sửa nội dung công khai",
        step=Step.BEFORE_DUE,
        calendar=True,
    ),
    NoticeKind.BELOW_THRESHOLD: NoticeRule(
        "báo có đơn vị chưa đạt ngưỡng", "báo dưới ngưỡng", DigestGroup.REPORTED
    ),
    NoticeKind.CONTINUOUS: NoticeRule(
        "thư báo việc thường xuyên", "báo việc thường xuyên", DigestGroup.TOLD
    ),
    NoticeKind.REOPENED: NoticeRule("thư báo mở lại", needs=Needs.REASON),
    NoticeKind.EXTENSION_REVOKED: NoticeRule(
        "thư thu hồi gia hạn", gently="thư báo thời gian", calendar=True, needs=Needs.REASON
    ),
    NoticeKind.DEMAND_WITHDRAWN: NoticeRule(
        "thư rút yêu cầu",
        gently="thư rút đề nghị",
        group=DigestGroup.TOLD,
        needs=Needs.REASON,
        basis=False,
    ),
    NoticeKind.ACTIVITY_STRUCK: NoticeRule("thư bỏ ghi nhận", needs=Needs.REASON),
    NoticeKind.LETTER_DETACHED: NoticeRule("thư bỏ gắn thư", needs=Needs.REASON),
    NoticeKind.RETURN_WITHDRAWN: NoticeRule(
        "thư thu hồi việc trả lại", gently="thư thôi đề nghị bổ sung", needs=Needs.REASON
    ),
    NoticeKind.REASON_ACCEPTED: NoticeRule("thư chấp nhận lý do, có thời hạn mới", calendar=True),
    NoticeKind.EXCUSED: NoticeRule(
        "thư chấp nhận lý do, không phải thực hiện", group=DigestGroup.TOLD, basis=False
    ),
    NoticeKind.REASON_REFUSED: NoticeRule(
        "thư không chấp nhận lý do", calendar=True, needs=Needs.REASON
    ),
    NoticeKind.STILL_NOT_DONE: NoticeRule(
        "thư hỏi lại việc báo chưa thực hiện", "hỏi lại việc báo chưa thực hiện", step=Step.UNRULED
    ),
    NoticeKind.CONFERENCE_INVITATION: NoticeRule("thư mời họp", basis=False),
    NoticeKind.CONFERENCE_CHANGED: NoticeRule("thư báo đổi lịch họp", basis=False),
    NoticeKind.CONFERENCE_OFF: NoticeRule(
        "thư báo không họp", group=DigestGroup.TOLD, needs=Needs.REASON, basis=False
    ),
    NoticeKind.CONFERENCE_DOCUMENT: NoticeRule(
        "thư gửi tài liệu họp", group=DigestGroup.TOLD, basis=False
    ),
    NoticeKind.CONFERENCE_ANSWER: NoticeRule(
        "thư trả lời câu hỏi hội nghị", group=DigestGroup.TOLD, basis=False
    ),
    NoticeKind.CONFERENCE_DAY: NoticeRule(
        "thư trước ngày họp, kèm mã điểm danh", group=DigestGroup.TOLD, basis=False
    ),
}


def rule_of(kind: str) -> NoticeRule:
    """The row of a kind as the ledger keeps it."""
    return RULES[NoticeKind(kind)]


def kind_name(kind: str, tone: str = "order") -> str:
    """What the kind is called where it is said to a body of that tone."""
    rule = rule_of(kind)
    return rule.gently if tone == "request" and rule.gently else rule.name
