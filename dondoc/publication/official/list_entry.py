"""What a file says of procedures and decisions, once it has been understood. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.problems import Problem
from models.publication_kinds import DecisionIssuer, ItemAct


@dataclass(frozen=True)
class ListedDecision:
    """A decision as a file or an option states it; None where it is not stated."""

    number: str
    signed_on: date | None = None
    effective_on: date | None = None
    act_effective_on: date | None = None
    issuer: DecisionIssuer | None = None
    shortened: bool | None = None

    @property
    def stated(self) -> dict[str, Any]:
        """What it states, under the names of the ledger's columns."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class ListEntry:
    """One procedure of the file. `values` are columns of `models.Procedure` that the file has.

    A column that the file lacks is not in `values`: importing leaves it as it is. `act` is None
    where nothing says what happens to it.
    """

    place: str
    code: str
    suffix: str
    name: str
    act: ItemAct | None
    values: Mapping[str, Any]
    decision: str = ""
    entered_on: date | None = None  # into the national database, where the file says so

    @property
    def words(self) -> str:
        """«1.012790 Thủ tục mẫu»"""
        return self.name if self.code.startswith("X-") else f"{self.code} {self.name}"


@dataclass(frozen=True)
class CheckedList:
    """A list that may be written, and what in it is merely odd."""

    entries: tuple[ListEntry, ...]
    decisions: tuple[ListedDecision, ...]
    warnings: tuple[Problem, ...]
