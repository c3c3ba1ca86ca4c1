"""Biên bản hội nghị: who was there, what was said, what was concluded."""

from __future__ import annotations

from dondoc.clock import local_date
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.meeting.composed_meeting import (
    ComposedMeeting,
    MeetingBasis,
    present_table,
    venue_words,
    when_words,
)
from dondoc.documents.paper.paper_templates import CONFERENCE_MINUTES
from dondoc.documents.paper.paper_values import ConferenceMinutesValues
from dondoc.documents.paper.passages import ChapterLine, Narrative, Passage, TextLine
from dondoc.messages.environment import phrases

PARTS = ("dien_bien", "y_kien", "ket_luan")
"""What a person writes, by key, in its order in the minutes."""


def compose_minutes(basis: MeetingBasis) -> ComposedMeeting:
    """The minutes, with what the desk counted by then."""
    book = phrases("conference_papers")
    conference = basis.meeting.conference
    today = local_date(basis.as_of)
    head = head_of(
        basis.rulebook, basis.meeting.body, today, kind="BB", about=book.about(conference)
    )
    head |= {"authority": "", "position": book.chair_signs()}
    values = ConferenceMinutesValues(
        **head,
        starts=when_words(basis.said),
        venue=venue_words(basis.said),
        chair=basis.said.chair,
        secretary=book.blank_secretary(),
        content=_parts(basis),
        ends=book.ends(),
        other_position=book.secretary_signs(),
    )
    return ComposedMeeting(
        basis, CONFERENCE_MINUTES, values, (present_table(basis),), present_words(basis)
    )


def present_words(basis: MeetingBasis) -> str:
    """«25/27 đơn vị có mặt, 48/52 đại biểu»"""
    units = basis.units
    said: str = phrases("conference_papers").present(
        *(sum(one.present > 0 for one in units), len(units)),
        *(sum(one.present for one in units), sum(one.delegates for one in units)),
    )
    return said


def _parts(basis: MeetingBasis) -> tuple[Passage, ...]:
    book = phrases("conference_papers")
    absent = [one.unit.name for one in basis.units if not one.present]
    found: list[Passage] = [
        ChapterLine(book.part_title(1)),
        TextLine(book.present_line(present_words(basis))),
    ]
    if absent:
        found.append(TextLine(book.absent(absent)))
    found.append(present_table(basis))
    for number, key in enumerate(PARTS, start=2):
        found.append(ChapterLine(book.part_title(number)))
        found.append(Narrative(key, book.part_wanted(number), basis.texts.get(key, "")))
    return tuple(found)
