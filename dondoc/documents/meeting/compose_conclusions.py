"""Thông báo kết luận: within five working days after the end (QĐ 45/2018/QĐ-TTg)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from dondoc.clock import local_date
from dondoc.conference.stage_rules import Stage, stage_on
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.meeting.compose_minutes import present_words
from dondoc.documents.meeting.composed_meeting import (
    ComposedMeeting,
    MeetingBasis,
    venue_words,
    when_words,
)
from dondoc.documents.paper.paper_templates import CONCLUSION
from dondoc.documents.paper.paper_values import ConclusionValues
from dondoc.documents.paper.passages import ChapterLine, ListLine, Narrative, Passages, TextLine
from dondoc.messages.environment import phrases

HEARD, CONCLUDED, TASKS = "y_kien", "ket_luan", "nhiem_vu"
"""What a person writes: what was heard, what was concluded, what each is to do by when."""


def compose_conclusions(basis: MeetingBasis) -> ComposedMeeting:
    """The notice of conclusions."""
    book = phrases("conference_papers")
    conference = basis.meeting.conference
    today, texts = local_date(basis.as_of), basis.texts
    about = book.conclusions_about(conference)
    head = head_of(basis.rulebook, basis.meeting.body, today, kind="TB", about=about)
    opening = book.opening(conference, basis.said, when_words(basis.said), venue_words(basis.said))
    content: Passages = (
        TextLine(opening),
        TextLine(book.attended(present_words(basis))),
        Narrative(HEARD, book.heard_wanted(), texts.get(HEARD, "")),
        TextLine(book.after_hearing(basis.said.chair)),
        ChapterLine(book.concluded_title()),
        Narrative(CONCLUDED, book.concluded_wanted(), texts.get(CONCLUDED, "")),
        ChapterLine(book.tasks_title()),
        *_task_lines(basis),
        Narrative(TASKS, book.tasks_wanted(), texts.get(TASKS, "")),
        TextLine(book.conclusions_closing(basis.meeting.body.name)),
    )
    said = book.conclusions_said(conclusions_due(basis))
    return ComposedMeeting(basis, CONCLUSION, ConclusionValues(**head, content=content), (), said)


def _task_lines(basis: MeetingBasis) -> Iterator[ListLine]:
    """A line a task, with whose it is and by when; the same words for several bodies are one."""
    registry = basis.rulebook.registry
    for (_number, text, due_on), found in groupby(
        basis.tasks, key=lambda one: (one.number, one.text, one.due_on)
    ):
        units = [registry.unit(one.unit_code).name for one in found]
        yield ListLine(phrases("conference_papers").task(units, text, due_on))


def conclusions_due(basis: MeetingBasis) -> date:
    """The last day of the rule."""
    conference = basis.meeting.conference
    last = basis.said.ends_at
    return stage_on(
        Stage.CONCLUSIONS,
        local_date(last),
        conference.rsvp_by,
        basis.rulebook.workdays,
    )
