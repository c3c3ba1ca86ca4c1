"""The key of a notice: what makes one thing said to one contact be said once.

about · contact · kind · rung · cycle (DESIGN §5), the one place that writes and reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.kinds import NoticeKind

ONCE = 1
"""The cycle of a notice that goes once ever, whatever becomes of the assignment's date."""

_SHAPE = re.compile(r"(.+)·c(\d+)·([a-z_]+)·([^·]+)·(\d+)(?:·lai(.+))?")


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """`about` is one of the four below; `again` tells an officer's sending anew from the first."""

    about: str
    contact_id: int
    kind: NoticeKind
    rung: str
    cycle: int = ONCE
    again: str = ""

    def __str__(self) -> str:
        again = f"·lai{self.again}" if self.again else ""
        return f"{self.about}·c{self.contact_id}·{self.kind.value}·{self.rung}·{self.cycle}{again}"

    @classmethod
    def parse(cls, text: str) -> NoticeKey:
        """The key that was written so. ValueError for anything else."""
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no key of a notice")
        about, contact, kind, rung, cycle, again = found.groups(default="")
        return cls(about, int(contact), NoticeKind(kind), rung, int(cycle), again)

    def to(self, contact_id: int) -> NoticeKey:
        """The same thing said to another contact; the planner would make the same key."""
        return replace(self, contact_id=contact_id)

    def said_again(self, mark: str) -> NoticeKey:
        """The same thing to the same contact once more; without a mark, the first time."""
        return replace(self, again=mark)


def about_assignment(assignment_id: int) -> str:
    return f"a{assignment_id}"


def about_round(round_id: int) -> str:
    return f"r{round_id}"


def about_unit(code: str) -> str:
    return f"u{code}"


def about_duty(code: str, year: int) -> str:
    """What is said of a duty once a year."""
    return f"d{code}·{year}"
