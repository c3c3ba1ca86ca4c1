"""Two plans on one Prefect server, each under its own name: neither touches the other."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from prefect.client.orchestration import get_client

from deployments import server
from deployments.apply import apply, plan_changes
from deployments.ownership import Mark
from dondoc import clock
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import Settings, load_settings
from tests.support.cut_plan import cut_plan
from tests.support.other_plan import other_plan

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.xdist_group("prefect"),
    pytest.mark.usefixtures("prefect_server"),
]
NAMES = ("tinh-mot", "tinh-hai")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Settings, Rulebook]]:
    found = {}
    for name, make in zip(NAMES, (cut_plan, other_plan), strict=True):
        folder = tmp_path_factory.mktemp(name)
        rulebook = load_rulebook(make(folder / "ke-hoach"))
        settings = load_settings(data_dir=folder / "data", installation=name)
        found[name] = settings, rulebook
    return found


def _named(name: str) -> dict[str, Any]:
    async def ask() -> dict[str, Any]:
        async with get_client() as client:
            seen = await server.read_ours(client, Mark(name, name))
            return {
                one.found.name: (one.found.updated, one.found.work_pool_name)
                for one in seen.values()
            }

    return asyncio.run(ask())


def test_each_brings_up_its_own_in_its_own_pool_and_a_second_time_nothing(both):
    now = clock.now()
    for settings, rulebook in both.values():
        apply(rulebook, now, settings)
    first = {name: _named(name) for name in NAMES}

    again = [plan_changes(rulebook, now, settings) for settings, rulebook in both.values()]
    assert [True, True] == [not one.changes for one in again]
    ours, theirs = (set(first[name]) for name in NAMES)
    assert {"bao-cao-chuyen-doi-so-tinh-hai", "ke-hoach-chuyen-doi-so-tinh-hai"} <= theirs
    assert set() == ours & theirs
    assert set() == {one for one in theirs if "cong-khai" in one or "hoi-nghi" in one}
    assert {"don-doc-tinh-hai"} == {pool for _at, pool in first["tinh-hai"].values()}

    apply(both["tinh-hai"][1], now, both["tinh-hai"][0])
    assert first["tinh-mot"] == _named("tinh-mot")
