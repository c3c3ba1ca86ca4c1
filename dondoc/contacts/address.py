"""Addresses of contacts: what can be written to, what carries a password, what is official."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

EMAIL = "email"

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_LONGEST = 254  # RFC 5321 §4.5.3.1.3, without the brackets
_OFFICIAL = ".gov.vn"
_DEMO = ".example"
_SECRET_KEYS = frozenset({"pass", "password", "pwd", "token", "secret", "apikey", "api_key"})


def is_mail_address(text: str) -> bool:
    """One plain address, as SMTP takes it: no name beside it, no list, no letter with marks."""
    return len(text) <= _LONGEST and _MAIL.fullmatch(text) is not None


def is_official(address: str, *, demo: bool) -> bool:
    """Is the mailbox one of the State's? In the demo those of nobody (`.example`) count too."""
    domain = f".{address.rpartition('@')[2].lower()}"
    return domain.endswith(_OFFICIAL) or (demo and domain.endswith(_DEMO))


def holds_credentials(channel: str, address: str) -> bool:
    """Does a chat address carry a password or a token? Those belong to the settings alone."""
    try:
        parts = urlsplit(f"{channel}://{address}")
    except ValueError:
        return "@" in address
    keys = {name.lower() for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
    return ":" in parts.netloc.rpartition("@")[0] or bool(keys & _SECRET_KEYS)


def shown(channel: str, address: str) -> str:
    """An address that may hold a password, as it may be shown: its service and nothing more."""
    return address if channel == EMAIL else f"{channel}://…"


def masked(text: str) -> str:
    """A text in which of every mail address only the domain is left: «…@so-tai-chinh.gov.vn»."""
    return re.sub(r"[^\s@«»<>(),;]+@", "…@", text)
