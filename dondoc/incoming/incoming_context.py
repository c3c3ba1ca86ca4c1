"""One mail under examination, and what the examination came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import Message as Mail
from functools import cached_property
from typing import Any

from sqlmodel import Session

from dondoc.incoming.mail.parse import Text, addresses, header, parse, text_of
from dondoc.incoming.mail.quote import Cut, cut
from dondoc.incoming.mail.sender import sender_of
from dondoc.ledger.installation import Context
from models import Incoming, Message
from models.kinds import IncomingKind, IncomingOutcome

_ADDRESSED = ("To", "Cc", "Resent-To", "Delivered-To", "X-Original-To", "Envelope-To")


@dataclass
class IncomingContext:
    """A kept mail, its raw bytes, and what is needed to understand it. `now` is the context's."""

    session: Session
    context: Context
    row: Incoming
    raw: bytes

    @property
    def now(self) -> datetime:
        return self.context.now

    @cached_property
    def key(self) -> bytes:
        return self.context.settings.signing_key()

    @cached_property
    def mail(self) -> Mail[Any, Any]:
        return parse(self.raw)

    @cached_property
    def sender(self) -> str:
        """The address that it says it is from; empty where that is not one address."""
        return sender_of(self.mail) or ""

    @cached_property
    def recipients(self) -> list[str]:
        return addresses(self.mail, *_ADDRESSED)

    @cached_property
    def text(self) -> Text:
        return text_of(self.mail)

    @cached_property
    def cut(self) -> Cut:
        return cut(self.text.words)

    def header(self, name: str) -> str:
        return header(self.mail, name)


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


def noted(kind: IncomingKind, reason: str) -> Verdict:
    """Nothing follows from it."""
    return Verdict(kind, IncomingOutcome.NOTED, reason)


def held(reason: str, *, says: str = "", kind: IncomingKind = IncomingKind.LETTER) -> Verdict:
    """It waits for an officer; `says` tells the sender what is missing."""
    return Verdict(kind, IncomingOutcome.HELD, reason, says)
