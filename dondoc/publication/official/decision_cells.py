"""The decisions that the rows of a list name, each with its dates, which must agree with itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dondoc.calendar.date_words import parse_date
from dondoc.forms.document_number import document_number
from dondoc.messages.environment import phrases
from dondoc.problems import Problem
from dondoc.publication.official.list_entry import ListedDecision
from dondoc.tables.sheet import SheetRow
from dondoc.text import fold, tidy
from models.publication_kinds import DecisionIssuer

_OF = re.compile(r"^(?:quyết định|qđ)? ?(?:số)? ?:? ?", re.IGNORECASE)
_DATED = re.compile(r" ?,? ?\(?(?:ký )?ngày (?P<on>[\d/.\- ]{6,12})", re.IGNORECASE)
_YES = frozenset({"co", "x", "1", "yes", "true", "rut gon"})
_DATES = ("signed_on", "effective_on", "act_effective_on")


class DecisionCells:
    """The decisions of a file; problems go to the list given."""

    def __init__(self, given: ListedDecision | None, problems: list[Problem]) -> None:
        self._given, self._problems = given, problems
        self._found: dict[str, ListedDecision] = {given.number: given} if given else {}

    def take(self, row: SheetRow) -> str:
        """The number of the decision that announced this row; empty where none is named."""
        text = row["decision"]
        if not text:
            return self._given.number if self._given else ""
        bare, signed = _OF.sub("", tidy(text), count=1), ""
        if found := _DATED.search(bare):
            bare, signed = bare[: found.start()], found["on"].strip()
        number = document_number(bare)
        if number is None:
            self._problems.append(row.problem("decision", phrases("procedures").no_number()))
            return ""
        stated = {name: self.date(row, name) for name in _DATES}
        if signed and stated["signed_on"] is None and "signed_on" not in row:
            stated["signed_on"] = _plain_date(signed)
        issuer = read_issuer(row["issuer"]) if row["issuer"] else None
        shortened = fold(row["shortened"]) in _YES if row["shortened"] else None
        self._join(row, ListedDecision(number, issuer=issuer, shortened=shortened, **stated))
        return number

    def stated(self) -> tuple[ListedDecision, ...]:
        """Each decision with all that is stated of it; one that takes effect too early is wrong."""
        for one in self._found.values():
            if one.signed_on and one.effective_on and one.effective_on < one.signed_on:
                wanted = phrases("procedures").effective_early(one.signed_on, one.effective_on)
                self._problems.append(Problem(f"QĐ {one.number}", "", wanted))
        return tuple(self._found.values())

    def _join(self, row: SheetRow, one: ListedDecision) -> None:
        before = self._found.get(one.number)
        if before is None:
            self._found[one.number] = one
            return
        for name, value in one.stated.items():
            kept = getattr(before, name)
            if kept is not None and kept != value:
                wanted = phrases("procedures").decision_twice(one.number)
                self._problems.append(row.problem(name, wanted))
                return
        self._found[one.number] = replace(before, **one.stated)

    def date(self, row: SheetRow, name: str) -> date | None:
        """The day in a cell; one that cannot be read is a problem, and None as an empty one is."""
        if not row[name]:
            return None
        try:
            return parse_date(row[name])
        except ValueError as error:
            self._problems.append(row.problem(name, str(error)))
            return None


def read_issuer(text: str) -> DecisionIssuer | None:
    """«UBND tỉnh», «Bộ Y tế»; None where it is neither a province nor a ministry."""
    words = fold(text).split()
    if {"tinh", "ubnd"} & set(words):
        return DecisionIssuer.PROVINCE
    return DecisionIssuer.MINISTRY if words[:1] == ["bo"] else None


def issuer_of_number(number: str) -> DecisionIssuer | None:
    """By its symbol: 378/QĐ-UBND is a province's, 1015/QĐ-BYT a ministry's."""
    symbol = number.rpartition("/")[2]
    if "UBND" in symbol:
        return DecisionIssuer.PROVINCE
    return DecisionIssuer.MINISTRY if re.search(r"-B[A-ZĐ]{1,6}$", symbol) else None


def _plain_date(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
