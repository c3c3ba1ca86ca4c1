"""What a comparison gives: what differs, the numbers of the score, what only a person can say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.score_counts import ScoreCounts
from models.publication_kinds import Component, ReadingTrouble


class Undecided(StrEnum):
    """Why a machine does not decide."""

    NOT_COMPARABLE = "not_comparable"  # the two sides say it, not both as a figure or a name
    NO_MATCH = "no_match"  # a row that is no procedure of the list, by its name
    LIKE_A_ROW = "like_a_row"  # not shown, unless a row without a code that is like it means it
    CODE_OR_NAME = "code_or_name"  # a code that no list has, with a name that is nearly one


@dataclass(frozen=True)
class ForAPerson:
    """One thing to be looked at; it accuses nobody. `nearest` are codes, the most alike first."""

    doubt: Undecided
    procedure: str = ""
    part: Component | None = None
    expected: str = ""
    actual: str = ""
    locator: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageComparison:
    """Of one reading on one day; the same reading gives the same, in the same order.

    With a `trouble` the look is unverifiable after all, and the counts mean nothing: rows came, and
    none of them is a procedure (EMPTY), a further page of the list is unread (TRUNCATED), or the
    reading itself proved nothing. `unjudged` are procedures whose own page was wanted and could not
    be read: what was wrong with their parts may still be.
    """

    discrepancies: tuple[Discrepancy, ...] = ()
    counts: ScoreCounts = field(default_factory=ScoreCounts)
    for_a_person: tuple[ForAPerson, ...] = ()
    trouble: ReadingTrouble | None = None
    unjudged: frozenset[str] = frozenset()
