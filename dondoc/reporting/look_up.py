"""One field for whatever a person has in hand: a unit, a document's number, a receipt's number.

A receipt and a document are found only by whoever may read what the unit handed in; that a unit
exists is no secret. At most a short list, the newest first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.access import Act, Who, about_duty, why_not
from dondoc.clock import local_date
from dondoc.forms.document_number import document_number
from dondoc.forms.typed_form import TypedForm, entry
from dondoc.forms.values import OneLine
from dondoc.limits import LARGEST_ID, LONGEST_SEARCH, MOST_FOUND
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.submissions.record_submission import receipt_number
from dondoc.text import fold, plain_signs
from models import Activity, Assignment, Round, Submission

_RECEIPT = re.compile(r"bn ?-? ?(\d{4}) ?-? ?(\d{1,9})")
_LOOKED_AT = 200
"""Of what bears the number at most so many are asked whether this account may read them."""


class SearchForm(TypedForm):
    """The one field of every page's head."""

    wanted: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Tìm")


@dataclass(frozen=True)
class Hit:
    """One thing found: its page is of the `unit`, or of the `assignment`; `says` tells which."""

    says: str
    note: str = ""
    unit: str = ""
    assignment: int = 0


@dataclass(frozen=True)
class LookUp:
    """Who looks, in which plan, on which day."""

    session: Session
    rulebook: Rulebook
    who: Who
    on: date

    def find(self, text: str) -> list[Hit]:
        """What the text names; the surest way first, and of that way everything."""
        ways: tuple[Callable[[str], Iterator[Hit]], ...] = (
            self._by_receipt,
            self._by_document,
            self._units,
        )
        found = (list(islice(way(text), MOST_FOUND + 1)) for way in ways)
        return next((hits for hits in found if hits), [])

    def _by_receipt(self, text: str) -> Iterator[Hit]:
        named = _RECEIPT.fullmatch(fold(plain_signs(text)))
        row = self.session.get(Submission, int(named[2])) if named and _is_id(named[2]) else None
        if named is None or row is None or local_date(row.recorded_at).year != int(named[1]):
            return
        yield from self._readable([(row.assignment_id, _receipt(row))])

    def _by_document(self, text: str) -> Iterator[Hit]:
        number = document_number(text)
        if number is None:
            return
        same = select(Submission).where(col(Submission.document_number) == number)
        newest = self.session.exec(same.order_by(col(Submission.id).desc()).limit(_LOOKED_AT))
        done = select(Activity).where(col(Activity.number) == number)
        acts = self.session.exec(done.order_by(col(Activity.id).desc()).limit(_LOOKED_AT))
        yield from self._readable(
            [
                *((row.assignment_id, _handed_in(row)) for row in newest),
                *((row.assignment_id, _done(row)) for row in acts),
            ]
        )

    def _readable(self, rows: list[tuple[int, str]]) -> Iterator[Hit]:
        """Those of them that this account may read, each assignment once."""
        notes: dict[int, str] = {}
        for assignment_id, note in rows:
            notes.setdefault(assignment_id, note)
        query = select(Assignment, Round).join(Round)
        query = query.where(col(Assignment.id).in_(list(notes)))
        kept = {one.id: (one, of) for one, of in self.session.exec(query)}
        for assignment_id, note in notes.items():
            says = self._said(*kept[assignment_id]) if assignment_id in kept else ""
            if says:
                yield Hit(says, note, assignment=assignment_id)

    def _said(self, row: Assignment, of: Round) -> str:
        """What the assignment is called; empty where it may not be read, or is in no plan."""
        registry = self.rulebook.registry
        try:
            duty, unit = registry.duty_of(of.plan, of.duty), registry.unit(row.unit_code)
            about = about_duty(registry, duty, self.on, unit=unit)
            period = self.rulebook.period(duty, of.period).short()
        except Refused:
            return ""
        if why_not(self.who, Act.READ, about):
            return ""
        return phrases("admin").assignment(duty.short, unit.name, period)

    def _units(self, text: str) -> Iterator[Hit]:
        for unit in units_called(self.rulebook.registry, text, self.on):
            gone = unit.to_on if unit.to_on and unit.to_on < self.on else None
            note = phrases("admin").unit_gone(gone) if gone else ""
            yield Hit(unit.name, note, unit=unit.code)


def units_called(registry: Registry, text: str, on: date) -> list[Unit]:
    """The unit that is meant, as at every door; else those whose names hold all these words."""
    try:
        return [find_unit(registry, text, on)]
    except Refused:
        words = fold(plain_signs(text)).split()
    if not words:
        return []
    named = [unit for unit in registry.units if _has(unit, words)]
    return sorted(named, key=lambda unit: not unit.exists(on))


def _has(unit: Unit, words: list[str]) -> bool:
    name = fold(f"{unit.name} {unit.code} {unit.symbol or ''} {unit.official_code or ''}")
    return all(word in name for word in words)


def _receipt(row: Submission) -> str:
    number = receipt_number(row.id or 0, row.recorded_at)
    return phrases("admin").receipt(number, local_date(row.received_at))


def _handed_in(row: Submission) -> str:
    return phrases("admin").document(row.document_number, row.document_on)


def _done(row: Activity) -> str:
    return phrases("admin").document(row.number, row.done_on)


def _is_id(digits: str) -> bool:
    return int(digits) <= LARGEST_ID
