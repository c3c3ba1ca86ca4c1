"""What becomes of one scan at a desk. Pure: what the ledger knows comes in, a verdict goes out.

Rules of pretix and its scanners (check-in, 2 and 4): whoever is in is in once; what a device's
queue brings later has happened already, and is kept however odd it is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from models.conference_kinds import CheckInAct, CheckInOutcome, CheckInRefusal


@dataclass(frozen=True, kw_only=True)
class ScanFacts:
    """What the ledger knows as a scan is judged; `known`: its code is a delegate's of here."""

    known: bool
    elsewhere: bool = False  # … of another conference
    delegate_removed: bool = False
    unit_removed: bool = False
    inside: bool = False
    takes_place: bool = True  # neither cancelled nor postponed
    too_early: bool = False  # before its day
    closed: bool = False  # its minutes are signed


@dataclass(frozen=True)
class ScanVerdict:
    """`refusal` says why a refused one is."""

    outcome: CheckInOutcome
    refusal: CheckInRefusal | None = None

    @property
    def lets_in(self) -> bool:
        return self.outcome in (CheckInOutcome.COUNTED, CheckInOutcome.FORCED)


def judge(act: CheckInAct, facts: ScanFacts, *, offline: bool, pressed: bool) -> ScanVerdict:
    """The verdict. `offline`: from a queue or a paper list; `pressed`: let in against a doubt."""
    if refusal := _never(facts) or why_shut(facts):
        return ScanVerdict(CheckInOutcome.REFUSED, refusal)
    if act is CheckInAct.UNDO:
        if facts.inside:
            return ScanVerdict(CheckInOutcome.UNDONE)
        return ScanVerdict(CheckInOutcome.REFUSED, CheckInRefusal.NOTHING_TO_UNDO)
    if facts.inside:
        return ScanVerdict(CheckInOutcome.FORCED if offline else CheckInOutcome.AGAIN)
    if doubt := _doubt(facts):
        if offline or pressed:
            return ScanVerdict(CheckInOutcome.FORCED)
        return ScanVerdict(CheckInOutcome.REFUSED, doubt)
    return ScanVerdict(CheckInOutcome.COUNTED)


def _never(facts: ScanFacts) -> CheckInRefusal | None:
    """A code of nobody here."""
    if facts.known:
        return None
    return CheckInRefusal.OTHER_CONFERENCE if facts.elsewhere else CheckInRefusal.UNKNOWN_CODE


def why_shut(facts: ScanFacts) -> CheckInRefusal | None:
    """Why the desk takes nobody now; no press and no queue gets past it."""
    if not facts.takes_place:
        return CheckInRefusal.CANCELLED
    if facts.too_early:
        return CheckInRefusal.TOO_EARLY
    return CheckInRefusal.CLOSED if facts.closed else None


def _doubt(facts: ScanFacts) -> CheckInRefusal | None:
    """What an officer who sees the person may overrule."""
    if facts.delegate_removed:
        return CheckInRefusal.DELEGATE_REMOVED
    return CheckInRefusal.UNIT_REMOVED if facts.unit_removed else None


_LONGEST_QUEUE = timedelta(days=3)


def arrived_at(device_at: datetime, sent_at: datetime | None, server_at: datetime) -> datetime:
    """When somebody arrived, by our clock: the device's may be hours wrong.

    `sent_at` is the device's clock as it sent the scan: what it is off by is seen from that. One
    whose clock was set in between tells nothing; then it is the moment that we heard of it.
    """
    waited = (sent_at or device_at) - device_at
    return server_at - waited if timedelta(0) <= waited <= _LONGEST_QUEUE else server_at
