"""Number and symbol of an official document, as people type them."""

from __future__ import annotations

import re

from dondoc.limits import LONGEST_NUMBER
from dondoc.text import plain_signs, tidy

_NUMBER = re.compile(r"[0-9]{1,6}[A-ZĐ]?(/[0-9]{4})?/[A-ZĐƯƠÂÊÔ0-9]+([-.&][A-ZĐƯƠÂÊÔ0-9]+)*")


def document_number(text: str) -> str | None:
    """«số 12 /bc-stc» as 12/BC-STC; None where it cannot be read as a number and symbol."""
    plain = tidy(plain_signs(text[: 4 * LONGEST_NUMBER]))
    bare = re.sub(r"^(số|so) ?:? ?", "", plain, flags=re.IGNORECASE)
    number = re.sub(r" ?([/-]) ?", r"\1", bare).upper().rstrip(".,;")
    return number if len(number) <= LONGEST_NUMBER and _NUMBER.fullmatch(number) else None
