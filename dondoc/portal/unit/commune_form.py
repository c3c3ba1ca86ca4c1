"""The table of communes as a form: what was typed in each row, and where a row went wrong."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields

from fastapi import Request

from dondoc.forms.values import row_number
from dondoc.limits import MOST_FIELDS
from dondoc.portal.unit.communes import Commune, Said
from dondoc.problems import Problem
from dondoc.submissions.evidence import Given
from models.kinds import Answer

_NAMES = tuple(one.name for one in fields(Said))
_NAMED = frozenset(_NAMES) - {"answer"}  # the choice has no place of its own for its problem
_FIELD = re.compile(rf"xa_(\d{{1,9}})_({'|'.join((*_NAMES, 'version'))})")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class TypedRow:
    """A row as it came. `version` is the answer that the page showed when it was typed."""

    said: Said
    version: int

    @property
    def given(self) -> Given:
        """What the row says; who gives a number has done it, who gives only a reason has not."""
        answer = self.said.answer
        if answer not in (Answer.DONE, Answer.NOT_DONE):
            answer = Answer.DONE if self.said.document_number.strip() else Answer.NOT_DONE
        if answer == Answer.NOT_DONE:
            return Given(answer=answer, reason=self.said.reason)
        return Given(
            answer=answer,
            document_number=self.said.document_number,
            document_on=self.said.document_on,
        )

    def changes(self, commune: Commune) -> bool:
        """Does the row say anything that its page did not show already?"""
        shown, now = commune.said(self.version), commune.said()
        return not self.said.blank and self.said not in (shown, now)


@dataclass(frozen=True)
class TypedRows:
    """The whole form. `only` is the one row that was to be saved, if it was one."""

    assignment_id: int | None
    rows: Mapping[int, TypedRow]
    only: int | None
    form_key: str

    def wanted(self, commune: Commune) -> TypedRow | None:
        """The row to save for a commune; None where there is nothing new to save."""
        row = self.rows.get(commune.id)
        if row is None or commune.closed or not row.changes(commune):
            return None
        if any(one.idempotency_key == self.key(commune, row) for one in commune.versions):
            return None  # a double tap, or Back and again: it is kept already
        return row if self.only in (None, commune.id) else None

    def unsaved(self, communes: Iterable[Commune]) -> dict[int, Said]:
        """What was typed in rows that were not to be saved now: it stays on the page."""
        return {
            one.id: row.said
            for one in communes
            if self.only not in (None, one.id)
            and (row := self.rows.get(one.id))
            and row.changes(one)
        }

    def key(self, commune: Commune, row: TypedRow) -> str | None:
        """The same row of the same form is one answer, however often it is sent."""
        if not _KEY.fullmatch(self.form_key):
            return None
        content = [commune.id, self.form_key, row.version, asdict(row.said)]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class RowsForm:
    """The table as it is shown: what was typed and not saved, and what is wrong with it."""

    typed: Mapping[int, Said] = field(default_factory=dict)
    problems: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)
    saved: int = 0
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    def said(self, commune: Commune) -> Said:
        """What the fields of a row begin with."""
        return self.typed.get(commune.id) or commune.said()

    def wrong(self, commune: Commune, name: str = "") -> Problem | None:
        """The problem of a row's field; without a name, of the row as a whole."""
        found = self.problems.get(commune.id, ())
        if name:
            return next((one for one in found if one.field == name), None)
        return next((one for one in found if one.field not in _NAMED), None)

    def open(self, commune: Commune) -> bool:
        """Are the row's fields in sight? They are until it has an answer."""
        return commune.last is None or commune.id in self.typed or commune.standing.waiting_for_unit


async def read_rows(request: Request) -> TypedRows:
    """The form of a request, nothing judged."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    rows: dict[int, dict[str, str]] = {}
    for name, value in values.items():
        if found := _FIELD.fullmatch(name):
            rows.setdefault(int(found[1]), {})[found[2]] = value.strip()
    return TypedRows(
        assignment_id=row_number(values.get("assignment", "")),
        rows={number: _row(row) for number, row in rows.items()},
        only=row_number(values.get("only", "")),
        form_key=values.get("form_key", ""),
    )


def _row(values: dict[str, str]) -> TypedRow:
    version = row_number(values.pop("version", "")) or 0
    return TypedRow(Said(**values), version)
