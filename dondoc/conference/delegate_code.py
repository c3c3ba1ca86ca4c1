"""A delegate's short code as somebody types it: said on the telephone, read off a card."""

from __future__ import annotations

from dondoc.text import plain_signs

_LONGEST = 10


def typed_code(text: str) -> str:
    """«k7 dq-a» too: as it stands in the ledger, were it one."""
    bare = plain_signs(text).upper()
    return "".join(sign for sign in bare if sign.isalnum())[:_LONGEST]
