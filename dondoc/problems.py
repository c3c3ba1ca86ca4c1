"""How every layer refuses an input: which field, what was given, what is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input, in the words of the person who gave it.

    `field` is the form's field, the option, or the place in a file; `given` is what stood
    there; `wanted` says in Vietnamese what is wrong and what to write instead; `label` is what
    the person knows the field by, where that is not `field` itself. `instead` is what was probably
    meant, written in full: a page puts it into the field, to be looked at and sent again; `days`
    are those in it that were given without their year.
    """

    field: str
    given: str
    wanted: str
    label: str = ""
    instead: str = ""
    days: tuple[date, ...] = ()

    def sentence(self) -> str:
        """The problem as one Vietnamese line."""
        given = f" «{self.given}»" if self.given else ""
        return f"{self.label or self.field}{given}: {self.wanted}"


class Refused(Exception):
    """An input was refused as a whole; nothing of it was kept (DESIGN §5 rule 7)."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(problem.sentence() for problem in self.problems))
