"""A score: every part with its numerator and denominator, and what was left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from dondoc.publication.score.score_parts import WEIGHTS, Measure, ScorePart
from dondoc.publication.score.source_facts import LetPass, SourceFacts
from dondoc.publication.score_counts import ScoreCounts

_NOTHING = Measure()
_OF_LOOKS = (ScorePart.AVAILABILITY,)


@dataclass(frozen=True)
class Excluded:
    """What is in no numerator and no denominator, and is always said beside them."""

    unverifiable: int = 0  # looks that prove nothing either way
    not_yet_due: int = 0  # procedures whose day to be shown has not come
    waived: int = 0  # procedures of which an officer let the fault pass

    def __add__(self, other: Excluded) -> Excluded:
        return Excluded(
            self.unverifiable + other.unverifiable,
            self.not_yet_due + other.not_yet_due,
            self.waived + other.waived,
        )


@dataclass(frozen=True)
class UnitScore:
    """The parts of one source, or of several together."""

    measures: Mapping[ScorePart, Measure]
    excluded: Excluded

    def measure(self, part: ScorePart) -> Measure:
        return self.measures.get(part, _NOTHING)

    @cached_property
    def weight(self) -> int:
        """Of how much of the hundred there is something to say."""
        return sum(WEIGHTS[part] for part in WEIGHTS if self.measure(part).applies)

    @cached_property
    def points(self) -> int | None:
        """Of a hundred, rounded down; None where nothing proves what is public.

        A part of which there is nothing to say weighs nothing. Looks alone make no score: a place
        that could never be read is «không kiểm chứng được», not «0».
        """
        if not any(self.measure(part).applies for part in WEIGHTS if part not in _OF_LOOKS):
            return None
        # In whole numbers, over one denominator: no rounding before the last.
        applied = [(WEIGHTS[p], self.measure(p)) for p in WEIGHTS if self.measure(p).applies]
        common = reduce(lambda so_far, one: so_far * one[1].denominator, applied, 1)
        gained = sum(weight * m.numerator * (common // m.denominator) for weight, m in applied)
        return 100 * gained // (common * self.weight)

    def __add__(self, other: UnitScore) -> UnitScore:
        both = {part: self.measure(part) + other.measure(part) for part in WEIGHTS}
        return UnitScore(both, self.excluded + other.excluded)


NO_SCORE = UnitScore({}, Excluded())


def of_counts(counts: ScoreCounts) -> UnitScore:
    """The parts that one look alone can tell: not what was late, nor how often it could be read."""
    shown = counts.shown
    return UnitScore(
        {
            ScorePart.COVERAGE: Measure(counts.matched, counts.required),
            ScorePart.COMPLETENESS: Measure(counts.complete, counts.detailed),
            ScorePart.CORRECTNESS: Measure(counts.right, counts.comparable),
            ScorePart.CLEANLINESS: Measure(shown - counts.revoked_shown, shown),
        },
        Excluded(not_yet_due=counts.not_yet_due),
    )


def score_of(facts: SourceFacts) -> UnitScore:
    """The score of one source (reference §5.7); of no look that proved anything only the looks."""
    looks, counts = facts.looks, facts.counts
    seen = Measure(looks.read, looks.read + looks.unreachable)
    if counts is None:
        return UnitScore({ScorePart.AVAILABILITY: seen}, Excluded(looks.unverifiable))
    left, waived = _without_let_pass(counts, facts.let_pass)
    in_time = Measure(max(0, left.required - facts.late), left.required)
    measures = {
        **of_counts(left).measures,
        ScorePart.TIMELINESS: in_time,
        ScorePart.AVAILABILITY: seen,
    }
    return UnitScore(measures, Excluded(looks.unverifiable, left.not_yet_due, waived))


def _without_let_pass(counts: ScoreCounts, passed: LetPass) -> tuple[ScoreCounts, int]:
    """The counts without what is let pass, and how many procedures that took out.

    Waivers are of other moments than the counts: never more is taken out than was wrong.
    """
    missing = min(passed.missing, counts.required - counts.matched)
    incomplete = min(passed.incomplete, counts.detailed - counts.complete)
    wrong = min(passed.wrong, counts.comparable - counts.right)
    revoked = min(passed.revoked, counts.revoked_shown)
    left = replace(
        counts,
        required=counts.required - missing,
        detailed=counts.detailed - incomplete,
        comparable=counts.comparable - wrong,
        shown=counts.shown - revoked,
        revoked_shown=counts.revoked_shown - revoked,
    )
    return left, missing + incomplete + wrong + revoked


def together(scores: Iterable[UnitScore]) -> UnitScore:
    """Several as one: numerators and denominators added up, never an average of averages."""
    return reduce(lambda so_far, one: so_far + one, scores, NO_SCORE)
