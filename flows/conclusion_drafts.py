"""The part of a day that drafts the monthly conclusion on publication."""

from __future__ import annotations

from dondoc.messages.environment import phrases
from flows.day import Day
from flows.duty_day import OwnPart
from tasks.draft_conclusion import draft_conclusions


def drafted_conclusions(day: Day) -> OwnPart:
    """Each month that is over and not concluded, made anew where its facts moved."""
    drafts = draft_conclusions(day.now)
    book = phrases("publication")
    return OwnPart(said=tuple(book.drafted(one) for one in drafts))
