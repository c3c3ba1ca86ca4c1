"""A score is numerators and denominators; what proves nothing, or is let pass, is in neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dondoc.publication.score.score_parts import WEIGHTS, Measure, ScorePart
from dondoc.publication.score.source_facts import LetPass, Looks, SourceFacts
from dondoc.publication.score.unit_score import Excluded, score_of, together
from dondoc.publication.score_counts import ScoreCounts

COUNTS = ScoreCounts(
    required=50,
    matched=45,
    not_yet_due=3,
    shown=48,
    detailed=20,
    complete=15,
    comparable=40,
    right=38,
    revoked_shown=2,
)
FACTS = SourceFacts(COUNTS, late=6, looks=Looks(read=3, unreachable=1, unverifiable=2))


def test_the_weights_add_up_to_a_hundred() -> None:
    assert 100 == sum(WEIGHTS.values())
    assert list(ScorePart) == list(WEIGHTS)


def test_every_part_has_its_numerator_and_denominator() -> None:
    score = score_of(FACTS)

    assert {
        ScorePart.COVERAGE: Measure(45, 50),
        ScorePart.TIMELINESS: Measure(44, 50),
        ScorePart.COMPLETENESS: Measure(15, 20),
        ScorePart.CORRECTNESS: Measure(38, 40),
        ScorePart.CLEANLINESS: Measure(46, 48),
        ScorePart.AVAILABILITY: Measure(3, 4),
    } == score.measures
    # 36 + 17,6 + 15 + 9,5 + 4,79 + 3,75 = 86,64
    assert 86 == score.points
    assert 100 == score.weight


def test_what_was_left_out_is_said_beside_it() -> None:
    passed = LetPass(missing=2, incomplete=1, wrong=1, revoked=1)

    score = score_of(replace(FACTS, let_pass=passed))

    assert Excluded(unverifiable=2, not_yet_due=3, waived=5) == score.excluded
    assert Measure(45, 48) == score.measure(ScorePart.COVERAGE)
    assert Measure(15, 19) == score.measure(ScorePart.COMPLETENESS)
    assert Measure(38, 39) == score.measure(ScorePart.CORRECTNESS)
    assert Measure(46, 47) == score.measure(ScorePart.CLEANLINESS)


def test_a_part_of_nothing_weighs_nothing() -> None:
    list_only = replace(COUNTS, matched=50, detailed=0, complete=0, comparable=0, right=0)

    score = score_of(replace(FACTS, counts=list_only, late=0, looks=Looks(read=1)))

    assert not score.measure(ScorePart.COMPLETENESS).applies
    assert 70 == score.weight
    # (40 + 20 + 5 × 46/48 + 5) of 70
    assert 99 == score.points


@pytest.mark.parametrize(
    "looks", [Looks(unreachable=4), Looks(unverifiable=4), Looks(read=2), Looks()]
)
def test_where_nothing_was_proven_there_is_no_score_good_or_bad(looks: Looks) -> None:
    score = score_of(SourceFacts(looks=looks))

    assert score.points is None
    assert looks.unverifiable == score.excluded.unverifiable


def test_unverifiable_is_never_a_pass() -> None:
    read, blocked = Looks(read=1, unreachable=1), Looks(read=1, unreachable=1, unverifiable=8)

    assert (
        score_of(replace(FACTS, looks=read)).points
        == score_of(replace(FACTS, looks=blocked)).points
    )


def test_more_let_pass_than_is_wrong_today_never_makes_more_than_all() -> None:
    score = score_of(replace(FACTS, let_pass=LetPass(9, 9, 9, 9), late=99))

    assert Measure(45, 45) == score.measure(ScorePart.COVERAGE)
    assert Measure(0, 45) == score.measure(ScorePart.TIMELINESS)
    assert Measure(15, 15) == score.measure(ScorePart.COMPLETENESS)
    assert Measure(46, 46) == score.measure(ScorePart.CLEANLINESS)


def test_a_hundred_is_said_of_all_alone() -> None:
    nearly = ScoreCounts(required=1000, matched=999)

    assert 99 == score_of(SourceFacts(nearly)).measure(ScorePart.COVERAGE).percent
    assert 99 == score_of(SourceFacts(nearly)).points


def test_places_together_are_counted_not_averaged() -> None:
    small, large = ScoreCounts(required=2, matched=0), ScoreCounts(required=98, matched=98)

    both = together([score_of(SourceFacts(small)), score_of(SourceFacts(large))])

    assert Measure(98, 100) == both.measure(ScorePart.COVERAGE)
