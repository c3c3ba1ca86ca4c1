"""Mail that came in, and how far each mailbox was read. The raw mail lies beside the ledger."""

from datetime import datetime

from sqlalchemy import BigInteger, false
from sqlmodel import Field, SQLModel

from models.kinds import (
    IncomingKind,
    IncomingOutcome,
    IncomingStep,
    UtcDateTime,
    partial_index,
    words,
)


class Incoming(SQLModel, table=True):
    """One mail. It is kept before anybody looks at what is in it, so that none is lost.

    `message_id` is the message of ours that it answers or reports on; `contact_id` whom that
    message went to, or who wrote; `assignment_id` what it is about, as far as that is known.
    """

    __table_args__ = (
        partial_index("ix_incoming_open", "id", where="outcome IN ('new', 'understood', 'held')"),
        partial_index("ix_incoming_asked", "asked_id", where="asked_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    mime_id: str | None = Field(default=None, unique=True)  # Message-ID, where it has one
    mailbox: str = ""  # where it was read, without the password
    uid_validity: int | None = Field(default=None, sa_type=BigInteger)  # 32 bits, unsigned
    uid: int | None = Field(default=None, sa_type=BigInteger)
    size: int
    whole: bool = True  # False: too large, only its header was fetched
    received_at: datetime = Field(sa_type=UtcDateTime)  # the server's, never the mail's own Date
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    sender: str = ""
    subject: str = ""
    kind: IncomingKind = Field(default=IncomingKind.UNREAD, sa_type=words(IncomingKind))
    outcome: IncomingOutcome = Field(default=IncomingOutcome.NEW, sa_type=words(IncomingOutcome))
    stuck_in: IncomingStep | None = Field(default=None, sa_type=words(IncomingStep))
    # Nobody we know, and nothing that looks like an answer: it lies in a folder of its own.
    stranger: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    reason: str = ""  # why it was held, or what it was noted as, in Vietnamese
    message_id: int | None = Field(default=None, foreign_key="message.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    asked_id: int | None = Field(default=None, foreign_key="message.id")  # our mail in return
    handled_by: str | None = None
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Mailbox(SQLModel, table=True):
    """How far a mailbox was read: all up to `last_uid` is kept, under this `uid_validity`."""

    name: str = Field(primary_key=True)
    uid_validity: int = Field(sa_type=BigInteger)
    last_uid: int = Field(sa_type=BigInteger)
