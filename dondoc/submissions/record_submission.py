"""The one way to record a submission: link, reply, staff and flow all call it (rule 7).

Checks, submission, decision if automatic, receipt notice and audit stand or fall together: the
caller's transaction holds them, and a refusal leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.contacts.verification import verify_actor
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.close import accept
from dondoc.decisions.meanwhile import refuse_if_closed
from dondoc.decisions.with_children import settle_one
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.messages.environment import phrases
from dondoc.notices.write import say_at_once
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, FormKind
from dondoc.problems import Problem, Refused
from dondoc.rounds.open_events import open_events
from dondoc.rounds.parents import duty_asked, has_children
from dondoc.submissions.evidence import CheckedEvidence, Given, check_evidence
from dondoc.submissions.files import StoredFile
from models import Assignment, Figure, File, Round, Submission
from models.kinds import Answer, NoticeKind, Way

NOON = time(12)
"""When something came whose hour is not known: lateness is judged by the day."""

_WHOLE = "Minh chứng đủ, hệ thống tự chấp nhận."


@dataclass(frozen=True)
class Recorded:
    """A submission that stands in the ledger. `repeated` says that it already did."""

    submission_id: int
    version: int
    receipt: str
    flags: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True)
class SubmissionSource:
    """Who hands in, by which way, and when the office got it.

    `flags` is what was odd about the way itself, one sentence each, for the officer: with one
    nothing is accepted by itself. `form` is what was filled in: an invitation is answered on its
    conference's page alone, where it may be changed until the day before.
    """

    by: Actor
    way: Way
    received_at: datetime
    key: str | None = None  # of the form: a double tap is one submission
    flags: tuple[str, ...] = ()
    form: FormKind = "report"

    @property
    def contact_id(self) -> int | None:
        """The contact that hands in itself; None where somebody else records it."""
        return Actor(self.by).contact_id


def receipt_number(submission_id: int, recorded_at: datetime) -> str:
    """BN-2027-000123: the year it was recorded in and the submission's number."""
    return f"BN-{local_date(recorded_at).year}-{submission_id:06d}"


def record_submission(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    given: Given,
    source: SubmissionSource,
    now: datetime,
    files: Sequence[StoredFile] = (),
) -> Recorded:
    """Record what a unit says of its assignment; raises Refused with every wrong field."""
    assignment = lock_assignment(session, assignment_id)
    if (known := _already(session, source.key)) is not None:
        return known
    round_ = session.get_one(Round, assignment.round_id)
    asked = rulebook.registry.duty_of(round_.plan, round_.duty)
    duty = duty_asked(asked, assignment.parent_id)
    _refuse_other_form(duty, source)
    if duty.form == "report" or assignment.waived_at is not None:
        refuse_if_closed(session, rulebook, assignment)
    if source.received_at > now:
        raise Refused(_not_yet_received(source))
    checked = check_evidence(
        duty,
        given,
        received_on=local_date(source.received_at),
        cutoff_on=round_.cutoff_on,
        unit=rulebook.registry.unit(assignment.unit_code),
        has_file=bool(files),
        partial=source.way is Way.REPLY,
    )
    if checked.answer is Answer.NIL:
        odd = _unanswered(session, rulebook, duty, assignment, now=now)
        source = replace(source, flags=source.flags + odd)
    checked = checked.model_copy(update={"flags": checked.flags + source.flags})
    submission = _insert(session, assignment, checked, source, now=now, files=files)
    verify_actor(session, source.by, now=now)
    assert submission.id is not None
    above = has_children(session, assignment_id) if duty.children else False
    if duty.acceptance == "auto" and _is_whole(checked, source) and not above:
        accept(session, assignment, DecisionAct(audit.SYSTEM, now, _WHOLE, submission.version))
    if assignment.parent_id is not None or above:
        settle_one(session, asked, assignment.parent_id or assignment_id, now)
    receipt = _tell(session, rulebook, assignment, submission, source, now=now)
    return Recorded(submission.id, submission.version, receipt, checked.flags)


def _refuse_other_form(duty: Duty, source: SubmissionSource) -> None:
    """Raises Refused for a report on what asks for another form, and the other way round."""
    if source.form != duty.form:
        wanted = "đây là giấy mời; hãy trả lời có dự hay không ở trang Hội nghị, theo đường dẫn"
        raise Refused(Problem("answer", "", wanted, "Trả lời"))


