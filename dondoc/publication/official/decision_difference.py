"""The decisions of a file against those of the ledger: new, or with dates put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.publication.official.decision_cells import issuer_of_number
from dondoc.publication.official.list_entry import ListedDecision
from models import ProcedureDecision


@dataclass(frozen=True)
class DecisionChange:
    """A decision with all its columns; `before` is the ledger's, `changes` what would differ."""

    number: str
    before: ProcedureDecision | None
    columns: dict[str, Any]

    @property
    def signed_on(self) -> date:
        found: date = self.columns["signed_on"]
        return found

    @property
    def changes(self) -> dict[str, Any]:
        if self.before is None:
            return self.columns
        pairs = self.columns.items()
        return {name: value for name, value in pairs if getattr(self.before, name) != value}


def decision_changes(
    kept: Iterable[ProcedureDecision], stated: Sequence[ListedDecision], *, on: date
) -> tuple[tuple[DecisionChange, ...], list[Problem]]:
    """Each decision that can be kept; of the others what is wanting, as warnings.

    Raises Refused where a date cannot be: signed after the day of the import, in force before it
    was signed.
    """
    by_number = {row.number: row for row in kept}
    found, unstated, problems = list[DecisionChange](), list[Problem](), list[Problem]()
    for one in stated:
        before = by_number.get(one.number)
        columns = _columns(one, before)
        where = f"QĐ {one.number}"
        if lacking := [name for name, value in columns.items() if value is None and name in _MUST]:
            said = phrases("procedures").decision_lacks(lacking)
            unstated.append(Problem(where, "", said))
            continue
        problems += _impossible(where, columns, on)
        found.append(DecisionChange(one.number, before, columns))
    if problems:
        raise Refused(problems)
    return tuple(found), unstated


_MUST = ("signed_on", "effective_on", "issuer")


def _columns(one: ListedDecision, before: ProcedureDecision | None) -> dict[str, Any]:
    names = (*_MUST, "act_effective_on", "shortened")
    columns = {name: getattr(before, name) if before else None for name in names}
    columns |= {name: value for name, value in one.stated.items() if name in names}
    if columns["issuer"] is None:
        columns["issuer"] = issuer_of_number(one.number)
    columns["shortened"] = bool(columns["shortened"])
    return columns


def _impossible(where: str, columns: dict[str, Any], on: date) -> Iterable[Problem]:
    book = phrases("procedures")
    signed_on, effective_on = columns["signed_on"], columns["effective_on"]
    if signed_on > on:
        yield Problem(where, "", book.signed_later(signed_on, on))
    if effective_on < signed_on:
        yield Problem(where, "", book.effective_early(signed_on, effective_on))
