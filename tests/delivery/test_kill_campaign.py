"""SIGKILL at drawn moments: nothing lost, at most the letter in flight on each line twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from tests.support.campaign import Campaign

MESSAGES, KILLS = 300, 5


def _campaign(engine: Engine, rulebook: Rulebook, folder: Path) -> Campaign:
    return Campaign(engine, rulebook, folder, messages=MESSAGES)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_five_kills_lose_nothing_and_repeat_only_what_was_in_flight(
    engine: Engine, rulebook: Rulebook, tmp_path: Path
):
    report = _campaign(engine, rulebook, tmp_path).run(kills=KILLS, seed=15)

    assert (MESSAGES, KILLS) == (report.messages, report.kills)
    assert (0, 0, 0) == (report.lost, report.unsent, report.strangers)
    assert report.extra <= KILLS * report.lines
    assert report.extra <= report.marked


def test_with_an_archive_nothing_is_repeated_either(
    sqlite_engine: Engine, rulebook: Rulebook, tmp_path: Path
):
    report = _campaign(sqlite_engine, rulebook, tmp_path).run(kills=KILLS, seed=15, archive=True)

    assert (MESSAGES, KILLS) == (report.messages, report.kills)
    assert (0, 0, 0, 0) == (report.lost, report.unsent, report.strangers, report.extra)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_processes_at_once_send_each_message_once(
    engine: Engine, rulebook: Rulebook, tmp_path: Path
):
    report = _campaign(engine, rulebook, tmp_path).two_at_once()

    assert (MESSAGES, 0, 0) == (report.messages, report.lost, report.unsent)
    assert (0, 0) == (report.extra, report.marked)
