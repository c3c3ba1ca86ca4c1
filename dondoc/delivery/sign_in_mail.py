"""The mail with a one-time sign-in link: kept in the ledger like any message, sent at once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlmodel import Session

from dondoc.delivery.account_letter import account_letter, letters_lately
from dondoc.ledger import audit
from dondoc.ledger.links import (
    SIGN_IN_MINUTES,
    Right,
    keep_tokens,
    make_token,
    placeholder,
)
from dondoc.ledger.message_rows import insert_messages, message_key
from dondoc.messages.render_account import render_sign_in
from dondoc.settings import Settings
from models import Account
from models.kinds import TokenPurpose
from models.reasons import MessagePurpose

MOST_MAILS = 3
"""Sign-in mails that one account gets at most within `WITHIN`, from wherever they are asked."""

WITHIN = timedelta(minutes=15)
LASTS = timedelta(minutes=SIGN_IN_MINUTES)
_PLACEHOLDER = "sign-in"


def too_many(session: Session, account: Account, now: datetime) -> bool:
    """Has the account had its sign-in mails for now? The ledger counts, so a restart forgets none.

    The account is held until the transaction ends: two requests at once are counted one by one.
    """
    return letters_lately(session, account, MessagePurpose.SIGN_IN, WITHIN, now=now) >= MOST_MAILS


def queue_sign_in(
    session: Session, settings: Settings, account: Account, now: datetime, *, next_path: str = ""
) -> str:
    """Queue the mail with a link that signs the account in once; returns the message's key.

    `next_path` is the local page that the person wanted to see.
    """
    key = message_key(MessagePurpose.SIGN_IN, *_once(account, now))
    link = _address(settings, placeholder(_PLACEHOLDER), next_path)
    letter = render_sign_in(name=account.name, link=link, expires_at=now + LASTS)
    row = account_letter(MessagePurpose.SIGN_IN, key, account, letter, now=now)
    insert_messages(session, settings, [row])
    _keep(session, settings, account, key, now=now)
    _audit(session, account, "gửi đường dẫn đăng nhập", now=now)
    session.flush()
    return key


def sign_in_link(session: Session, settings: Settings, account: Account, now: datetime) -> str:
    """A link that signs the account in once, for the person at the machine; nothing is mailed."""
    key = "|".join(["duong-dan", *_once(account, now)])  # of no message: nothing is kept but it
    _keep(session, settings, account, key, now=now)
    _audit(session, account, "lập đường dẫn đăng nhập trên máy chủ", now=now)
    return _address(settings, make_token(settings.signing_key(), key, _PLACEHOLDER), "")


def _once(account: Account, now: datetime) -> tuple[str, str, str]:
    """Every asking is a message of its own, even two in one instant."""
    return str(account.id), now.isoformat(), secrets.token_hex(4)


def _address(settings: Settings, token: str, next_path: str) -> str:
    wanted = f"?{urlencode({'tiep': next_path}, safe='/')}" if next_path else ""
    return f"{settings.base_url}/dang-nhap/{token}{wanted}"


def _keep(
    session: Session, settings: Settings, account: Account, key: str, *, now: datetime
) -> None:
    right = Right(TokenPurpose.SIGN_IN, account_id=account.id)
    keep_tokens(session, settings.signing_key(), {(key, _PLACEHOLDER): right}, now=now, lasts=LASTS)


def _audit(session: Session, account: Account, act: str, *, now: datetime) -> None:
    target = f"account:{account.id}"
    audit.record(session, actor=audit.SYSTEM, act=act, target=target, now=now)
