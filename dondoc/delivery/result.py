"""What one dispatch did and what it left, in figures and in a sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from dondoc.delivery.envelope import OutcomeKind
from dondoc.delivery.rest import Resting
from dondoc.messages.environment import phrases


@dataclass
class DispatchResult:
    """What one dispatch did, and what it left."""

    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    held: int = 0
    cancelled: int = 0
    found: int = 0
    """Messages in doubt that the archive has: they had arrived."""
    waiting: int = 0
    unverified: int = 0
    """Notices that wait until their contact has confirmed its address."""
    lost: int = 0
    """Notices about what an edit of the plan left behind: they wait until it is mended."""
    limited: int = 0
    """Messages that were due and wait for the account's rate or cap."""
    next_attempt_at: datetime | None = None
    paused: tuple[str, ...] = ()
    paused_words: tuple[str, ...] = ()
    """The same, each with why it stands still."""
    held_by_others: int = 0
    """Messages that another process has claimed: if it is dead, they leave when its claim ends."""
    held_until: datetime | None = None
    resting: tuple[Resting, ...] = ()
    """Channels whose server cannot be reached: they are tried again by themselves."""
    untold: str = ""
    """Why no administrator knows of a paused channel; empty where one was told, or none paused."""

    @property
    def sent(self) -> int:
        return self.outcomes[OutcomeKind.SENT]

    @property
    def refused(self) -> int:
        return self.outcomes[OutcomeKind.REFUSED]

    @property
    def deferred(self) -> int:
        return self.outcomes[OutcomeKind.DEFERRED] + self.outcomes[OutcomeKind.UNKNOWN]

    def figure(self) -> str:
        """«12 đã gửi · 1 hoãn»: what the list of runs shows."""
        return phrases("delivery").figure(self)

    def sentence(self) -> str:
        """The whole of it, for the run's message and log."""
        return phrases("delivery").dispatched(self)
