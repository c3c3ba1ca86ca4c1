"""The draw of units to be inspected: share, proportion, nobody twice running, repeatable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.inspections.draw import draw, sample_size, shares

PLAN_2021 = {
    "so_nganh": [f"so-{number}" for number in range(20)],
    "cap_huyen": [f"huyen-{number}" for number in range(7)],
}
GROUPS = st.dictionaries(
    st.sampled_from(["so", "huyen", "xa", "doan-the"]), st.integers(0, 130), min_size=1
).map(lambda sizes: {name: [f"{name}-{n}" for n in range(size)] for name, size in sizes.items()})
PERCENT = st.integers(1, 100)
SEED = st.integers(0, 2**63 - 1)


def test_thirty_percent_of_the_plan_of_2021_is_nine_of_twenty_seven():
    drawn = draw(PLAN_2021, percent=30, seed=2021)

    assert (9, 27) == (len(drawn.units), drawn.of)
    assert {"so_nganh": (7, 20), "cap_huyen": (2, 7)} == drawn.by_group


def test_this_seed_draws_these_units():
    drawn = draw(PLAN_2021, percent=30, seed=2021)

    assert drawn.units == draw(PLAN_2021, percent=30, seed=2021).units
    assert drawn.units != draw(PLAN_2021, percent=30, seed=2022).units


def test_who_was_drawn_last_year_waits_his_turn():
    first = draw(PLAN_2021, percent=30, seed=1)
    second = draw(PLAN_2021, percent=30, seed=2, last=first.units)

    assert set() == set(first.units) & set(second.units)
    assert () == second.again


def test_where_too_few_are_left_somebody_comes_again_and_it_is_said():
    first = draw(PLAN_2021, percent=60, seed=1)
    second = draw(PLAN_2021, percent=60, seed=2, last=first.units)

    missed = {code for group in PLAN_2021.values() for code in group} - set(first.units)
    assert missed <= set(second.units)
    assert set(second.again) == set(first.units) & set(second.units)


def test_of_four_samples_a_year_who_waited_longest_comes_again_first():
    """Two of seven districts a quarter: in the fourth somebody comes again, from the first."""
    lately: dict[str, int] = {}
    samples = []
    for quarter in range(1, 6):
        drawn = draw(PLAN_2021, percent=20, seed=quarter, last=lately)
        samples.append(set(drawn.units))
        lately |= dict.fromkeys(drawn.units, quarter)

    first, second, third, fourth, fifth = samples
    again = first & fourth
    assert (1, 0) == (len(again), len(fourth & (second | third)))
    assert set() == fifth & (third | fourth)


@pytest.mark.parametrize("percent", [0, 101])
def test_no_share_is_no_draw(percent: int):
    with pytest.raises(ValueError, match="cannot be drawn"):
        draw(PLAN_2021, percent=percent, seed=1)


@given(groups=GROUPS, percent=PERCENT, seed=SEED)
def test_the_sample_is_the_smallest_that_reaches_the_share(groups, percent: int, seed: int):
    drawn = draw(groups, percent=percent, seed=seed)

    assert sample_size(drawn.of, percent=percent) == len(set(drawn.units)) == len(drawn.units)
    assert len(drawn.units) * 100 >= drawn.of * percent
    assert (len(drawn.units) - 1) * 100 < drawn.of * percent or not drawn.units


@given(groups=GROUPS, percent=PERCENT)
def test_every_group_has_its_proportion(groups, percent: int):
    sizes = {name: len(units) for name, units in groups.items()}
    found = shares(sizes, percent=percent)
    total, wanted = sum(sizes.values()), sum(found.values())

    assert all(0 <= found[name] <= sizes[name] for name in sizes)
    for name, size in sizes.items():
        exact = size * wanted / total if total else 0
        # One more or less by rounding; the richest may give one to each group left empty.
        assert abs(found[name] - exact) < 1 + len(sizes)
    empty = [name for name in sizes if sizes[name] and not found[name]]
    assert not empty or max(found.values()) <= 1


@given(groups=GROUPS, percent=PERCENT, seed=SEED, before=SEED)
def test_nobody_comes_twice_running_while_others_are_left(
    groups, percent: int, seed: int, before: int
):
    last = draw(groups, percent=percent, seed=before).units
    drawn = draw(groups, percent=percent, seed=seed, last=last)

    for name, units in groups.items():
        count = drawn.by_group[name][0]
        fresh = [code for code in units if code not in last]
        again = [code for code in units if code in drawn.again]
        assert max(0, count - len(fresh)) == len(again)


@given(groups=GROUPS, percent=PERCENT, seed=SEED)
def test_the_order_of_the_list_does_not_matter(groups, percent: int, seed: int):
    backwards = {name: units[::-1] for name, units in groups.items()}

    assert set(draw(groups, percent=percent, seed=seed).units) == set(
        draw(backwards, percent=percent, seed=seed).units
    )
