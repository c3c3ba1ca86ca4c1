"""What is known of one source in a period: the numbers that its score is made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from dondoc.publication.score_counts import ScoreCounts


@dataclass(frozen=True)
class Looks:
    """The looks of valid scans by what came of them; when our own line was down, nobody's count."""

    read: int = 0  # read, unchanged, or led on to an official portal
    unreachable: int = 0
    unverifiable: int = 0

    def __add__(self, other: Looks) -> Looks:
        return Looks(
            self.read + other.read,
            self.unreachable + other.unreachable,
            self.unverifiable + other.unverifiable,
        )

    @property
    def total(self) -> int:
        return self.read + self.unreachable + self.unverifiable


@dataclass(frozen=True)
class LetPass:
    """Procedures of which an officer let a fault pass: in no numerator and no denominator."""

    missing: int = 0
    incomplete: int = 0
    wrong: int = 0
    revoked: int = 0

    @property
    def total(self) -> int:
        return self.missing + self.incomplete + self.wrong + self.revoked


@dataclass(frozen=True)
class SourceFacts:
    """`counts` are those of the last look that proved something; None where none of the period did.

    `late` are the procedures that a look of the period found missing past their publish-by day.
    """

    counts: ScoreCounts | None = None
    late: int = 0
    let_pass: LetPass = field(default_factory=LetPass)
    looks: Looks = field(default_factory=Looks)
