"""What it is, as a finding of the source as a whole, that a look proved nothing."""

from __future__ import annotations

from dondoc.messages.environment import phrases
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.place_names import TROUBLE_NAMES
from models.publication_kinds import FindingKind, ReadingTrouble

_KINDS = {
    ReadingTrouble.SLOW: FindingKind.UNREACHABLE,
    ReadingTrouble.NO_CONNECTION: FindingKind.UNREACHABLE,
    ReadingTrouble.TOO_MANY_REDIRECTS: FindingKind.UNREACHABLE,
    ReadingTrouble.SERVER_ERROR: FindingKind.UNREACHABLE,
    ReadingTrouble.GONE: FindingKind.UNREACHABLE,
    ReadingTrouble.TLS_INVALID: FindingKind.TLS_INVALID,
    ReadingTrouble.SCAN: FindingKind.UNREADABLE_SCAN,
    ReadingTrouble.DAMAGED: FindingKind.DEAD_LINK,
    ReadingTrouble.OFF_HOST: FindingKind.NOT_OFFICIAL_HOST,
    ReadingTrouble.EMPTY: FindingKind.STRUCTURE_CHANGED,
    ReadingTrouble.STRUCTURE: FindingKind.STRUCTURE_CHANGED,
    # Nobody's fault of the unit: a page may refuse robots, and a person reads it all the same.
    ReadingTrouble.FORBIDDEN: FindingKind.NEEDS_BROWSER,
    ReadingTrouble.ROBOTS: FindingKind.NEEDS_BROWSER,
    ReadingTrouble.BLOCKED: FindingKind.NEEDS_BROWSER,
    ReadingTrouble.NEEDS_BROWSER: FindingKind.NEEDS_BROWSER,
    ReadingTrouble.TRUNCATED: FindingKind.NEEDS_BROWSER,
    ReadingTrouble.REFUSED_ADDRESS: FindingKind.NEEDS_BROWSER,
}
"""Our own line that was down is no finding."""

SOURCE_KINDS = frozenset(_KINDS.values())
"""Findings of a source as a whole."""


def trouble_finding(trouble: ReadingTrouble, address: str) -> Discrepancy | None:
    """The finding that a trouble makes; None where nobody is to do anything about it."""
    kind = _KINDS.get(trouble)
    if kind is None:
        return None
    book = phrases("findings")
    return Discrepancy(
        kind, expected=book.can_be_read(), actual=TROUBLE_NAMES[trouble], locator=address
    )
