"""What a due rule is made of, once read. `rules.parse` makes these; str() writes them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["wd", "d"]
Direction = Literal["back", "forward"]
Operation = Literal["min", "max"]
Name = Literal["cutoff", "issued", "start", "end", "event"]


@dataclass(frozen=True)
class Named:
    """A date that the round gives."""

    name: Name

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class DayOfMonth:
    """`D18`: a day of the period's last month."""

    day: int

    def __str__(self) -> str:
        return f"D{self.day:02d}"


@dataclass(frozen=True)
class DayOfYear:
    """`06-30`: a day of the period's year."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True)
class EarliestOrLatest:
    """`min(a, b)`: the earliest of two or more; `max` the latest."""

    operation: Operation
    options: tuple[Rule, ...]

    def __str__(self) -> str:
        return f"{self.operation}({', '.join(str(option) for option in self.options)})"


@dataclass(frozen=True)
class Shift:
    """`+ 2wd`: working days; `- 30d`: days of the calendar. `days` is signed, never 0."""

    days: int
    unit: Unit

    def __str__(self) -> str:
        return f"{'+' if self.days > 0 else '-'} {abs(self.days)}{self.unit}"


@dataclass(frozen=True)
class Roll:
    """`back`: a day off becomes the working day before it; `forward`: the one after."""

    direction: Direction

    def __str__(self) -> str:
        return self.direction


Anchor = Named | DayOfMonth | DayOfYear
Step = Shift | Roll


@dataclass(frozen=True)
class Rule:
    base: Anchor | EarliestOrLatest
    steps: tuple[Step, ...] = ()

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.base, *self.steps))

    def names(self) -> frozenset[Name]:
        """The named anchors the rule needs, such as `event`; lint asks whether they exist."""
        if isinstance(self.base, EarliestOrLatest):
            return frozenset[Name]().union(*(option.names() for option in self.base.options))
        return frozenset({self.base.name}) if isinstance(self.base, Named) else frozenset()
