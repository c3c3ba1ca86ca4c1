"""One act on an assignment: its decision row, its line of the audit, its letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.notices.write import say_at_once, say_together
from dondoc.plan.rulebook import Rulebook
from models import Assignment, Decision, Submission
from models.kinds import TAKES_BACK, Answer, DecisionKind, NoticeKind

ACTS = {
    DecisionKind.ACCEPTED: "chấp nhận",
    DecisionKind.RETURNED: "trả lại",
    DecisionKind.EXTENSION_ASKED: "xin gia hạn",
    DecisionKind.EXTENSION_GRANTED: "cho gia hạn",
    DecisionKind.EXTENSION_REFUSED: "không cho gia hạn",
    DecisionKind.WAIVED: "miễn",
    DecisionKind.MOVED: "dời hạn",
    DecisionKind.TAKEN_OVER: "nhận việc của đơn vị trước",
    DecisionKind.CLOSED: "khép, hết kỳ chưa có kết quả",
    DecisionKind.REOPENED: "mở lại",
    DecisionKind.EXTENSION_REVOKED: "thu hồi gia hạn",
    DecisionKind.DEMAND_WITHDRAWN: "rút yêu cầu",
    DecisionKind.ACTIVITY_STRUCK: "bỏ ghi nhận hoạt động",
    DecisionKind.LETTER_DETACHED: "bỏ gắn thư",
    DecisionKind.RETURN_WITHDRAWN: "thu hồi việc trả lại",
}
"""What each kind of decision is called in the audit."""

_SAYS = {
    DecisionKind.RETURNED: NoticeKind.RETURNED,
    DecisionKind.EXTENSION_GRANTED: NoticeKind.EXTENSION_GRANTED,
    DecisionKind.EXTENSION_REFUSED: NoticeKind.EXTENSION_REFUSED,
    DecisionKind.WAIVED: NoticeKind.WAIVED,
    DecisionKind.MOVED: NoticeKind.MOVED,
    **{kind: NoticeKind(kind.value) for kind in TAKES_BACK},
}

_SAYS_TO_A_REASON = {
    DecisionKind.ACCEPTED: NoticeKind.EXCUSED,
    DecisionKind.EXTENSION_GRANTED: NoticeKind.REASON_ACCEPTED,
    DecisionKind.RETURNED: NoticeKind.REASON_REFUSED,
}
"""The same of a unit that reported «chưa thực hiện được», with its reason."""


@dataclass(frozen=True)
class DecisionAct:
    """Who decides, when and why; `version` is the submission's that is decided on.

    `joins`: a machine decides on many at once, so the unit is told in its next digest.
    """

    by: Actor
    now: datetime
    reason: str = ""
    version: int | None = None
    joins: bool = False


def enter_decision(
    session: Session,
    assignment: Assignment,
    kind: DecisionKind,
    act: DecisionAct,
    *,
    before_on: date | None = None,
    after_on: date | None = None,
    asked_on: date | None = None,
) -> Decision:
    """Keep the decision, and who took it in the audit; call it before anything is changed.

    `before_on` is the date wanted until now, where that is not the assignment's own.
    """
    assert assignment.id is not None
    decision = Decision(
        assignment_id=assignment.id,
        kind=kind,
        version=act.version,
        reason=act.reason.strip() or None,
        asked_on=asked_on,
        due_before_on=before_on or assignment.due_on,
        due_after_on=after_on,
        decided_by=act.by,
        decided_at=act.now,
    )
    session.add(decision)
    session.flush()
    audit.record(
        session,
        actor=act.by,
        act=ACTS[kind],
        target=f"assignment:{assignment.id}",
        now=act.now,
        detail=short_date(asked_on) if asked_on else act.reason,
    )
    return decision


def says(kind: DecisionKind, *, to_a_reason: bool) -> NoticeKind:
    """The letter that tells a decision; `to_a_reason`: on what was reported as not done."""
    of_reason = _SAYS_TO_A_REASON.get(kind) if to_a_reason else None
    return of_reason or _SAYS[kind]


def _gave_a_reason(session: Session, decision: Decision) -> bool:
    """Is it decided on a version that says «chưa thực hiện được»?"""
    decided_on = select(Submission.answer).where(
        col(Submission.assignment_id) == decision.assignment_id,
        col(Submission.version) == decision.version,
    )
    return session.exec(decided_on).first() is Answer.NOT_DONE


def tell_decision(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    decision: Decision,
    *,
    joins: bool = False,
) -> None:
    """The letter about the decision, to who answers for the assignment; once for each decision.

    Called after the change, so that the letter belongs to the cycle that begins with it.
    """
    session.flush()
    kind = says(decision.kind, to_a_reason=_gave_a_reason(session, decision))
    rung, detail = f"d{decision.id}", {"decision_id": decision.id}
    now = decision.decided_at
    if joins:
        say_together(
            session,
            rulebook,
            assignments=[assignment],
            kind=kind,
            now=now,
            rung=rung,
            detail=detail,
        )
        return
    say_at_once(
        session, rulebook, assignment=assignment, kind=kind, now=now, rung=rung, detail=detail
    )
