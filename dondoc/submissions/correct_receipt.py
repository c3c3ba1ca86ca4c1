"""«Sửa lúc nhận»: a submission was got at another time than was typed. What stood before is kept.

Lateness is judged by it (`rounds.standing.on_time`); a day past is shown as it was known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.calendar.date_words import moment, short_date
from dondoc.clock import at, local_date
from dondoc.decisions.rights import require_act
from dondoc.forms.reason import reason_problems
from dondoc.forms.typed_dates import DAY_MISSING, Day
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import REASON_MISSING, SomeLines, TimeOfDay
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import standing
from dondoc.submissions.record_submission import NOON, receipt_number
from models import Account, Assignment, ReceiptChange, Submission
from models.kinds import NoticeKind

ACT = "sửa lúc nhận"
"""What the audit, and with it the history, calls it."""


@dataclass(frozen=True)
class Correction:
    """On which day the office got which version, and why it is so.

    No hour: it is not known. No version: the newest.
    """

    on: date
    hour: time | None
    reason: str
    version: int | None = None

    def received_at(self, recorded_at: datetime) -> datetime:
        """The instant; without an hour noon, yet not after it was recorded that day."""
        if self.hour is None:
            return _on_day(self.on, recorded_at)
        return at(self.on, self.hour.hour, self.hour.minute)


def received_on(row: Submission, on: date) -> datetime:
    """The instant at which a submission came on that day, where no hour is known."""
    return _on_day(on, row.recorded_at)


def _on_day(on: date, recorded_at: datetime) -> datetime:
    noon = at(on, NOON.hour)
    return min(noon, recorded_at) if on == local_date(recorded_at) else noon


class ReceiptForm(TypedForm):
    """The form of the board, as typed."""

    version: int | None = entry("Lần gửi")
    received_on: Annotated[date | None, Day, Needed(DAY_MISSING)] = entry("Ngày nhận")
    received_time: Annotated[time | None, TimeOfDay] = entry("Giờ nhận")
    reason: Annotated[str | None, SomeLines, Needed(REASON_MISSING)] = entry("Lý do")

    def correction(self) -> Correction:
        """What it asks for."""
        assert self.received_on is not None
        return Correction(self.received_on, self.received_time, self.reason or "", self.version)


def correct_receipt(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    correction: Correction,
    now: datetime,
) -> str:
    """Correct it and tell the unit by a receipt; one sentence for the officer. Raises Refused."""
    assignment = lock_assignment(session, assignment_id)
    require_act(session, rulebook, assignment, account, Act.RECEIPT, now=now)
    row = _version(session, assignment_id, correction.version)
    got_at = correction.received_at(row.recorded_at)
    problems = impossible_receipt(row, got_at)
    if not problems and got_at == row.received_at:
        problems = [_problem(got_at, "vẫn là lúc đang ghi")]
    if problems := [*problems, *reason_problems(correction.reason)]:
        raise Refused(problems)
    act = ReceiptAct(Actor.account(account.id), ACT, correction.reason.strip(), now)
    said = phrases("submissions").receipt_corrected(row, got_at, correction.reason)
    rewrite_receipt(session, rulebook, assignment, row, act, got_at=got_at, said=said)
    return said


@dataclass(frozen=True)
class ReceiptAct:
    """Who says when a submission was got: the act as the audit names it, why, and when."""

    by: Actor
    name: str
    reason: str
    now: datetime


def rewrite_receipt(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    row: Submission,
    act: ReceiptAct,
    *,
    got_at: datetime,
    said: str,
) -> None:
    """The one place that says anew when a submission was got; the unit gets its receipt again.

    What the unit said of the day of its sending is checked with it.
    """
    assert row.id is not None
    change = ReceiptChange(
        submission_id=row.id,
        at=act.now,
        received_at=row.received_at,
        by=act.by,
        reason=act.reason,
    )
    session.add(change)
    row.received_at = got_at
    row.sent_checked_at = act.now if row.sent_on else None
    session.flush()
    target = f"assignment:{assignment.id}"
    audit.record(session, actor=act.by, act=act.name, target=target, now=act.now, detail=said)
    _tell(session, rulebook, assignment, row, change, now=act.now)


def _version(session: Session, assignment_id: int, version: int | None) -> Submission:
    query = select(Submission).where(
        col(Submission.assignment_id) == assignment_id, col(Submission.withdrawn_at).is_(None)
    )
    rows = {one.version: one for one in session.exec(query.order_by(col(Submission.version)))}
    found = rows.get(version) if version else next(reversed(rows.values()), None)
    if found is None:
        known = ", ".join(map(str, rows)) or "chưa lần nào"
        wanted = f"không có lần gửi này; đã gửi lần: {known}"
        raise Refused(Problem("version", str(version or ""), wanted, "Lần gửi"))
    return found


def impossible_receipt(row: Submission, got_at: datetime) -> list[Problem]:
    """Why it cannot have been got then: before it was signed, or after it was recorded."""
    if got_at > row.recorded_at:
        return [_problem(got_at, f"sau lúc ghi vào hệ thống ({moment(row.recorded_at)})")]
    if row.document_on and local_date(got_at) < row.document_on:
        return [_problem(got_at, f"trước ngày ký văn bản ({short_date(row.document_on)})")]
    return []


def _problem(got_at: datetime, why: str) -> Problem:
    wanted = f"{why}; hãy ghi lúc văn bản đến cơ quan"
    return Problem("received_on", moment(got_at), wanted, "Lúc nhận")


def _tell(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    row: Submission,
    change: ReceiptChange,
    *,
    now: datetime,
) -> None:
    """Its receipt once more, as it now is; not while something else is wanted of the unit."""
    [facts] = load_facts(session, col(Assignment.id) == assignment.id, as_of=now)
    if standing(facts, now).waiting_for_unit:
        return
    receipt = receipt_number(row.id or 0, row.recorded_at)
    say_at_once(
        session,
        rulebook,
        assignment=assignment,
        kind=NoticeKind.RECEIPT,
        now=now,
        rung=f"v{row.version}r{change.id}",
        detail={"submission_id": row.id, "receipt": receipt},
    )
