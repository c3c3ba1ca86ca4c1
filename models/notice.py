"""What is to be said, and each sending of it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import About, MessageState, TokenPurpose, UtcDateTime, partial_index, words
from models.reasons import CancelReason, MessagePurpose, MessageReason

UNFINISHED = "state IN ('pending', 'sending', 'unknown', 'held')"
"""Which messages may still leave. A query that says so in these very words finds them by their
index; without it a year of sent mail is read through each time.
"""

LOST = "state IN ('refused', 'expired')"
"""Which messages did not arrive, in the words of their index."""


class Notice(SQLModel, table=True):
    """One thing to say to one contact, once.

    `key` is assignment (or subject) · contact · kind · rung · cycle (`ledger/notice_key`).
    Until `alone_from` it only goes along with another message; None is at once (decision 0041).
    """

    __table_args__ = (
        partial_index(
            "ix_notice_waiting",
            "not_before",
            "id",
            where="message_id IS NULL AND cancelled_at IS NULL",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    subject: str = ""  # what it is about, where it is not an assignment
    contact_id: int = Field(foreign_key="contact.id", index=True)
    kind: str
    rung: str
    cycle: int = 1
    not_before: datetime = Field(sa_type=UtcDateTime)
    alone_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    immediate: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    detail: str = ""  # JSON: what the template needs and the ledger cannot tell later
    message_id: int | None = Field(default=None, foreign_key="message.id", index=True)
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_why: CancelReason | None = Field(default=None, sa_type=words(CancelReason))
    cancelled_words: str = ""  # a person's own, where the reason says so


class Message(SQLModel, table=True):
    """One sending: the notices for one contact in one window, rendered."""

    __table_args__ = (
        partial_index(
            "ix_message_due",
            "next_attempt_at",
            "id",
            where=UNFINISHED,
        ),
        partial_index("ix_message_lost", "created_at", where=LOST),
        partial_index("ix_message_resent", "resends_id", where="resends_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    purpose: MessagePurpose = Field(default=MessagePurpose.DIGEST, sa_type=words(MessagePurpose))
    resends_id: int | None = Field(default=None, foreign_key="message.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")  # sign-in links, alarms
    address: str | None = None  # the sender's, where this answers a mail
    channel: str
    window: str  # 2027-03-12T08:00, or "ngay" for what is immediate
    any_hour: bool = False  # answers what a person just did: receipts, sign-in links, alarms
    mime_id: str = Field(unique=True)  # Message-ID, derived from the key
    thread_id: str | None = None  # References: the contact's first message of that round
    subject: str = ""
    text: str = ""  # links stand in it as ⟦id⟧: the token is made only on the wire
    html: str = ""
    ics: str = ""
    state: MessageState = Field(default=MessageState.PENDING, sa_type=words(MessageState))
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_attempt_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_by: str | None = None
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # put on a connection
    attempts: int = 0
    possible_duplicate: bool = False
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: MessageReason | None = Field(default=None, sa_type=words(MessageReason))
    reason_words: str = ""  # a server's or a person's own, a number: what the reason says


class Attempt(SQLModel, table=True):
    """One try to send, append-only: when, outcome, the server's words."""

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)  # counted for the account's rate
    outcome: str
    about: About | None = Field(default=None, sa_type=words(About))  # what a refusal blames
    code: int | None = None
    words: str = ""


class Token(SQLModel, table=True):
    """The right behind a signed link: only its hash is kept."""

    hash: str = Field(primary_key=True)
    purpose: TokenPurpose = Field(sa_type=words(TokenPurpose))
    unit_code: str | None = Field(default=None, foreign_key="unit.code")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    account_id: int | None = Field(default=None, foreign_key="account.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
