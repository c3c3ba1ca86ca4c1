"""One unit in a round, as it stands at an instant: which figures of the round count it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dondoc.plan.bodies import Unit
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import Standing, StandingKind
from dondoc.rounds.standing_words import StandingWords
from models.kinds import INSPECTED


@dataclass(frozen=True)
class UnitProgress:
    """One unit in a round, as it stands at `as_of`."""

    facts: Facts
    unit: Unit
    standing: Standing
    spoken: StandingWords
    as_of: datetime

    @property
    def unit_name(self) -> str:
        return self.unit.name

    @property
    def visited(self) -> bool:
        """Was it drawn for an inspection? It hands nothing in, so no figure counts it."""
        return self.facts.role == INSPECTED

    @property
    def withdrawn(self) -> bool:
        """Was it asked by hand, and taken back? From then on no figure counts it."""
        return self.standing.kind is StandingKind.WITHDRAWN

    @property
    def is_asked(self) -> bool:
        """Is something wanted of it? These are the rows that `tally.asked` counts."""
        waived = self.standing.kind is StandingKind.WAIVED
        return not (self.visited or self.withdrawn or waived)

    @property
    def overdue(self) -> bool:
        """Past its date, where a date was ordered; who is asked is never late."""
        return self.standing.kind is StandingKind.OVERDUE and self.facts.tone != "request"

    @property
    def closed(self) -> bool:
        """Is its period over without it, where it was ordered?"""
        return self.standing.kind is StandingKind.CLOSED and self.facts.tone != "request"

    @property
    def unreached(self) -> bool:
        """Past its date, and nobody could tell the unit of it."""
        return self.standing.kind is StandingKind.UNREACHED

    @property
    def unsent(self) -> bool:
        """Past its date, and its own body watches over it: nobody urges."""
        return self.standing.kind is StandingKind.UNSENT

    @property
    def without_news(self) -> bool:
        """Past its date, where it was asked for or only watched."""
        past = self.standing.kind in (StandingKind.OVERDUE, StandingKind.CLOSED)
        asked = past and self.facts.tone == "request"
        return asked or (self.standing.kind is StandingKind.BELOW and not self.counted)

    @property
    def counted(self) -> bool:
        """Is it a duty of which so many are wanted?"""
        return bool(self.facts.threshold)

    @property
    def reached(self) -> bool:
        """Has it done as many as are wanted, or answered with a document of its own?"""
        answered = self.standing.handed_in and not self.standing.nil
        return self.standing.kind is StandingKind.REACHED or (self.counted and answered)

    @property
    def below(self) -> bool:
        """Was it looked at, and had it done fewer?"""
        return self.counted and self.standing.kind is StandingKind.BELOW

    @property
    def under_way(self) -> bool:
        """Is there still time to do what is counted?"""
        return self.counted and self.not_yet

    @property
    def not_yet(self) -> bool:
        """Its date has not come, or (Sở Nội vụ's own slot) comes with the consolidated report."""
        return self.standing.kind in (StandingKind.OPEN, StandingKind.UPCOMING)
