"""Where our own line is down, nobody is accused."""

from __future__ import annotations

import pytest

from dondoc.web.own_line import own_line_is_up

UP, DOWN = [True], [False]


@pytest.mark.parametrize(
    ("hosts", "canaries", "up"),
    [
        ([], [], True),
        (UP * 28, [], True),
        (UP * 7 + DOWN * 3, [], True),  # 30 %: not more
        (UP * 6 + DOWN * 4, [], False),
        (UP * 6 + DOWN * 4, UP, False),
        (DOWN * 28, UP, False),
        (UP * 28, DOWN * 2, False),
        (UP * 28, UP + DOWN, True),
        (UP * 2 + DOWN, [], True),  # few hosts: one that is down is its own affair
        (DOWN * 3, [], False),
        (DOWN * 3, UP, True),
        (DOWN, [], True),
        (DOWN, DOWN, False),
    ],
)
def test_a_run_says_something_only_over_a_line_that_is_up(hosts, canaries, up):
    assert up == own_line_is_up(hosts, canaries)
