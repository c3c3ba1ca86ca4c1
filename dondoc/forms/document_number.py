"""Number and symbol of an official document, as people type them."""

from __future__ import annotations

import re

from dondoc.text import tidy

_NUMBER = re.compile(r"\d{1,6}[A-ZĐ]?(/\d{4})?/[A-ZĐƯƠÂÊÔ0-9]+([-–.&][A-ZĐƯƠÂÊÔ0-9]+)*")


def document_number(text: str) -> str | None:
    """«số 12 /bc-stc» as 12/BC-STC; None where it cannot be read as a number and symbol."""
    bare = re.sub(r"^(số|so)\s*:?\s*", "", tidy(text), flags=re.IGNORECASE)
    number = re.sub(r"\s*([/–-])\s*", r"\1", bare).upper().replace("–", "-").rstrip(".,;")
    return number if _NUMBER.fullmatch(number) else None
