"""What a revision of a conference says, and whether another one must be heard of. Pure.

«Changed» is measured by start, end, place, link of each session and the chair, and nothing else:
a typo in the title, a new document, another seat is no mail to anybody.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dondoc.clock import local_date


@dataclass(frozen=True)
class SessionFacts:
    """A session as it is announced."""

    number: int
    name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str

    @property
    def on(self) -> date:
        return local_date(self.starts_at)

    def values(self) -> dict[str, Any]:
        return {
            **vars(self),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> SessionFacts:
        return cls(
            number=kept["number"],
            name=kept["name"],
            starts_at=datetime.fromisoformat(kept["starts_at"]),
            ends_at=datetime.fromisoformat(kept["ends_at"]),
            place=kept["place"],
            link=kept["link"],
        )


@dataclass(frozen=True)
class Announcement:
    """What an invitation says of the conference itself; its `mark` tells a change from a typo."""

    chair: str
    sessions: tuple[SessionFacts, ...]

    @property
    def day(self) -> date:
        """The anchor of every stage: the day of the first session."""
        return min(session.on for session in self.sessions)

    @property
    def ends_at(self) -> datetime:
        return max(session.ends_at for session in self.sessions)

    def session(self, number: int) -> SessionFacts:
        return next(one for one in self.sessions if one.number == number)

    def values(self) -> dict[str, Any]:
        return {"chair": self.chair, "sessions": [one.values() for one in self.sessions]}

    @property
    def mark(self) -> str:
        """The digest of what a change is measured by; a session's name is a label, and is not."""
        measured = [
            [one.number, *(one.values()[name] for name in _MEASURED)] for one in self.sessions
        ]
        text = json.dumps([self.chair, measured], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Announcement:
        """What `values` kept."""
        return cls(kept["chair"], tuple(SessionFacts.of(one) for one in kept["sessions"]))


_MEASURED = ("starts_at", "ends_at", "place", "link")


def announcement(chair: str, sessions: Iterable[SessionFacts]) -> Announcement:
    """Sessions in their order, whatever order they came in."""
    return Announcement(chair, tuple(sorted(sessions, key=lambda one: one.number)))


def concerns(before: Announcement, after: Announcement, was_in: int, is_in: int) -> bool:
    """Does what changed touch a unit that was in one session and is now in another, or the same?"""
    if before.chair != after.chair:
        return True
    known = {one.number: one for one in before.sessions}.get(was_in)
    now = after.session(is_in)
    return known is None or any(getattr(known, name) != getattr(now, name) for name in _MEASURED)
