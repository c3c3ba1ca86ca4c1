"""What one look changes: what is believed, asked, accepted, sent back, opened again.

All in the transaction of the look. Nobody is accused by what proves nothing: see `noise_rules`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.findings.answer_claims import close_gone, still_there
from dondoc.publication.findings.ask_findings import ask_for_findings
from dondoc.publication.findings.noise_rules import Turn, turn_of
from dondoc.publication.findings.sighting_rows import FindingLook, glimpses, keep_sightings
from models import PublicationCheck, PublicationFinding, PublicationSource
from models.publication_kinds import CheckVerdict, ReadingWay


@dataclass(frozen=True)
class FindingTally:
    """What came of looks: findings newly believed, or back again; and over."""

    new: int = 0
    mended: int = 0

    def __add__(self, other: FindingTally) -> FindingTally:
        return FindingTally(self.new + other.new, self.mended + other.mended)


def settle_check(
    session: Session,
    rulebook: Rulebook,
    source: PublicationSource,
    check: PublicationCheck,
    found: Sequence[Discrepancy],
    *,
    unjudged: Collection[str] = (),
    now: datetime,
    asks: bool = True,
) -> FindingTally:
    """Settle what this look saw and did not see; once more changes nothing. `unjudged` are
    procedures of whose parts it could see nothing.


    Without `asks` nobody is given work: what an inspector saw is asked by the inspection itself.
    """
    looked = keep_sightings(session, source, check, found, unjudged)
    looks = glimpses(session, [one.finding for one in looked], since=source.changed_at)
    settling = _Settling(session, rulebook, check, now)
    known = _known_page(session, source, check)
    tally = FindingTally()
    for one in looked:
        seen = looks[one.finding.id or 0]
        if seen:
            turn = turn_of(one.finding.kind, seen, known_page=known)
            tally += settling.settle(one, turn)
    session.flush()
    if asks:
        ask_for_findings(session, rulebook, source, [one.finding for one in looked], now=now)
    return tally


def _known_page(session: Session, source: PublicationSource, check: PublicationCheck) -> bool:
    """Did anything come from the source before this look, since it is what it is?

    What a person saw or brought is no page that was half made yesterday.
    """
    if source.way not in (ReadingWay.PAGE, ReadingWay.FILE):
        return True
    earlier = (
        select(PublicationCheck.id)
        .where(
            col(PublicationCheck.source_id) == source.id,
            col(PublicationCheck.id) != check.id,
            col(PublicationCheck.checked_at) >= source.changed_at,
            col(PublicationCheck.checked_at) <= check.checked_at,
            col(PublicationCheck.verdict) != CheckVerdict.UNREACHABLE,
        )
        .limit(1)
    )
    return session.exec(earlier).first() is not None


@dataclass(frozen=True)
class _Settling:
    session: Session
    rulebook: Rulebook
    check: PublicationCheck
    now: datetime

    def settle(self, one: FindingLook, turn: Turn) -> FindingTally:
        finding = one.finding
        if finding.confirmed_at is None:
            return self._first(one, turn)
        if finding.closed_at is not None:
            return self._back(one) if turn is Turn.CONFIRM else FindingTally()
        if turn is Turn.OVER:
            return self._over(finding)
        if one.what is not None:
            still_there(self.session, self.rulebook, finding, one.what, self.check, now=self.now)
        return FindingTally()

    def _first(self, one: FindingLook, turn: Turn) -> FindingTally:
        """Until it is believed it is nobody's, and nothing is said of it."""
        finding = one.finding
        if one.what is not None:
            finding.closed_at = None
        elif turn is Turn.OVER and finding.closed_at is None:
            finding.closed_at = self.check.checked_at
        if turn is not Turn.CONFIRM:
            return FindingTally()
        finding.confirmed_at = self.check.checked_at
        return FindingTally(new=1)

    def _back(self, one: FindingLook) -> FindingTally:
        """Within the time in which it is the same: what had been accepted is owed again."""
        assert one.what is not None
        still_there(self.session, self.rulebook, one.finding, one.what, self.check, now=self.now)
        one.finding.closed_at = None
        return FindingTally(new=1)

    def _over(self, finding: PublicationFinding) -> FindingTally:
        finding.closed_at = self.check.checked_at
        close_gone(
            self.session, self.rulebook, finding, local_date(self.check.checked_at), now=self.now
        )
        return FindingTally(mended=1)
