"""A list that is posted at an office, known by its newest decision, beside the official one. Pure.

Who declares says only how new the posted list is: what was announced later is not in it. So one
finding a kind tells how many procedures that is, and names the first; none is accused by its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.messages.environment import phrases
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.official_entry import OfficialEntry
from dondoc.publication.score_counts import ScoreCounts
from models.publication_kinds import FindingKind

NAMED = 5
"""Procedures that a finding names; the rest is counted."""


@dataclass(frozen=True)
class PostedList:
    """What the unit says: the newest decision in the list that hangs there."""

    number: str | None
    signed_on: date


@dataclass(frozen=True)
class PostedComparison:
    """What is wrong with it on a day, and the numbers for the score."""

    found: tuple[Discrepancy, ...]
    counts: ScoreCounts


@dataclass(frozen=True)
class _Behind:
    """A procedure that the posted list has not, or not as it is now, and since when that counts."""

    entry: OfficialEntry
    due_on: date


def compare_posted(
    posted: PostedList, entries: Sequence[OfficialEntry], signed: Mapping[str, date], *, on: date
) -> PostedComparison:
    """The posted list on a day; `signed` has the day of signing of every decision, by number.

    What a mere list announced, without a decision, is taken for posted: nobody can tell.
    """
    required = [one for one in entries if one.remove_by is None and one.show_from < on]
    missing = [
        _Behind(one, one.show_from) for one in required if _is_newer(_first(one), posted, signed)
    ]
    absent = {one.entry.code for one in missing}
    outdated = [
        _Behind(one, one.earlier[-1].tolerated_until)
        for one in required
        if one.earlier
        and one.code not in absent
        and one.earlier[-1].tolerated_until < on
        and _is_newer(one.decision_number, posted, signed)
    ]
    revoked = [
        _Behind(one, one.remove_by)
        for one in entries
        if one.remove_by is not None
        and one.remove_by < on
        and _is_newer(one.decision_number, posted, signed)
        and not _is_newer(_first(one), posted, signed)
    ]
    shown = len(required) - len(missing)
    return PostedComparison(
        found=tuple(_findings(posted, missing, outdated, revoked)),
        counts=ScoreCounts(
            required=len(required),
            matched=shown,
            not_yet_due=sum(one.remove_by is None and one.show_from >= on for one in entries),
            shown=shown + len(revoked),
            revoked_shown=len(revoked),
        ),
    )


def list_digest(entries: Iterable[OfficialEntry]) -> str:
    """What the unit's official list is on a day: the same digest, the same list."""
    parts = sorted(f"{one.code}\x1f{one.decision_number}\x1f{one.remove_by}" for one in entries)
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def newest_decision(
    entries: Iterable[OfficialEntry], signed: Mapping[str, date], *, on: date
) -> tuple[str, date] | None:
    """The newest decision that must be in the posted list by that day; None where none is known."""
    due = [
        (signed[one.decision_number], one.decision_number)
        for one in entries
        if one.decision_number in signed and _posted_from(one) < on
    ]
    return (max(due)[1], max(due)[0]) if due else None


def _posted_from(entry: OfficialEntry) -> date:
    """By when what its present decision says must hang there."""
    if entry.remove_by is not None:
        return entry.remove_by
    return entry.earlier[-1].tolerated_until if entry.earlier else entry.show_from


def _first(entry: OfficialEntry) -> str:
    """The number of the decision by which it came into the list."""
    return entry.earlier[0].decision_number if entry.earlier else entry.decision_number


def _is_newer(number: str, posted: PostedList, signed: Mapping[str, date]) -> bool:
    """Was that decision signed after the newest one that is posted?"""
    signed_on = signed.get(number)
    if signed_on is None or number == posted.number:
        return False
    return signed_on > posted.signed_on


def _findings(
    posted: PostedList,
    missing: Sequence[_Behind],
    outdated: Sequence[_Behind],
    revoked: Sequence[_Behind],
) -> Iterator[Discrepancy]:
    kinds = (
        (FindingKind.MISSING, missing),
        (FindingKind.OUTDATED_VERSION, outdated),
        (FindingKind.REVOKED_STILL_SHOWN, revoked),
    )
    book = phrases("posting")
    for kind, behind in kinds:
        if not behind:
            continue
        ordered = sorted(behind, key=lambda one: (one.due_on, one.entry.code))
        first = ordered[0]
        yield Discrepancy(
            kind=kind,
            expected=book.expected(kind.value, [one.entry for one in ordered], NAMED),
            actual=book.declared(posted),
            locator=book.place(),
            rule=first.entry.arithmetic,
            due_on=first.due_on,
        )
