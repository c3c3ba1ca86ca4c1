"""The words of the calendar event that a mail or a feed carries; `documents/ics` is its format."""

from __future__ import annotations

from datetime import datetime

from dondoc.documents.ics import CalendarEntry
from dondoc.documents.meeting_ics import MeetingEntry, MeetingState
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Item
from dondoc.rounds.facts import Facts
from dondoc.settings import Settings
from models.kinds import NoticeKind

_DATE_WORD = {"order": "Hạn", "request": "Đề nghị"}


def calendar_entry(
    settings: Settings, item: Item, facts: Facts, *, stamp: datetime
) -> CalendarEntry:
    """The calendar entry of an assignment: one UID for its life, the cycle as its sequence."""
    return CalendarEntry(
        uid=f"viec-{facts.id}@{settings.mail_domain}",
        summary=f"{_DATE_WORD[item.tone]}: {item.short} {item.period_short}",
        due_on=facts.due_on,
        sequence=facts.cycle - 1,
        stamp=stamp,
        description=phrases("rows").entry(item),
    )


_SAYS_WHEN = frozenset(
    {
        NoticeKind.CONFERENCE_INVITATION,
        NoticeKind.CONFERENCE_CHANGED,
        NoticeKind.CONFERENCE_OFF,
        NoticeKind.REMINDER,
        NoticeKind.DUE_TODAY,
    }
)
"""The letters that carry the conference itself; a reminder carries the very same again."""

_STATES = {"": MeetingState.STANDS, "removed": MeetingState.LEFT}


def meeting_entry(item: Item, *, stamp: datetime) -> MeetingEntry | None:
    """The conference of a letter, not addressed yet; None where it is of something else."""
    meeting = item.meeting
    if meeting is None or item.kind not in _SAYS_WHEN:
        return None
    return MeetingEntry(
        uid=meeting.uid,
        summary=meeting.title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place or meeting.link,
        link=meeting.link,
        sequence=meeting.sequence,
        stamp=stamp,
        description=phrases("conference").entry(meeting),
        state=_STATES.get(meeting.off, MeetingState.CANCELLED),
    )
