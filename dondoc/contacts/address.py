"""Addresses of contacts: what can be written to, what carries a password, what is official."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

from dondoc.text import parse_link

EMAIL = "email"
"""The channel of a contact with a mailbox: the settings' mail server carries it."""


class Unusable(NamedTuple):
    """Which of a contact's two columns is wrong, and what to write there, in Vietnamese."""

    column: Literal["channel", "address"]
    wanted: str


AddressCheck = Callable[[str, str], Unusable | None]
"""Of a channel and an address: why nothing can be sent there. The channels know; the caller
contacts hands it in."""

_OFFICIAL = ".gov.vn"
_DEMO = ".example"
_SECRET_KEYS = frozenset({"pass", "password", "pwd", "token", "secret", "apikey", "api_key"})


def is_official(address: str, *, demo: bool) -> bool:
    """Is the mailbox one of the State's? In the demo those of nobody (`.example`) count too."""
    domain = f".{address.rpartition('@')[2].lower()}"
    return domain.endswith(_OFFICIAL) or (demo and domain.endswith(_DEMO))


def holds_credentials(channel: str, address: str) -> bool:
    """Does a chat address carry a password or a token? Those belong to the settings alone."""
    parts = parse_link(f"{channel}://{address}")
    if parts is None:
        return "@" in address
    keys = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    return ":" in parts.netloc.rpartition("@")[0] or bool(keys & _SECRET_KEYS)


def safe_address(channel: str, address: str) -> str:
    """An address that may hold a password, as it may be shown: its service and nothing more."""
    if channel != EMAIL:
        return f"{channel}://…"
    service, is_no_mail, _rest = address.partition("://")
    return f"{service}://…" if is_no_mail else address


def masked(text: str) -> str:
    """A text in which of every mail address only the domain is left: «…@so-tai-chinh.gov.vn»."""
    return re.sub(r"(?<![^\s@«»<>(),;])[^\s@«»<>(),;]+@", "…@", text)
