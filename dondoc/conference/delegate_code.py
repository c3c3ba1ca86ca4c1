"""A delegate's short code: said on the telephone, typed at the desk, in the QR code."""

from __future__ import annotations

import secrets
from collections.abc import Collection

from dondoc.text import plain_signs

SIGNS = "ACDEFGHKLMNPQRTUVWXY34679"
"""No two of them are taken for one another, on paper or by ear: no B/8, I/1, O/0, S/5, Z/2, J."""

LENGTH = 5
"""Ten million codes: a code guessed among three hundred is nobody's."""


def fresh_code(known: Collection[str]) -> str:
    """A code that nobody of the conference has; at random, so that none tells of another."""
    while (code := "".join(secrets.choice(SIGNS) for _ in range(LENGTH))) in known:
        pass
    return code


def typed_code(text: str) -> str:
    """A code as somebody types it, «k7 dq-a» too: as it stands in the ledger, were it one."""
    bare = plain_signs(text).upper()
    return "".join(sign for sign in bare if sign.isalnum())[: 2 * LENGTH]
