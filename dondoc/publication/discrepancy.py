"""One thing that a comparison found, before anybody knows whether it was seen before. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from models.publication_kinds import FindingKind


@dataclass(frozen=True)
class Discrepancy:
    """What is wrong, where, what would be right, and by which rule."""

    kind: FindingKind
    procedure: str = ""  # its code; empty: the source as a whole
    field: str = ""
    expected: str = ""
    actual: str = ""
    excerpt: str = ""
    locator: str = ""
    rule: str = ""
    due_on: date | None = None

    def fingerprint(self, unit_code: str, source_id: int) -> str:
        """The same thing wrong in the same place has the same one, whatever the page says of it."""
        parts = (unit_code, str(source_id), self.kind.value, self.procedure, self.field)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
