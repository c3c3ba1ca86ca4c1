"""Giấy mời and thông báo kết luận of a meeting, from plain facts of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.clock import local_date
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.paper.paper_values import ConclusionValues, InvitationValues
from dondoc.documents.paper.passages import ChapterLine, ListLine, Passage, TextLine
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook


@dataclass(frozen=True)
class ProgrammeItem:
    """A point of the programme: from when, what, by whom (may be empty)."""

    starts_at: datetime
    what: str
    speaker: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting that `body` calls; `title` as in «Hội nghị hướng dẫn tự chấm điểm năm 2027».

    `note` is a last line to the guests: what to prepare, whom to answer.
    """

    body: Unit
    title: str
    starts_at: datetime
    venue: str
    guests: tuple[str, ...]
    chair: str = ""
    programme: tuple[ProgrammeItem, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class GivenTask:
    """What a conclusion asks of whom, by when; without a day where none was set."""

    units: tuple[str, ...]
    what: str
    due_on: date | None = None


def invitation(rulebook: Rulebook, meeting: Meeting, *, on: date) -> InvitationValues:
    """Giấy mời, drafted on that day."""
    book = phrases("letters")
    about = book.invited_to(meeting.title)
    programme = [
        TextLine(book.programme()),
        *(ListLine(book.programme_item(one)) for one in meeting.programme),
    ]
    last = TextLine(book.invited_note(meeting.note))
    return InvitationValues(
        **head_of(rulebook, meeting.body, on, kind="GM", about=about),
        guests=meeting.guests,
        event=meeting.title,
        chair=meeting.chair,
        starts=book.starts(meeting.starts_at, local_date(meeting.starts_at)),
        venue=meeting.venue,
        content=(*(programme if meeting.programme else ()), last),
    )


def conclusions(
    rulebook: Rulebook,
    meeting: Meeting,
    *,
    concluded: tuple[str, ...],
    tasks: tuple[GivenTask, ...],
    on: date,
) -> ConclusionValues:
    """Thông báo kết luận, drafted on that day: what was agreed, then who does what by when."""
    book = phrases("letters")
    about = book.concluded_at(meeting.title)
    held_on = local_date(meeting.starts_at)
    content: list[Passage] = [TextLine(book.held(meeting, held_on))]
    if concluded:
        content.append(ChapterLine(book.agreed_title()))
        content += [TextLine(f"{number}. {words}") for number, words in enumerate(concluded, 1)]
    if tasks:
        content.append(ChapterLine(book.tasks_title()))
        content += [ListLine(book.given_task(one)) for one in tasks]
    content.append(TextLine(book.concluded_end(meeting)))
    head = head_of(rulebook, meeting.body, on, kind="TB", about=about)
    return ConclusionValues(**head, content=tuple(content))
