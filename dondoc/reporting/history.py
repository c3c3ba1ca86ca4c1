"""An assignment's whole life, as sentences with times: each names who, and by which rule.

A read model: nothing here decides anything, and nothing is stored for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.given_dates import ANEW_DAYS
from dondoc.contacts.address import masked
from dondoc.decisions.act import ACTS
from dondoc.ledger.actors import Actors
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.reporting.history_line import CAUSE_FIRST, HistoryLine
from dondoc.reporting.history_mail import mail_lines
from dondoc.rounds.past_dates import first_arithmetic
from dondoc.submissions.record_submission import receipt_number
from models import (
    Assignment,
    Audit,
    CallNote,
    Decision,
    Document,
    DocumentAssignment,
    Figure,
    File,
    Notice,
    ReceiptChange,
    Round,
)
from models import Submission as Handed

_AUDITED_ELSEWHERE = frozenset({"nộp", *ACTS.values()})
"""Acts of the audit that a submission or a decision tells better."""


def history(
    session: Session,
    rulebook: Rulebook,
    assignment_id: int,
    *,
    as_of: datetime,
    addresses: bool = True,
) -> list[HistoryLine]:
    """The life of an assignment up to `as_of`, the oldest first.

    Without `addresses` of each mail address only the domain is told: for what leaves the house.
    """
    hide = str if addresses else masked
    assignment = session.get_one(Assignment, assignment_id)
    round_ = session.get_one(Round, assignment.round_id)
    actors = Actors(session, rulebook)
    lines = [
        _opening(session, rulebook, assignment, round_),
        *mail_lines(session, actors, assignment, as_of=as_of, hide=hide),
        *_submissions(session, rulebook, actors, assignment_id, duty=round_.duty),
        *_decisions(session, actors, assignment),
        *_acts(session, actors, assignment_id, hide),
        *_letters(session, actors, assignment_id),
        *_calls(session, actors, assignment_id, as_of=as_of, hide=hide),
    ]
    known = (line for line in lines if line.at <= as_of)
    return sorted(known, key=lambda line: (line.at, CAUSE_FIRST.index(line.kind)))


def _opening(
    session: Session, rulebook: Rulebook, assignment: Assignment, round_: Round
) -> HistoryLine:
    duty = rulebook.registry.duty_of(round_.plan, round_.duty)
    period = rulebook.period(duty, round_.period)
    book = phrases("history")
    details = (
        book.reckoned(first_arithmetic(session, assignment)),
        book.rests_on(duty.basis),
        book.doubt(duty.basis),
    )
    return HistoryLine(
        at=round_.opened_at,
        who=Actors.SYSTEM,
        says=book.opened(duty, period, assignment.subject),
        kind="round",
        rule=book.clause(rulebook.registry.plan, duty),
        details=tuple(filter(None, details)),
    )


def _submissions(
    session: Session, rulebook: Rulebook, actors: Actors, assignment_id: int, *, duty: str
) -> Iterator[HistoryLine]:
    titles = {one.code: one.title for one in rulebook.registry.plan.duty(duty).indicators}
    query = select(Handed).where(col(Handed.assignment_id) == assignment_id)
    said_first = _received_at_first(session, assignment_id)
    for row in session.exec(query.order_by(col(Handed.version))):
        figures = session.exec(select(Figure).where(col(Figure.submission_id) == row.id)).all()
        of_row = select(File).where(col(File.submission_id) == row.id).order_by(col(File.id))
        files = session.exec(of_row).all()
        yield HistoryLine(
            at=row.recorded_at,
            who=actors.name(row.recorded_by),
            says=phrases("history").answered(row, receipt_number(row.id or 0, row.recorded_at)),
            kind="answer",
            details=_details(row, said_first.get(row.id or 0, row.received_at), figures, titles),
            files=tuple(files),
            version=row.version,
        )


def _received_at_first(session: Session, assignment_id: int) -> dict[int, datetime]:
    """When the submissions that were corrected later were said to have come, by their number."""
    query = select(ReceiptChange).join(Handed).where(col(Handed.assignment_id) == assignment_id)
    newest_first = session.exec(query.order_by(col(ReceiptChange.id).desc()))
    return {change.submission_id: change.received_at for change in newest_first}


def _details(
    row: Handed, got_at: datetime, figures: Sequence[Figure], titles: Mapping[str, str]
) -> tuple[str, ...]:
    """What else was said with a submission; its figures in the plan's order."""
    book = phrases("history")
    given = {figure.indicator: figure.value for figure in figures}
    said = (
        book.received(row, got_at),
        book.sent(row.sent_on),
        book.registered(row.incoming_number),
        book.reason(row.reason),
        book.note(row.note),
        book.link(row.link),
        *map(book.flagged, row.flags.splitlines()),
        book.figures([(title, given[code]) for code, title in titles.items() if code in given]),
    )
    return tuple(filter(None, said))


