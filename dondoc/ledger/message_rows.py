"""Rows of messages, made and inserted in one place; what a message is for begins its key.

The keys are never written anew: the links in letters that were sent are made of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dondoc.ledger.upsert import insert_new
from dondoc.settings import Settings
from models import Message
from models.kinds import MessageState
from models.reasons import MessagePurpose

AT_ONCE = "ngay"
"""The window of what waits for none."""

_PREFIX = {
    MessagePurpose.AT_ONCE: AT_ONCE,
    MessagePurpose.CATCH_UP: "da-xac-nhan",
    MessagePurpose.VERIFICATION: "xac-nhan",
    MessagePurpose.RESENT: "gui-lai",
    MessagePurpose.ASK_BACK: "hoi-lai",
    MessagePurpose.SIGN_IN: "dang-nhap",
    MessagePurpose.CONTACT_RULED: "doi-dau-moi",
    MessagePurpose.NEW_LINK: "duong-dan-moi",
    MessagePurpose.ASKED_ACT: "xin-lam",
    MessagePurpose.ALARM: "su-co",
    MessagePurpose.TRIAL: "thu-kenh",
    MessagePurpose.MORNING: "viec-cho",
    MessagePurpose.TO_DECIDE: "can-quyet",
}


def message_key(purpose: MessagePurpose, *parts: object) -> str:
    """What makes a message the only one of its kind; a digest's key is its contact and window."""
    begin = [_PREFIX[purpose]] if purpose in _PREFIX else []
    return "|".join([*begin, *map(str, parts)])


def mime_id(key: str, settings: Settings) -> str:
    """The Message-ID of a message: the same for every try, so that a copy can be recognised."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:24]
    return f"{digest}.v1@{settings.mail_domain}"


@dataclass(frozen=True, kw_only=True)
class MessageRow:
    """A message to be sent from `next_attempt_at` on; its words may be written when it leaves.

    It goes to a contact, an account, or the `address` that wrote to us.
    """

    purpose: MessagePurpose
    key: str
    channel: str
    created_at: datetime
    next_attempt_at: datetime
    window: str = AT_ONCE
    any_hour: bool = False
    contact_id: int | None = None
    account_id: int | None = None
    address: str | None = None
    thread_id: str | None = None
    resends_id: int | None = None
    subject: str = ""
    text: str = ""
    html: str = ""

    def values(self, settings: Settings) -> dict[str, Any]:
        made = {"mime_id": mime_id(self.key, settings), "state": MessageState.PENDING}
        return {**vars(self), **made}


def insert_messages(session: Session, settings: Settings, rows: Iterable[MessageRow]) -> list[int]:
    """Insert the messages whose key is new; returns the numbers of those."""
    return insert_new(session, Message, [row.values(settings) for row in rows])
