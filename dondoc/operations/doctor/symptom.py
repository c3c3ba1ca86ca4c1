"""One thing that is wrong, or should be known: how grave, in which words, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dondoc.problems import Refused

_REMEDY = "\n→"
"""What parts the two in a phrase of the book `doctor`."""


class Gravity(StrEnum):
    """How grave a symptom is, the gravest first."""

    BROKEN = "broken"  # something does not work
    ATTENTION = "attention"  # it will not, or somebody has to decide
    NOTE = "note"  # as somebody wanted it; good to know


@dataclass(frozen=True)
class Symptom:
    """`code` lasts, for programs; `sentence` says what and where, `remedy` the act or command."""

    code: str
    gravity: Gravity
    sentence: str
    remedy: str


@dataclass(frozen=True)
class SymptomKind:
    """A symptom before its facts are known. `sample` are facts such as the guide shows."""

    gravity: Gravity
    say: Callable[..., str]
    sample: Mapping[str, Any] = field(default_factory=dict)

    def found(self, code: str, **facts: object) -> Symptom:
        """The symptom with these facts."""
        sentence, _, remedy = self.say(**facts).partition(_REMEDY)
        return Symptom(code, self.gravity, sentence.strip(), " ".join(remedy.split()))


def refusals(code: str, refused: Refused) -> Iterator[Symptom]:
    """What a door refused, as symptoms: its sentence holds the remedy behind «; hãy»."""
    for problem in refused.problems:
        said, _, remedy = problem.sentence().partition("; hãy ")
        yield Symptom(code, Gravity.BROKEN, said, remedy)


def worst(found: Iterable[Symptom]) -> Gravity | None:
    """The gravest gravity among them; None where nothing was found."""
    there = {one.gravity for one in found}
    return next((gravity for gravity in Gravity if gravity in there), None)
