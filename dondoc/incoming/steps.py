"""One guard round one mail: kept → understood → acted on, each step committed by itself.

What fails in a step is set aside there with its reason, is seen by officers, can be tried again,
and holds back nothing. A database that is gone is another matter: it is no mail's fault, and the
reading stops.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from dondoc.incoming.classify import classify
from dondoc.incoming.incoming_context import IncomingContext
from dondoc.incoming.kind_words import judged
from dondoc.incoming.mail.understand import Letter, Unreadable
from dondoc.incoming.store import letter_of
from dondoc.ledger import audit
from dondoc.ledger.installation import Context
from models import Incoming
from models.database import is_gone, transaction
from models.kinds import IncomingKind, IncomingOutcome, IncomingStep

_log = logging.getLogger(__name__)
_FAILED = {
    IncomingStep.UNDERSTAND: "Không đọc được thư này; hãy xem bản gốc.",
    IncomingStep.ACT: "Đã đọc thư nhưng chưa xử lý được; hãy xem bản gốc, hoặc thử đọc lại.",
}


@dataclass
class _MailOnItsWay:
    """One mail on its way through the steps: looked into once, however many steps need it."""

    context: Context
    found: Letter | Unreadable | None = None

    def letter(self, row: Incoming) -> Letter | Unreadable:
        self.found = self.found or letter_of(self.context.settings.mail_dir, row)
        return self.found


@dataclass(frozen=True)
class _Step:
    """What is done to a mail in the state `after`."""

    after: IncomingOutcome
    name: IncomingStep
    act: Callable[[Session, _MailOnItsWay, Incoming], IncomingOutcome]


def settle(engine: Engine, context: Context, number: int) -> IncomingOutcome | None:
    """The steps of one kept mail that are still to do; None where another reader does them."""
    outcome, read = None, _MailOnItsWay(context)
    for step in _STEPS:
        outcome = _guarded(engine, read, number, step) or outcome
    return outcome


def put_back(engine: Engine, number: int) -> bool:
    """A mail that got stuck is new again; False where it is not stuck."""
    stuck = (
        col(Incoming.id) == number,
        col(Incoming.stuck_in).is_not(None),
        col(Incoming.outcome) == IncomingOutcome.HELD,
    )
    new = update(Incoming).where(*stuck).values(outcome=IncomingOutcome.NEW, stuck_in=None)
    with transaction(engine) as session:
        return session.exec(new).rowcount == 1


def stuck_mail(engine: Engine) -> list[int]:
    """Everything that got stuck and still waits, the oldest first."""
    waiting = select(Incoming.id).where(
        col(Incoming.outcome) == IncomingOutcome.HELD, col(Incoming.stuck_in).is_not(None)
    )
    with transaction(engine, write=False) as session:
        return [one for one in session.exec(waiting.order_by(col(Incoming.id))) if one is not None]


def _guarded(
    engine: Engine, read: _MailOnItsWay, number: int, step: _Step
) -> IncomingOutcome | None:
    try:
        with transaction(engine) as session:
            row = _mine(session, number, step)
            return step.act(session, read, row) if row is not None else None
    except Exception as fault:  # of this mail alone, whoever made it: it is set aside, visibly
        if is_gone(fault):
            raise  # the database, not the mail: the task tries again
        _log.exception("incoming mail %s got stuck: %s", number, step.name)
    with transaction(engine) as session:
        row = _mine(session, number, step)
        return _set_aside(session, read, row, step.name) if row is not None else None


def _mine(session: Session, number: int, step: _Step) -> Incoming | None:
    """The row, where this step is the next, locked; None where another reader has it, or had it."""
    mine = select(Incoming).where(col(Incoming.id) == number, col(Incoming.outcome) == step.after)
    return session.exec(mine.with_for_update(skip_locked=True)).first()


def _understand(session: Session, read: _MailOnItsWay, row: Incoming) -> IncomingOutcome:
    letter = read.letter(row)
    row.sender, row.subject = letter.head.sender, letter.head.subject
    if isinstance(letter, Unreadable):
        return _set_aside(session, read, row, IncomingStep.UNDERSTAND, letter.reason)
    row.outcome = IncomingOutcome.UNDERSTOOD
    session.flush()
    _take_id(session, row, letter.head.mime_id)
    return row.outcome


def _act(session: Session, read: _MailOnItsWay, row: Incoming) -> IncomingOutcome:
    letter = read.letter(row)
    if not isinstance(letter, Letter):  # lost between the two steps
        return _set_aside(session, read, row, IncomingStep.UNDERSTAND, letter.reason)
    return classify(IncomingContext(session, read.context, row, letter)).outcome


_STEPS = (
    _Step(IncomingOutcome.NEW, IncomingStep.UNDERSTAND, _understand),
    _Step(IncomingOutcome.UNDERSTOOD, IncomingStep.ACT, _act),
)


def _take_id(session: Session, row: Incoming, mime_id: str) -> None:
    """Its Message-ID is its own, unless another mail came with it before: then it is looked at.

    Two readers at once: the second finds it taken.
    """
    if not mime_id or row.mime_id == mime_id:
        return
    try:
        with session.begin_nested():
            row.mime_id = mime_id
            session.flush()
    except IntegrityError:
        session.refresh(row)
        row.kind = IncomingKind.REPEATED
        session.flush()


def _set_aside(
    session: Session, read: _MailOnItsWay, row: Incoming, step: IncomingStep, reason: str = ""
) -> IncomingOutcome:
    row.outcome, row.stuck_in = IncomingOutcome.HELD, step
    row.reason = reason or _FAILED[step]
    audit.record(
        session,
        actor=audit.SYSTEM,
        act=judged(row.outcome),
        target=f"incoming:{row.id}",
        now=read.context.now,
        detail=row.reason,
    )
    session.flush()
    return row.outcome
