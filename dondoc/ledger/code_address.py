"""The case a mail belongs to: a code in the address that an answer or a report comes to.

`tra-loi+<code>@…` stands in Reply-To, the bounce address is the envelope's sender. The code names
the message and proves that it was ours (HMAC); it gives no right by itself, because reminders are
forwarded: so it needs no row of its own, and is worth as long as the message's links are.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from dondoc.ledger.links import UNIT_LINK_DAYS, make_token
from models import Message

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_TOKEN = 32
_SHAPE = re.compile(rf"[{_LETTERS}]{{{_TOKEN + 1},{_TOKEN + 7}}}")
_HIGHEST = 2**31 - 1  # of a row; PostgreSQL refuses to be asked for a higher one
_RETYPED = str.maketrans("01", "ol")  # the digits that are in no code, as people retype letters


class Use(StrEnum):
    """What an address with a code is for; a code made for one is none for the other."""

    REPLY = "tra-loi"
    BOUNCE = "thu-hoan"


def address_for(address: str, key: bytes, message: Message, use: Use) -> str:
    """The address with the message's code in it."""
    assert message.id is not None
    local, _, domain = address.partition("@")
    return f"{local}+{_number(message.id)}{make_token(key, message.key, use)}@{domain}"


def codes_in(address: str, given: Iterable[str]) -> set[str]:
    """The codes that stand after our address's «+» in these addresses, lower-cased and repaired.

    Whatever stands there counts, so that a code with a letter missing is a wrong one, not none.
    """
    local, _, domain = address.lower().partition("@")
    ours = re.compile(rf"{re.escape(local)}\+([^@\s]+)@{re.escape(domain)}")
    found = (ours.fullmatch(one.strip().lower()) for one in given)
    return {match[1].translate(_RETYPED) for match in found if match}


def message_of(
    session: Session, key: bytes, code: str, use: Use, *, now: datetime
) -> Message | None:
    """The message that the code was made for; None where it is forged, foreign or too old."""
    if not _SHAPE.fullmatch(code):
        return None
    number = _read_number(code[:-_TOKEN])
    message = session.get(Message, number) if number <= _HIGHEST else None
    if message is None:
        return None
    right = make_token(key, message.key, use)
    fresh = message.created_at + timedelta(days=UNIT_LINK_DAYS) > now
    return message if hmac.compare_digest(right, code[-_TOKEN:]) and fresh else None


def _number(value: int) -> str:
    letters = ""
    while value:
        value, rest = divmod(value, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters or _LETTERS[0]


def _read_number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * len(_LETTERS) + _LETTERS.index(letter)
    return value
