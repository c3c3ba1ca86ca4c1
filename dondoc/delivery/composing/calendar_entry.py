"""The words of the calendar event that a mail or a feed carries; `documents/ics` is its format."""

from __future__ import annotations

from datetime import datetime

from dondoc.documents.ics import CalendarEntry
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Item
from dondoc.rounds.facts import Facts
from dondoc.settings import Settings

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
