"""The form that answers an invitation: as it came, and as it is shown."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData

from dondoc.conference.record_rsvp import RsvpGiven
from dondoc.forms.values import row_number
from dondoc.portal.unit.conference.invitation_view import InvitationView
from dondoc.portal.unit.unit_form import Form, text_of
from dondoc.problems import Problem
from models.conference_kinds import RsvpAnswer

PERSON = ("name", "post", "telephone")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_SPARE = 2
"""Lines that stand open at least; the others open on demand."""


@dataclass(frozen=True)
class TypedRsvp:
    """A form as it came, nothing judged. `seen` is the revision that the page showed."""

    values: Mapping[str, str]
    assignment_id: int | None
    seen: int | None
    form_key: str

    @property
    def has_key(self) -> bool:
        """Does it carry a key as our pages make it?"""
        return _KEY.fullmatch(self.form_key) is not None

    def given(self, seats: int) -> RsvpGiven:
        """The answer; of who cannot come, no people are asked."""
        answer = self.values.get("answer", "")
        people = () if answer == RsvpAnswer.CANNOT else self._people(seats)
        return RsvpGiven(answer, self.values.get("reason", ""), people)

    def key(self, given: RsvpGiven) -> str | None:
        """The same form with the same content is one answer; corrected, it is another."""
        if not self.has_key:
            return None
        content = [self.assignment_id, self.form_key, given.answer, given.reason]
        said = json.dumps([*content, list(given.delegates)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def shown(self, problems: Sequence[Problem]) -> Form:
        """The form again with what is wrong, everything as typed."""
        fresh = Form(self.values, problems=tuple(problems), which="done")
        if not self.has_key:
            return fresh
        return Form(self.values, problems=tuple(problems), which="done", key=self.form_key)

    def _people(self, seats: int) -> list[dict[str, str]]:
        """Every line that was sent, a line too many as well: it is refused, not lost."""
        sent = [
            number
            for name in self.values
            if (number := row_number(name.removeprefix("name_"))) and name.startswith("name_")
        ]
        last = max([seats, *sent])
        return [
            {part: self.values.get(f"{part}_{number}", "") for part in PERSON}
            for number in range(1, min(last, seats + len(sent)) + 1)
        ]


def typed_rsvp(form: FormData) -> TypedRsvp:
    """The form of a request."""
    values = {name: text_of(form, name) for name in form}
    return TypedRsvp(
        values=values,
        assignment_id=row_number(values.get("assignment", "")),
        seen=row_number(values.get("seen", "")),
        form_key=values.get("form_key", ""),
    )


def fresh_rsvp(found: InvitationView) -> Form:
    """A form with the newest answer filled in."""
    values = {}
    if found.answer is not None:
        values = {"answer": found.answer.answer.value, "reason": found.answer.reason}
    for number, person in enumerate(found.delegates, start=1):
        values |= {f"{part}_{number}": getattr(person, part) for part in PERSON}
    return Form(values, which="done")


def open_lines(form: Form, seats: int) -> int:
    """How many lines for people stand open: those that are filled in, and one more."""
    filled = [
        number
        for number in range(1, seats + 1)
        if any(form.value(f"{part}_{number}") for part in PERSON)
        or any(form.wrong(f"{part}_{number}") for part in PERSON)
    ]
    return min(seats, max(_SPARE, max(filled, default=0) + 1))