def _unanswered(
    session: Session, rulebook: Rulebook, duty: Duty, assignment: Assignment, *, now: datetime
) -> tuple[str, ...]:
    """For the officer: nothing happened, says the unit, while this was asked of it and waits."""
    events = open_events(session, rulebook.registry, duty, assignment.unit_code, now=now)
    said = phrases("submissions").nil_beside_events([one.subject for one in events])
    return (said,) if events else ()


def _is_whole(checked: CheckedEvidence, source: SubmissionSource) -> bool:
    """Is there nothing left for an officer to look at?"""
    return checked.answer is not Answer.NOT_DONE and not (checked.lacks or source.flags)


def _already(session: Session, key: str | None) -> Recorded | None:
    if key is None:
        return None
    query = select(Submission).where(col(Submission.idempotency_key) == key)
    kept = session.exec(query).first()
    if kept is None or kept.id is None:
        return None
    receipt = receipt_number(kept.id, kept.recorded_at)
    flags = tuple(kept.flags.splitlines())
    return Recorded(kept.id, kept.version, receipt, flags, repeated=True)


def _not_yet_received(source: SubmissionSource) -> Problem:
    wanted = "thời điểm nhận chưa đến; hãy ghi lúc văn bản đến cơ quan"
    given = local_date(source.received_at).isoformat()
    return Problem("received_at", given, wanted, "Thời điểm nhận")


def _insert(
    session: Session,
    assignment: Assignment,
    checked: CheckedEvidence,
    source: SubmissionSource,
    *,
    now: datetime,
    files: Sequence[StoredFile],
) -> Submission:
    columns = checked.columns()
    submission = add_submission(session, assignment, columns, source, now=now, flags=checked.flags)
    _insert_parts(session, submission, checked, files)
    if assignment.acknowledged_at is None:
        assignment.acknowledged_at = now  # when we learned of it: no day before knew
    audit.record(
        session,
        actor=source.by,
        act="nộp",
        target=f"assignment:{assignment.id}",
        now=now,
        detail=phrases("submissions").audited(
            submission.version, checked.answer.value, checked.document_number
        ),
    )
    return submission


def add_submission(
    session: Session,
    assignment: Assignment,
    columns: Mapping[str, Any],
    source: SubmissionSource,
    *,
    now: datetime,
    flags: Sequence[str] = (),
) -> Submission:
    """The row of the next version, of what it says alone: nothing is checked, told or ended."""
    newest = select(func.max(Submission.version)).where(
        col(Submission.assignment_id) == assignment.id
    )
    submission = Submission(
        assignment_id=assignment.id or 0,
        version=(session.exec(newest).one() or 0) + 1,
        **columns,
        way=source.way,
        recorded_by=source.by,
        received_at=source.received_at,
        recorded_at=now,
        flags="\n".join(flags),
        idempotency_key=source.key,
    )
    session.add(submission)
    session.flush()
    return submission


def _insert_parts(
    session: Session, submission: Submission, checked: CheckedEvidence, files: Sequence[StoredFile]
) -> None:
    assert submission.id is not None
    parts: list[Any] = [
        Figure(submission_id=submission.id, indicator=code, value=value)
        for code, value in checked.figures.items()
    ]
    parts += [
        File(
            submission_id=submission.id,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
        )
        for file in files
    ]
    session.add_all(parts)
    session.flush()


def _tell(
    session: Session,
    rulebook: Rulebook,
    assignment: Assignment,
    submission: Submission,
    source: SubmissionSource,
    *,
    now: datetime,
) -> str:
    """The receipt: to the unit's clerk, and to the contact that answered by mail; its number."""
    assert submission.id is not None
    session.flush()
    receipt = receipt_number(submission.id, now)
    say_at_once(
        session,
        rulebook,
        assignment=assignment,
        kind=NoticeKind.RECEIPT,
        now=now,
        rung=f"v{submission.version}",
        detail={"submission_id": submission.id, "receipt": receipt},
        also_to=source.contact_id if source.way is Way.REPLY else None,
    )
    return receipt
