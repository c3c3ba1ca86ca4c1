"""The recipe: a rung of the ladder moves by one line; data, schedules and words follow."""

from __future__ import annotations

import pytest

from tests.support.project_copy import ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_rung")

LADDER = "dondoc/calendar/ladder.py"
GUIDE = "docs/don-vi.md"
OLD, NEW = (f"10 ngày làm việc (nếu đợt mở đủ sớm), {days} ngày" for days in (5, 6))
GUIDES = ("--noconftest", "tests/test_numbers_in_docs.py", "-k", "tell_the_numbers")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    copy = ProjectCopy(tmp_path_factory.mktemp("copy"))
    copy.replace(LADDER, "REMINDED = (10, 5, 2, 0)", "REMINDED = (10, 6, 2, 0)")
    return copy


@pytest.fixture(scope="module")
def guides(copy: ProjectCopy) -> str:
    """What the test of the guides says; then the sentence that it names is mended."""
    said = copy.pytest(*GUIDES).stdout
    copy.replace(GUIDE, OLD, NEW)
    return said


@pytest.fixture(scope="module")
def told(copy: ProjectCopy) -> list[tuple[int, str]]:
    stale = "render --check"
    return copy.dondoc(stale, "render", stale, "lint", "plan show --duty III.1.1.c")


def test_the_schedule_is_stale_until_it_is_rendered(told):
    assert [1, 0, 0, 0] == [code for code, _said in told[:4]]
    assert told[3][1].startswith("Lỗi phải sửa: 0 ")


def test_the_words_follow(told):
    assert "OPEN, T-10, T-6, T-2, T, T+1" in told[4][1]


def test_the_sentence_of_a_guide_is_named_by_its_test(guides):
    assert NEW in guides
    assert "1 failed" in guides


def test_the_recipe_names_what_was_touched(told, guides, copy: ProjectCopy):
    named = places_named("A rung of the ladder")

    assert ([], []) == amiss(named, copy.touched())
