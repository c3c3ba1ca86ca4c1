"""What lint finds: where, what is wrong, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """An error forbids deployment, a warning wants a look, an info is a fact without a source."""

    severity: Severity
    file: str
    entry: str
    field: str
    message: str
    remedy: str

    def sentence(self) -> str:
        """The finding as one Vietnamese line, without its severity."""
        place = ", ".join(part for part in (self.file, self.entry, self.field) if part)
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}: {self.message}{remedy}."
