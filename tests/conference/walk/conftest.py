"""Each life is walked once for all that is asked of it: walking is the slow part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import load_settings
from tests.conference.walk.conference_walk import ENDS_ON, ConferenceWalk
from tests.conference.walk.whole_life import CALLED_OFF, LIFE
from tests.support.prepared_ledger import PreparedPostgresql, copied

DEPARTMENTS, COMMUNES = "các sở, ban, ngành", "các xã, phường"
WALKS = ("27 units", "27 units, postgresql", "124 communes")


@pytest.fixture(
    scope="package",
    params=[pytest.param(one, marks=pytest.mark.xdist_group(f"conference {one}")) for one in WALKS],
)
def life_walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook
) -> ConferenceWalk:
    """The whole life; nothing of it is asked of the ledger afterwards."""
    folder = tmp_path_factory.mktemp("hoi-nghi")
    if request.param.endswith("postgresql"):
        prepared: PreparedPostgresql = request.getfixturevalue("prepared_postgresql")
        engine = prepared.restore()
    else:
        engine = copied(request.getfixturevalue("prepared_sqlite"), folder)
    listed = COMMUNES if request.param.startswith("124") else _twenty_seven(rulebook)
    walk = _walk(engine, rulebook, folder, listed)
    walk.live(LIFE, ENDS_ON)
    return walk


@pytest.fixture(scope="package")
def called_off(
    tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook, prepared_sqlite: Path
) -> ConferenceWalk:
    folder = tmp_path_factory.mktemp("huy-hoi-nghi")
    walk = _walk(copied(prepared_sqlite, folder), rulebook, folder, DEPARTMENTS)
    walk.live(CALLED_OFF, max(CALLED_OFF))
    return walk


def _twenty_seven(rulebook: Rulebook) -> str:
    """The departments of 2026, and communes until they are as many as the units of 2021."""
    living = [one for one in rulebook.registry.units if one.exists(date(2026, 11, 2))]
    departments = sum(one.group == "so_ban_nganh" for one in living)
    communes = [one.code for one in living if one.group == "cap_xa"]
    return "; ".join([DEPARTMENTS, *communes[: 27 - departments]])


def _walk(engine: Engine, rulebook: Rulebook, folder: Path, listed: str) -> ConferenceWalk:
    settings = load_settings(
        data_dir=folder, trial=False, secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu"
    )
    return ConferenceWalk(engine, settings, rulebook, listed)
