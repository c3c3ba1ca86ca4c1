"""When what a look saw is believed, and when it is believed to be over. Pure.

One failure is noise: of 200 sites at 5 % random failures a day ten fail once, two in a hundred days
three times on end. What a page that was read says of its procedures is no noise, once the page is
known (reference, publication §5.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import takewhile

from models.publication_kinds import CheckVerdict, FindingKind

FAILURES, FAILING_FOR = 3, timedelta(hours=24)
"""So many looks on end, over so long, in which nothing came: then it is not a passing fault."""

SUCCESSES = 2
"""Looks on end in which something came again."""

COMES_BACK_WITHIN = timedelta(days=30)
"""What is seen again sooner is the same finding, open again; later it is another episode."""

PROVES = frozenset({CheckVerdict.READ, CheckVerdict.UNCHANGED, CheckVerdict.LINKED})
"""What says what is public there, or that it is public elsewhere."""


OF_PARTS = frozenset(
    {
        FindingKind.INCOMPLETE_COMPONENTS,
        FindingKind.FORM_MISSING,
        FindingKind.DEAD_LINK,
        FindingKind.OUTDATED_VERSION,
        FindingKind.WRONG_FEE,
        FindingKind.WRONG_TIME,
        FindingKind.WRONG_AGENCY,
    }
)
"""What a procedure's own page may say: without it nobody knows whether it is over."""


class Turn(StrEnum):
    """What the looks so far make of a finding."""

    CONFIRM = "confirm"
    OVER = "over"
    WAIT = "wait"


@dataclass(frozen=True)
class Glimpse:
    """What one look saw of a finding."""

    at: datetime
    seen: bool


def turn_of(kind: FindingKind, looks: Sequence[Glimpse], *, known_page: bool) -> Turn:
    """What to believe after these looks, the oldest first, of which the last is the one just made.

    `known_page`: something came from the source before this look, since it is what it is.
    """
    last = looks[-1]
    on_end = list(takewhile(lambda look: look.seen is last.seen, reversed(looks)))
    if kind is FindingKind.UNREACHABLE:
        return _counted(last, on_end)
    if not last.seen:
        return Turn.OVER
    return Turn.CONFIRM if known_page or len(on_end) > 1 else Turn.WAIT


def _counted(last: Glimpse, on_end: Sequence[Glimpse]) -> Turn:
    if not last.seen:
        return Turn.OVER if len(on_end) >= SUCCESSES else Turn.WAIT
    long_enough = last.at - on_end[-1].at >= FAILING_FOR
    return Turn.CONFIRM if len(on_end) >= FAILURES and long_enough else Turn.WAIT


def says_gone(kind: FindingKind, verdict: CheckVerdict) -> bool:
    """May a look with this verdict, which did not see the finding, say that it is over?

    Only what proves something. That something came at all proves that the place is reached.
    """
    if kind is FindingKind.UNREACHABLE:
        return verdict is not CheckVerdict.UNREACHABLE
    return verdict in PROVES


def since(*moments: datetime | None) -> datetime | None:
    """From when looks count: since the source was changed, since the finding was last over."""
    return max(_known(moments), default=None)


def _known(moments: Iterable[datetime | None]) -> Iterable[datetime]:
    return (one for one in moments if one is not None)
