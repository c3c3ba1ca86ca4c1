"""The one Jinja environment: templates are compiled once and shared by every message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.environment import TemplateModule

from dondoc.calendar.date_words import (
    hour_words,
    long_date,
    moment,
    short_date,
    weekday,
    weekday_date,
)
from dondoc.calendar.sending_hours import ANSWER_BEFORE
from dondoc.messages import phrasing
from dondoc.messages.message_facts import Item
from dondoc.text import in_words

FOLDER = Path(__file__).parent / "templates"

_FILTERS: tuple[Callable[..., str | date], ...] = (
    phrasing.day,
    phrasing.brief_day,
    phrasing.at,
    phrasing.local_day,
    phrasing.tiny_at,
    phrasing.brief_name,
    phrasing.capital,
    phrasing.small,
    phrasing.stem,
    phrasing.sentence,
    phrasing.quoted,
    phrasing.number,
    phrasing.numbers,
    phrasing.markdown,
    phrasing.paragraphs,
    long_date,
    short_date,
    weekday_date,
    weekday,
    moment,
    hour_words,
    in_words,
)

BOOKS = {
    "say": "phrases.txt",
    "rows": "lists.txt",
    "history": "history.txt",
    "day": "day.txt",
    "progress": "progress.txt",
    "delivery": "delivery.txt",
    "decisions": "decisions.txt",
    "submissions": "submissions.txt",
    "deployment": "deployment.txt",
    "incoming": "incoming.txt",
    "gaps": "plan_gaps.txt",
    "people": "people.txt",
    "admin": "admin.txt",
    "brake": "brake.txt",
    "waiting": "waiting.txt",
    "tables": "tables.txt",
    "evidence": "evidence.txt",
    "papers": "papers.txt",
    "consolidated": "consolidated.txt",
    "report": "report.txt",
    "urging": "urging_letter.txt",
    "letters": "letters.txt",
    "conference": "conference.txt",
    "conference_papers": "conference_papers.txt",
    "publication": "publication.txt",
    "index_766": "index_766.txt",
    "review": "review.txt",
    "posting": "posting.txt",
    "procedures": "procedures.txt",
    "comparison": "comparison.txt",
    "findings": "findings.txt",
    "desk": "desk.txt",
    "accounts": "accounts.txt",
    "scoring": "scoring.txt",
    "backup": "backup.txt",
    "doctor": "doctor.txt",
    "retention": "retention.txt",
    "silence": "silence.txt",
}
"""The phrase books by subject, under the names that code and templates know them by."""


class PhraseBook:
    """The macros of a template as functions: `book.contact(whom)` is one finished phrase.

    A phrase is empty where there is nothing to say. The template is read at its first phrase.
    """

    def __init__(self, env: Environment, template: str) -> None:
        self._env, self._template = env, template

    @cached_property
    def _module(self) -> TemplateModule:
        return self._env.get_template(self._template).module

    def __getattr__(self, name: str) -> Callable[..., str]:
        macro: Callable[..., str] = getattr(self._module, name)

        def phrase(*facts: object, **options: object) -> str:
            return macro(*facts, **options).strip()

        return phrase


@cache
def environment() -> Environment:
    """Escapes in `.html` only; an unknown name is an error, never an empty place in a letter."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update({form.__name__: form for form in _FILTERS})
    env.tests["request"] = _is_request
    env.tests["late"] = _is_late
    env.tests["document"] = _is_document
    env.globals["answer_hour"] = ANSWER_BEFORE.hour
    env.globals.update({name: PhraseBook(env, file) for name, file in BOOKS.items()})
    return env


def phrases(book: str) -> PhraseBook:
    """A phrase book by its name in `BOOKS`."""
    found = environment().globals[book]
    assert isinstance(found, PhraseBook)
    return found


def _is_request(item: Item) -> bool:
    return item.tone == "request"


def _is_late(item: Item) -> bool:
    return not _is_request(item) and item.as_of > item.due_on


def _is_document(item: Item) -> bool:
    return phrasing.is_document(item.title)
