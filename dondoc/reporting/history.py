"""An assignment's whole life, as sentences with times: each names who, and by which rule.

A read model: nothing here decides anything, and nothing is stored for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment
from dondoc.ledger.actors import Actors
from dondoc.messages.reason_words import cancel_words, reason_words
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.history_words import (
    AUDITED_ELSEWHERE,
    attempt_words,
    decision_words,
    figure_words,
    notice_words,
    submission_words,
)
from dondoc.rounds.past_dates import first_arithmetic
from models import (
    Assignment,
    Attempt,
    Audit,
    Decision,
    Figure,
    File,
    Message,
    Notice,
    Round,
)
from models import Submission as Handed

_CAUSE_FIRST = ("round", "act", "answer", "decision", "notice", "message")
"""The order of what happened in one instant: a receipt follows what it confirms."""


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened. `kind` is one of `_CAUSE_FIRST`.

    `rule` says by which clause, rung or arithmetic; `details` are further sentences.
    """

    at: datetime
    who: str
    says: str
    kind: str
    rule: str = ""
    details: tuple[str, ...] = ()
    files: tuple[File, ...] = ()


def history(
    session: Session, rulebook: Rulebook, assignment_id: int, *, as_of: datetime
) -> list[HistoryLine]:
    """The life of an assignment up to `as_of`, the oldest first."""
    assignment = session.get_one(Assignment, assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    actors = Actors(session, rulebook)
    lines = [
        _opening(session, rulebook, assignment, round_),
        *_notices(session, actors, assignment_id),
        *_messages(session, actors, assignment_id),
        *_submissions(session, rulebook, actors, assignment_id, duty=round_.duty),
        *_decisions(session, actors, assignment_id),
        *_acts(session, actors, assignment_id),
    ]
    known = (line for line in lines if line.at <= as_of)
    return sorted(known, key=lambda line: (line.at, _CAUSE_FIRST.index(line.kind)))


def _opening(
    session: Session, rulebook: Rulebook, assignment: Assignment, round_: Round
) -> HistoryLine:
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    period = rulebook.period(duty, round_.period)
    arithmetic = first_arithmetic(session, assignment)
    first = arithmetic[:1].upper() + arithmetic[1:]
    said = duty.basis.confirmed or "chưa được xác nhận" in duty.basis.text
    doubt = "" if said else "Căn cứ này chưa được xác nhận."
    about = f", «{assignment.subject}»" if assignment.subject else ""
    details = (f"Cách tính hạn: {first}.", f"Căn cứ: {duty.basis.text}", doubt)
    return HistoryLine(
        at=round_.opened_at,
        who=Actors.SYSTEM,
        says=f"Mở đợt {period.short()}: {duty.title} {period.label()}{about}.",
        kind="round",
        rule=f"{rulebook.registry.plan.number}, mục {duty.clause}",
        details=tuple(detail for detail in details if detail),
    )


def _notices(session: Session, actors: Actors, assignment_id: int) -> Iterator[HistoryLine]:
    """Planned notices, those of one rung in one sentence; and the cancelled ones."""
    query = select(Notice).where(col(Notice.assignment_id) == assignment_id)
    planned: dict[tuple[str, str, int, datetime], list[Notice]] = defaultdict(list)
    for notice in session.exec(query.order_by(col(Notice.id))):
        planned[notice.kind, notice.rung, notice.cycle, notice.created_at].append(notice)
        if notice.cancelled_at is not None:
            yield HistoryLine(
                at=notice.cancelled_at,
                who=Actors.SYSTEM,
                says=f"Thôi không gửi {notice_words(notice)[0]} tới"
                f" {actors.contact(notice.contact_id)}: {cancel_words(notice)}",
                kind="notice",
            )
    for same in planned.values():
        says, rule = notice_words(same[0])
        to = ", ".join(actors.contact(notice.contact_id) for notice in same)
        at_once = same[0].not_before <= same[0].created_at
        leaves = "gửi ngay" if at_once else f"gửi từ {moment(same[0].not_before)}"
        yield HistoryLine(
            at=same[0].created_at,
            who=Actors.SYSTEM,
            says=f"Lập {says} tới {to}; {leaves}.",
            kind="notice",
            rule=rule,
        )


def _messages(session: Session, actors: Actors, assignment_id: int) -> Iterator[HistoryLine]:
    """Each try to send, in the server's words; and what was held, cancelled or given up."""
    about = select(Notice.message_id).where(col(Notice.assignment_id) == assignment_id)
    messages = {
        message.id: message
        for message in session.exec(select(Message).where(col(Message.id).in_(about)))
    }
    tries = select(Attempt).where(col(Attempt.message_id).in_(list(messages)))
    tried: set[int] = set()
    for attempt in session.exec(tries.order_by(col(Attempt.id))):
        message = messages[attempt.message_id]
        tried.add(attempt.message_id)
        to = actors.contact(message.contact_id)
        says, details = attempt_words(attempt, message, to)
        yield HistoryLine(attempt.at, Actors.SYSTEM, says, "message", details=details)
    for message in messages.values():
        why = reason_words(message)
        if why and message.id not in tried:
            to = actors.contact(message.contact_id)
            says = f"Chưa gửi tin {message.id} tới {to}: {why}"
            yield HistoryLine(message.created_at, Actors.SYSTEM, says, "message")


def _submissions(
    session: Session, rulebook: Rulebook, actors: Actors, assignment_id: int, *, duty: str
) -> Iterator[HistoryLine]:
    titles = {one.code: one.title for one in rulebook.registry.plan.duty(duty).indicators}
    query = select(Handed).where(col(Handed.assignment_id) == assignment_id)
    for row in session.exec(query.order_by(col(Handed.version))):
        figures = session.exec(select(Figure).where(col(Figure.submission_id) == row.id)).all()
        files = session.exec(select(File).where(col(File.submission_id) == row.id)).all()
        says, details = submission_words(row)
        yield HistoryLine(
            at=row.recorded_at,
            who=actors.name(row.recorded_by),
            says=says,
            kind="answer",
            details=(*details, *figure_words(figures, titles)),
            files=tuple(files),
        )


def _decisions(session: Session, actors: Actors, assignment_id: int) -> Iterator[HistoryLine]:
    query = select(Decision).where(col(Decision.assignment_id) == assignment_id)
    for decision in session.exec(query.order_by(col(Decision.id))):
        says, rule = decision_words(decision)
        told = decision.reason is None or says.startswith(decision.reason)
        reason = "" if told else f"Lý do: “{decision.reason}”"
        yield HistoryLine(
            at=decision.decided_at,
            who=actors.name(decision.decided_by),
            says=says,
            kind="answer" if decision.asked_on else "decision",
            rule=rule,
            details=(reason,) if reason else (),
        )


def _acts(session: Session, actors: Actors, assignment_id: int) -> Iterator[HistoryLine]:
    """What the audit alone knows: who acknowledged, who had a message sent again or withdrawn."""
    about = select(Notice.message_id).where(col(Notice.assignment_id) == assignment_id)
    targets = [f"message:{number}" for number in session.exec(about.distinct()) if number]
    query = select(Audit).where(col(Audit.target).in_([f"assignment:{assignment_id}", *targets]))
    for act in session.exec(query.order_by(col(Audit.id))):
        if act.act in AUDITED_ELSEWHERE:
            continue
        detail = f": {act.detail}" if act.detail else ""
        says = f"{act.act[:1].upper()}{act.act[1:]}{detail}."
        yield HistoryLine(act.at, actors.name(act.actor), says, "act")
