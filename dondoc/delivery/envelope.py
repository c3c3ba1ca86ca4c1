"""What Apprise does not carry: the letter's own parts on the way out, the outcome on the way back.

Apprise hands a plugin only title and body. The rest travels in a ContextVar: Apprise runs a
single address in the caller's thread or in a copy of its context, so two threads never see
each other's envelope.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from models.kinds import About


class OutcomeKind(StrEnum):
    """What one try came to (DESIGN §6)."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    CHANNEL = "channel"


@dataclass(frozen=True)
class Outcome:
    """What one try came to.

    `sent`: the server took it. `refused`: not so (5xx), and `about` says what is at fault; what
    follows depends on it alone. `deferred`: not taken, try later (4xx, or the network before the
    final dot). `unknown`: lost after the dot, so a copy may be out. `channel`: login, certificate,
    the account's limit or the address of the service; no message is to blame. `code` is the SMTP
    reply's or the service's, else None; `words` are the server's own, or a Vietnamese sentence.
    Neither ever holds a password.
    """

    kind: OutcomeKind
    code: int | None
    words: str
    about: About | None = field(default=None, compare=False)


@dataclass(frozen=True)
class InlineImage:
    """A PNG that the HTML part shows by `cid:<content_id>` (RFC 2387, 2392)."""

    content_id: str
    name: str
    png: bytes = field(repr=False)


@dataclass
class Envelope:
    """One message's own parts; `outcome` is written by the channel that tried to send it.

    `text` is required, `html`, `ics` and the HTML part's `images` are optional; an `ics` of
    METHOD:REQUEST or CANCEL is addressed from the sender to the recipient on the wire. `headers`
    adds to a letter (References, In-Reply-To, List-Id …); a `Date` there is used as it is. Names
    that belong to the
    letter itself (From, To, Subject, Message-ID, Content-*) are ignored. `sender` is the envelope's
    (RFC 5321): None is the account's own address, empty is `<>`, to which nothing comes back.
    `credentials` are what the office signs in with, where the channel needs any: only its own
    plugin looks into them, and a contact's address holds none.
    """

    message_id: str
    text: str
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    reply_to: str | None = None
    sender: str | None = None
    ics: str | None = None
    ics_name: str = "lich.ics"
    images: tuple[InlineImage, ...] = ()
    credentials: object = field(default=None, repr=False)
    outcome: Outcome | None = None


current_envelope: ContextVar[Envelope | None] = ContextVar("current_envelope", default=None)
