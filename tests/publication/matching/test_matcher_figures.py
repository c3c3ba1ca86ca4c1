"""The figures that the matcher has to hold, on names that differ from each other by one word."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from dondoc.publication.matching.matcher import Matcher
from models.publication_kinds import MatchWay
from tests.support.procedure_names import noises, sample_entries

COUNT = 400


@pytest.fixture(scope="module")
def figures() -> Counter[str]:
    """Of all names under all noises: found rightly, wrongly, and found though it was taken out."""
    entries = sample_entries(COUNT)
    matcher, counts, chance = Matcher(entries), Counter[str](), random.Random(1)
    without = {half: Matcher(entries[half::2]) for half in (0, 1)}
    for place, one in enumerate(entries):
        absent = without[1 - place % 2]
        same = any(one.name == other.name for other in absent.entries.values())
        for kind, noise in noises(chance).items():
            shown = noise(one.name)
            match = matcher.match("", shown)
            counts["all"] += 1
            counts["right"] += match.code == one.code
            counts["wrong"] += bool(match.code) and match.code != one.code
            counts[f"right {kind}"] += match.code == one.code
            if not same:
                counts["absent"] += 1
                counts["found though absent"] += bool(absent.match("", shown).code)
    return counts


def test_hardly_any_name_is_taken_for_another(figures: Counter[str]) -> None:
    assert figures["wrong"] <= 0.001 * figures["all"], figures


def test_hardly_any_absent_procedure_is_found(figures: Counter[str]) -> None:
    assert figures["found though absent"] <= 0.01 * figures["absent"], figures


def test_most_names_are_found(figures: Counter[str]) -> None:
    assert figures["right"] >= 0.85 * figures["all"], figures


def test_two_procedures_of_one_name_are_both_named() -> None:
    entries = sample_entries(COUNT)
    twins = entries[0], entries[COUNT // 2]

    found = Matcher(entries).match("", twins[0].name)

    assert MatchWay.AMBIGUOUS is found.way
    assert tuple(one.code for one in twins) == found.codes