def _decisions(session: Session, actors: Actors, assignment: Assignment) -> Iterator[HistoryLine]:
    book = phrases("history")
    query = select(Decision).where(col(Decision.assignment_id) == assignment.id)
    for decision in session.exec(query.order_by(col(Decision.id))):
        says = book.decided(decision, assignment.tone)
        told = decision.reason is None or says.startswith(decision.reason)
        reason = "" if told else book.reason(decision.reason)
        yield HistoryLine(
            at=decision.decided_at,
            who=actors.name(decision.decided_by),
            says=says,
            kind="answer" if decision.asked_on else "decision",
            rule=book.rule(decision, ANEW_DAYS, assignment.tone),
            details=(reason,) if reason else (),
        )


def _acts(
    session: Session, actors: Actors, assignment_id: int, hide: Callable[[str], str]
) -> Iterator[HistoryLine]:
    """What the audit alone knows: who acknowledged, who had a message sent again or withdrawn."""
    about = select(Notice.message_id).where(col(Notice.assignment_id) == assignment_id)
    targets = [f"message:{number}" for number in session.exec(about.distinct()) if number]
    query = select(Audit).where(col(Audit.target).in_([f"assignment:{assignment_id}", *targets]))
    for act in session.exec(query.order_by(col(Audit.id))):
        if act.act in _AUDITED_ELSEWHERE:
            continue
        says = hide(phrases("history").acted(act))
        yield HistoryLine(act.at, actors.name(act.actor), says, "act")


def _letters(session: Session, actors: Actors, assignment_id: int) -> Iterator[HistoryLine]:
    """The letters on paper that urged it, from when it was recorded that they were issued."""
    query = (
        select(Document)
        .join(DocumentAssignment)
        .where(
            col(DocumentAssignment.assignment_id) == assignment_id,
            col(Document.issued_at).is_not(None),
        )
    )
    for letter in session.exec(query.order_by(col(Document.id))):
        if letter.issued_at is not None and letter.issued_by is not None:
            says, by = phrases("history").urged_on_paper(letter), actors.name(letter.issued_by)
            yield HistoryLine(letter.issued_at, by, says, "act")


def _calls(
    session: Session,
    actors: Actors,
    assignment_id: int,
    *,
    as_of: datetime,
    hide: Callable[[str], str],
) -> Iterator[HistoryLine]:
    """What was said on the telephone, when it was; not before it was noted."""
    query = select(CallNote).where(
        col(CallNote.assignment_id) == assignment_id, col(CallNote.recorded_at) <= as_of
    )
    book = phrases("history")
    for call in session.exec(query.order_by(col(CallNote.id))):
        says = hide(book.called(call))
        yield HistoryLine(call.called_at, actors.name(call.recorded_by), says, "call")
        if call.struck_at is not None and call.struck_by is not None:
            says, by = hide(book.call_struck(call)), actors.name(call.struck_by)
            yield HistoryLine(call.struck_at, by, says, "call")
