"""A procedure as it must be shown on one day, apart from the ledger's rows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.publication_kinds import Component, ListKind


@dataclass(frozen=True)
class EarlierVersion:
    """What a procedure said before; showing it is no fault until `tolerated_until`."""

    name: str
    fee: str
    time_limit: str
    decision_number: str
    tolerated_until: date


@dataclass(frozen=True)
class OfficialEntry:
    """One procedure on one day: from when it must be shown, or by when it must be gone.

    `show_from` is the publish-by date of its first decision; before it, it is «not yet due».
    `remove_by` is set of a revoked one alone: shown after it, it is a fault (art. 14.2c).
    """

    code: str
    name: str
    level: str
    sector: str
    agency: str
    fee: str
    time_limit: str
    kind: ListKind
    show_from: date
    arithmetic: str  # how the dates come about, in words, with the article
    decision_number: str = ""
    remove_by: date | None = None
    components: Mapping[Component, str] = field(default_factory=dict)
    earlier: tuple[EarlierVersion, ...] = ()

    @property
    def has_code(self) -> bool:
        return not self.code.startswith("X-")
