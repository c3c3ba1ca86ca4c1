"""Signed links: an HMAC of message and purpose on the wire, only its hash in the ledger.

The same message makes the same links again, so a retry says the same thing; a row expires and can
be revoked. A stored message holds ⟦12⟧ where the link's token goes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from dondoc.ledger.upsert import insert_new
from models import Token
from models.kinds import TokenPurpose

UNIT_LINK_DAYS = 120
"""How long a unit's link works: a report round and its chase end well inside it."""

YEAR_LINK_DAYS = 400
"""The same for what is told once a year: until the last of its periods has been looked at."""

SIGN_IN_MINUTES = 30
"""How long a sign-in link works: a mail may take a while."""

SESSION_HOURS = 12
"""How long a signed-in browser stays so: one working day."""

_PLACEHOLDER = re.compile(r"⟦([0-9a-z-]+)⟧")
_SHAPE = re.compile(r"[a-z2-7]{32}")


@dataclass(frozen=True)
class Right:
    """What a link lets its holder do: see and answer for a unit, or sign in as an account."""

    purpose: TokenPurpose
    unit_code: str | None = None
    assignment_id: int | None = None
    contact_id: int | None = None
    account_id: int | None = None
    lasts: timedelta | None = None  # where it is not as long as the others kept with it


def make_token(key: bytes, message_key: str, placeholder: str) -> str:
    """The token of one link in one message: 160 bits in 32 letters that survive lower-casing."""
    digest = hmac.new(key, f"{message_key}\n{placeholder}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def placeholder(name: object) -> str:
    """What stands in a stored message in place of a token."""
    return f"⟦{name}⟧"


def substitute(text: str, key: bytes, message_key: str) -> str:
    """The text as it goes on the wire, every placeholder replaced by its token."""
    return _PLACEHOLDER.sub(lambda match: make_token(key, message_key, match[1]), text)


def keep_tokens(
    session: Session,
    key: bytes,
    rights: Mapping[tuple[str, str], Right],
    *,
    now: datetime,
    lasts: timedelta = timedelta(days=UNIT_LINK_DAYS),
) -> None:
    """Keep the right behind each (message key, placeholder), by its hash; again adds nothing."""
    rows = [
        {
            "hash": token_hash(make_token(key, *link)),
            "purpose": right.purpose,
            "unit_code": right.unit_code,
            "assignment_id": right.assignment_id,
            "contact_id": right.contact_id,
            "account_id": right.account_id,
            "created_at": now,
            "expires_at": now + (right.lasts or lasts),
        }
        for link, right in rights.items()
    ]
    insert_new(session, Token, rows)


def keep_session(
    session: Session, token: str, account_id: int, *, now: datetime, lasts: timedelta
) -> None:
    """Keep the right of who signed in behind a token that only the browser has."""
    row = {
        "hash": token_hash(token),
        "purpose": TokenPurpose.SESSION,
        "account_id": account_id,
        "created_at": now,
        "expires_at": now + lasts,
    }
    insert_new(session, Token, [row])


def find_token(session: Session, text: str, *purposes: TokenPurpose, now: datetime) -> Token | None:
    """The living right behind a token, None for one that is forged, foreign, expired or revoked.

    The four look alike to the holder: which it was would help only somebody who guesses.
    """
    row = token_row(session, text, *purposes)
    living = row is not None and row.revoked_at is None and row.expires_at > now
    return row if living else None


def token_row(session: Session, text: str, *purposes: TokenPurpose) -> Token | None:
    """The right that a token had, living or dead: it says whose it was and opens nothing."""
    token = text.strip().lower()
    row = session.get(Token, token_hash(token)) if _SHAPE.fullmatch(token) else None
    return row if row is not None and row.purpose in purposes else None


def revoke_links(session: Session, contact_id: int, *, now: datetime) -> int:
    """Revoke every living link that was sent to the contact; how many there were."""
    living = (col(Token.contact_id) == contact_id, col(Token.revoked_at).is_(None))
    ended = (
        update(Token)
        .where(*living, col(Token.expires_at) > now)
        .values(revoked_at=now)
        .execution_options(synchronize_session=False)
        .returning(col(Token.hash))
    )
    return len(session.execute(ended).all())
