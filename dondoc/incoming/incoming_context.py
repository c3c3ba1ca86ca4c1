"""One mail under examination, and what the examination came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from dondoc.incoming.mail.understand import Letter
from dondoc.ledger.installation import Context
from models import Incoming, Message
from models.kinds import IncomingKind, IncomingOutcome


@dataclass
class IncomingContext:
    """A kept mail, understood, and what is needed to act on it. `now` is the context's."""

    session: Session
    context: Context
    row: Incoming
    letter: Letter

    @property
    def now(self) -> datetime:
        return self.context.now

    @cached_property
    def key(self) -> bytes:
        return self.context.settings.signing_key()

    @property
    def sender(self) -> str:
        """The address that it says it is from; empty where that is not one address."""
        return self.letter.author.address


@dataclass
class Verdict:
    """What a mail is and what becomes of it; `says` is for the sender, who may be written to.

    `about` names what is known of it: the message it answers, contact, assignment, submission.
    """

    kind: IncomingKind
    outcome: IncomingOutcome
    reason: str
    says: str = ""
    message: Message | None = None
    contact_id: int | None = None
    assignment_id: int | None = None
    submission_id: int | None = None
    stranger: bool = False  # it lies in the folder of mail that is nobody's answer


def noted(kind: IncomingKind, reason: str) -> Verdict:
    """Nothing follows from it."""
    return Verdict(kind, IncomingOutcome.NOTED, reason)


def held(reason: str, *, says: str = "", kind: IncomingKind = IncomingKind.LETTER) -> Verdict:
    """It waits for an officer; `says` tells the sender what is missing."""
    return Verdict(kind, IncomingOutcome.HELD, reason, says)
