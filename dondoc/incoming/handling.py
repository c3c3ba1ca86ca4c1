"""What an officer does with a letter that waits: record it, register its sender, put it aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from dondoc import access
from dondoc.clock import local_date
from dondoc.contacts.address import (
    EMAIL,
)
from dondoc.contacts.places import place_behind
from dondoc.forms.reason import read_reason
from dondoc.incoming.attachments import keep_files
from dondoc.incoming.kind_words import judged
from dondoc.incoming.letter_text import read_letter
from dondoc.incoming.mail.parse import Attached
from dondoc.incoming.mail.understand import Letter, Unreadable
from dondoc.incoming.match_assignment import version_stands
from dondoc.incoming.store import letter_of
from dondoc.incoming.version import carry_over
from dondoc.ledger import audit
from dondoc.ledger.actors import SYSTEM, Actor, Actors
from dondoc.ledger.installation import Context
from dondoc.limits import MOST_PUT_AWAY
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import Recorded, SubmissionSource, record_submission
from dondoc.text import is_mail_address, tidy
from models import Account, Assignment, Contact, Incoming, Round
from models.database import transaction
from models.kinds import IncomingOutcome, Purpose, Way

_LABEL = "Thư"


@dataclass(frozen=True)
class Officer:
    """Who decides on a letter, and in which context.

    `letter` is the one to act on, understood before the ledger was locked (`letter_unlocked`): a
    large mail takes its time.
    """

    session: Session
    context: Context
    account: Account
    letter: OpenLetter | None = None

    @property
    def actor(self) -> Actor:
        return Actor.account(self.account.id)


def looked_for(words: str) -> ColumnElement[bool]:
    """The letters whose sender, subject or reason holds these words."""
    like = f"%{_literal(tidy(words))}%"
    columns = (col(Incoming.sender), col(Incoming.subject), col(Incoming.reason))
    return or_(*(column.ilike(like, escape="\\") for column in columns))


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(frozen=True)
class OpenLetter:
    """A kept mail as it can be shown: understood, or with the reason why not."""

    row: Incoming
    letter: Letter | None
    unreadable: str = ""

    @property
    def sender(self) -> str:
        return self.letter.author.address if self.letter else ""

    @property
    def files(self) -> tuple[Attached, ...]:
        return self.letter.files if self.letter else ()


def open_letter(session: Session, context: Context, number: int) -> OpenLetter:
    """A kept mail with its content. Raises Refused for none."""
    row = session.get(Incoming, number)
    if row is None:
        wanted = "không có thư này; xem danh sách bằng `dondoc incoming list`"
        raise Refused(Problem("incoming", str(number), wanted, _LABEL))
    found = letter_of(context.settings.mail_dir, row)
    if isinstance(found, Unreadable):
        return OpenLetter(row, None, found.reason)
    return OpenLetter(row, found)


def letter_unlocked(context: Context, account: Account, number: int) -> OpenLetter:
    """The same, understood before anybody's lock: a large mail takes its time.

    Raises Refused, also for an account that may not see letters: it is not told which there are.
    """
    _require_right(context, account)
    with transaction(context.engine, write=False) as session:
        return open_letter(session, context, number)


def first_reading(opened: OpenLetter, rulebook: Rulebook) -> Given:
    """What the letter says by itself, as far as it can be read: the form begins with it."""
    if opened.letter is None:
        return Given()
    reading = read_letter(opened.letter, rulebook.registry.plan.number)
    return Given(
        document_number=reading.number, document_on=reading.signed_on, sent_on=reading.sent_on
    )


def accept(officer: Officer, number: int, assignment_id: int | None, given: Given) -> Recorded:
    """Record the letter as the unit's answer, with its files, as received when it came.

    Number and date left empty are taken from the letter. Raises Refused where the account may not,
    the letter does not wait, or the evidence is wrong.
    """
    incoming = _locked(officer, number)
    wanted = assignment_id or incoming.row.assignment_id
    if wanted is None:
        raise Refused(Problem("assignment", "", "hãy chọn thư này trả lời việc nào", "Việc"))
    _check_right(officer, wanted)
    own = first_reading(incoming, officer.context.rulebook)
    given = replace(
        given,
        document_number=given.document_number or own.document_number,
        document_on=given.document_on or own.document_on,
    )
    given, earlier, carried_flags = carry_over(officer.session, _standing(officer, wanted), given)
    folder = officer.context.settings.files_dir
    files, flags = keep_files(folder, incoming.files, earlier)
    recorded = record_submission(
        officer.session,
        officer.context.rulebook,
        assignment_id=wanted,
        given=given,
        source=SubmissionSource(
            by=officer.actor,
            way=Way.REPLY,
            received_at=incoming.row.received_at,
            key=f"thu|{incoming.row.sha256}",
            flags=(*carried_flags, *flags),
        ),
        now=officer.context.now,
        files=files,
    )
    incoming.row.assignment_id, incoming.row.submission_id = wanted, recorded.submission_id
    _close(
        officer,
        incoming.row,
        IncomingOutcome.RECORDED,
        phrases("incoming").recorded("", recorded.receipt),
    )
    return recorded


def dismiss(officer: Officer, number: int, reason: str) -> None:
    """Put the letter aside; its raw mail stays. Raises Refused without a reason."""
    incoming = _locked(officer, number)
    reason = read_reason(reason)
    _close(officer, incoming.row, IncomingOutcome.DISMISSED, reason)


def dismiss_many(officer: Officer, numbers: Sequence[int], reason: str) -> int:
    """Put several aside for one reason; those that wait no more are passed over.

    Returns how many. Raises Refused without a reason, or without any letter.
    """
    wanted = may_handle(officer.context.rulebook, officer.account, now=officer.context.now)
    if wanted:
        raise Refused(Problem("account", officer.account.address, wanted, "Tài khoản"))
    reason = read_reason(reason)
    if not numbers:
        raise Refused(Problem("letters", "", "hãy chọn ít nhất một thư", "Thư"))
    these = select(Incoming).where(
        col(Incoming.id).in_(numbers[:MOST_PUT_AWAY]),
        col(Incoming.outcome) == IncomingOutcome.HELD,
    )
    found = officer.session.exec(these.order_by(col(Incoming.id)).with_for_update()).all()
    for row in found:
        _close(officer, row, IncomingOutcome.DISMISSED, reason)
    return len(found)


def register(officer: Officer, number: int, unit_code: str) -> Contact:
    """Add the sender's address as the unit's last contact; the letter itself waits on."""
    incoming = _locked(officer, number)
    unit = officer.context.rulebook.registry.unit(unit_code)
    if not is_mail_address(incoming.sender):
        raise Refused(Problem("sender", incoming.row.sender, "không phải địa chỉ thư", "Người gửi"))
    same = (col(Contact.unit_code) == unit.code, col(Contact.address) == incoming.sender)
    kept = officer.session.exec(select(Contact).where(*same, col(Contact.channel) == EMAIL)).first()
    if kept is not None:
        wanted = "đã là đầu mối của đơn vị này"
        raise Refused(Problem("sender", incoming.sender, wanted, "Người gửi"))
    behind = place_behind(officer.session, unit.code, Purpose.CLERK)
    contact = Contact(unit_code=unit.code, address=incoming.sender, position=behind)
    contact.in_use_at = officer.context.now
    officer.session.add(contact)
    officer.session.flush()
    audit.record(
        officer.session,
        actor=officer.actor,
        act="thêm đầu mối từ thư đến",
        target=f"contact:{contact.id}",
        now=officer.context.now,
        detail=phrases("incoming").registered(incoming.sender, unit, number),
    )
    return contact


def may_handle(rulebook: Rulebook, account: Account, *, now: datetime) -> str:
    """Why this account may not see and decide letters; empty where it may.

    Letters come to those who watch over a duty; somebody else's mail is nobody else's business.
    """
    registry, today = rulebook.registry, local_date(now)
    who, about = access.who(account, registry, today), access.about_units(registry, today)
    return access.why_not(who, access.Act.LETTERS, about)


def _require_right(context: Context, account: Account) -> None:
    wanted = may_handle(context.rulebook, account, now=context.now)
    if wanted:
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))


def _locked(officer: Officer, number: int) -> OpenLetter:
    """The letter, held against a second officer. Raises Refused where it no longer waits."""
    _require_right(officer.context, officer.account)
    opened = officer.letter
    if opened is None or opened.row.id != number:
        raise ValueError(f"letter {number} is to be understood before it is locked")
    this = select(Incoming).where(col(Incoming.id) == number)
    row = officer.session.exec(this.with_for_update()).one()
    incoming = replace(opened, row=row)
    if incoming.row.outcome is not IncomingOutcome.HELD:
        row = incoming.row
        who = Actors(officer.session, officer.context.rulebook).name(row.handled_by or SYSTEM)
        wanted = phrases("incoming").handled(who if row.handled_at else "", row.handled_at)
        raise Refused(Problem("incoming", str(number), wanted, _LABEL))
    return incoming


def _check_right(officer: Officer, assignment_id: int) -> None:
    """Only the monitoring body records in a unit's name what came to it."""
    assignment = officer.session.get(Assignment, assignment_id)
    if assignment is None:
        wanted = "không có việc này; hãy chọn trong danh sách"
        raise Refused(Problem("assignment", str(assignment_id), wanted, "Việc"))
    round_ = officer.session.get_one(Round, assignment.round_id)
    registry, today = officer.context.rulebook.registry, local_date(officer.context.now)
    duty, unit = registry.duty_of(round_.plan, round_.duty), registry.unit(assignment.unit_code)
    who = access.who(officer.account, registry, today)
    access.require(who, access.Act.LETTERS, access.about_duty(registry, duty, today, unit=unit))


def _standing(officer: Officer, assignment_id: int) -> Facts | None:
    """The assignment, where a version of it is in and not returned."""
    (facts,) = load_facts(
        officer.session, col(Assignment.id) == assignment_id, as_of=officer.context.now
    )
    return facts if version_stands(facts, officer.context.now) else None


def _close(officer: Officer, row: Incoming, outcome: IncomingOutcome, reason: str) -> None:
    row.outcome, row.reason = outcome, reason
    row.handled_by, row.handled_at = officer.actor, officer.context.now
    audit.record(
        officer.session,
        actor=officer.actor,
        act=judged(outcome),
        target=f"incoming:{row.id}",
        now=officer.context.now,
        detail=reason,
    )
    officer.session.flush()
