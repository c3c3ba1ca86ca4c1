"""The form of an assignment: what was typed, what is filled in, where it went wrong."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from dondoc.calendar.date_words import short_date
from dondoc.forms.instead import meant, put_in
from dondoc.forms.values import row_number
from dondoc.messages.phrasing import number
from dondoc.portal.unit.submission_view import SubmissionView
from dondoc.portal.unit.unit_view import AssignmentView
from dondoc.portal.unit.upload_slot import upload_slot
from dondoc.portal.unit.uploads import Keeper, Upload, uploads_of
from dondoc.problems import Problem
from dondoc.submissions.evidence import UNIT_TEXTS, Given
from dondoc.submissions.files import StoredFile
from models.kinds import Answer

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_FIGURE = "figure_"
_PARTS = 200  # fields a form of ours may have, by far
_LABELS = {"asked_on": "Xin lùi đến ngày", "file": "Tệp văn bản"}


@dataclass(frozen=True)
class TypedAnswer:
    """A form as it came, its files read, nothing judged."""

    assignment_id: int | None
    given: Given
    asked_on: str
    form_key: str
    seen: bool  # the second look was taken
    back: bool  # … and led back to the form
    carried: tuple[str, ...]
    uploads: tuple[Upload, ...]

    @property
    def part(self) -> str:
        """The part of the page that was sent: done, nil or not_done."""
        return self.given.answer if self.given.answer in set(Answer) else Answer.DONE

    def key(self, files: list[StoredFile], *more: str) -> str | None:
        """The same form with the same content is one submission; with another content it is not.

        A double tap repeats; Back, a correction and a second tap must not be swallowed. `more` is
        what this form asks besides.
        """
        if not _KEY.fullmatch(self.form_key):
            return None
        hashes = sorted(file.sha256 for file in files)
        content = [self.assignment_id, self.form_key, asdict(self.given), hashes, *more]
        said = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True)
class Form:
    """A form as it is shown. `which` is the part that was sent: done, nil, not_done, extension."""

    values: Mapping[str, str]
    files: tuple[tuple[StoredFile, str], ...] = ()  # each with the field that carries it
    problems: tuple[Problem, ...] = ()
    which: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def wrong(self, name: str, which: str = "done") -> Problem | None:
        """The problem of a field of that part."""
        if which != self.which:
            return None
        return next((problem for problem in self.problems if problem.field == name), None)

    def anchor(self, problem: Problem) -> str:
        """The id of the field that a problem is about."""
        part = f"{self.which}_" if problem.field == "reason" else ""
        return f"{part}{problem.field}"


async def read_typed(request: Request) -> TypedAnswer:
    """The form of a request."""
    return typed_answer(*await read_parts(request))


async def read_parts(request: Request) -> tuple[FormData, tuple[Upload, ...]]:
    """The fields of a form and its files; one over the limit is not read into memory."""
    async with upload_slot(request):
        form = await request.form(max_files=_PARTS, max_fields=_PARTS)
        try:
            return form, await uploads_of(form)
        finally:
            await form.close()


def typed_answer(
    form: FormData, uploads: tuple[Upload, ...], texts: Collection[str] = UNIT_TEXTS
) -> TypedAnswer:
    """What it says; `texts` are the fields that may be given by this way."""
    values = {name: text_of(form, name) for name in form}
    figures = {k.removeprefix(_FIGURE): v for k, v in values.items() if k.startswith(_FIGURE)}
    plain = {name: values.get(name, "") for name in texts}
    return TypedAnswer(
        assignment_id=row_number(values.get("assignment", "")),
        given=Given(answer=values.get("answer", ""), figures=figures, **plain),
        asked_on=values.get("asked_on", ""),
        form_key=values.get("form_key", ""),
        seen=values.get("seen") == "1",
        back=values.get("back") == "1",
        carried=tuple(text for text in form.getlist("kept") if isinstance(text, str)),
        uploads=uploads,
    )


def blank_form(view: AssignmentView, keeper: Keeper) -> Form:
    """A fresh form with everything the ledger knows filled in."""
    start = view.starts_from
    if start is None:
        signer = view.previous.row.signer if view.previous else None
        return Form({"signer": signer or ""})
    return Form(_values_of(start), _signed(keeper, [_stored(file) for file in start.files]))


def refilled_form(
    view: AssignmentView,
    keeper: Keeper,
    typed: TypedAnswer,
    files: list[StoredFile],
    problems: list[Problem],
    *,
    which: str,
) -> Form:
    """The form as it was typed, with what is wrong; its files need not be chosen again."""
    fresh = blank_form(view, keeper)
    given = asdict(typed.given)
    said: dict[str, str] = {name: given[name] for name in UNIT_TEXTS}
    said |= {f"{_FIGURE}{code}": text for code, text in typed.given.figures.items()}
    said["asked_on"] = typed.asked_on
    if which != "done":  # one of the small forms was sent: the main one stays as it was
        said = {**fresh.values, "reason": said["reason"], "asked_on": said["asked_on"]}
    said = {**said, **meant(problems)}
    carried = _signed(keeper, files) if which == "done" else fresh.files
    key = typed.form_key if _KEY.fullmatch(typed.form_key) else fresh.key
    return Form(said, carried, tuple(_named(problem) for problem in problems), which, key)


def _named(problem: Problem) -> Problem:
    label = _LABELS.get(problem.field, problem.label)
    return replace(put_in(problem), label=label)


def _values_of(paper: SubmissionView) -> dict[str, str]:
    known: dict[str, Any] = {name: getattr(paper.row, name) for name in UNIT_TEXTS}
    known = {n: short_date(v) if isinstance(v, date) else v for n, v in known.items()}
    known |= {f"{_FIGURE}{code}": number(value) for code, value in paper.figures.items()}
    return {name: value or "" for name, value in known.items()}


def _stored(file: Any) -> StoredFile:
    return StoredFile(file.name, file.sha256, file.size, file.media_type)


def _signed(keeper: Keeper, files: list[StoredFile]) -> tuple[tuple[StoredFile, str], ...]:
    return tuple((file, keeper.sign(file)) for file in files)


def text_of(form: FormData, name: str) -> str:
    """The text of a field; empty where there is none, or a file in its place."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
