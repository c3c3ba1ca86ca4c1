"""The cast and the ledger that most tests stand on: real databases, fixed days, no clock."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine

import models  # noqa: F401 (registers the tables)
import tests.support.hurried_sqlite  # noqa: F401 (listens to every engine)
from dondoc import clock
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.settings import Settings, load_settings
from tests.support.cast import Cast
from tests.support.life import life as life  # noqa: PLC0414 - fixtures for every folder below
from tests.support.life import sqlite_life as sqlite_life  # noqa: PLC0414
from tests.support.own_postgresql import own_postgresql
from tests.support.prepared_ledger import PreparedPostgresql, copied, sqlite_file

# Properties are judged by what they find, never by how fast a busy machine is; in CI the same
# examples each time, so that a red run can be had again.
hypothesis_settings.register_profile(
    "don-doc",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("don-doc")

OPENING = date(2027, 3, 1)  # the round of quý I/2027 opens on a Monday
DUE = date(2027, 3, 16)  # its due date for provincial bodies, a Tuesday
PRESENT = at(date(2026, 11, 30), 9)  # a Monday in office hours, for code that asks what time it is


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(
        data_dir=tmp_path / "data",
        trial=False,
        secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
    )


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL of our own; one for the session."""
    with own_postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Path:
    return sqlite_file(tmp_path_factory.mktemp("prepared"), rulebook)


@pytest.fixture(scope="session")
def prepared_postgresql(postgresql_url: str, rulebook: Rulebook) -> Iterator[PreparedPostgresql]:
    prepared = PreparedPostgresql(postgresql_url, rulebook)
    yield prepared
    prepared.engine.dispose()


def pytest_collection_finish() -> None:
    """What was collected lives to the end: the garbage collector need not walk it in every test.

    A fifth of the processor's time, measured.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    """A Prefect server that a test asked for ends with the session, in every worker."""
    if harness := sys.modules.get("tests.support.prefect_harness"):
        harness.stop_server()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`engine` is each of the two databases, or SQLite where a test is marked `one_database`."""
    chosen = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "engine" not in metafunc.fixturenames or "engine" in chosen:
        return
    one = metafunc.definition.get_closest_marker("one_database")
    kinds = ["sqlite"] if one else ["sqlite", "postgresql"]
    metafunc.parametrize("engine", kinds, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty ledger with the units in it, on each of the two databases."""
    if request.param == "sqlite":
        ledger: Engine = request.getfixturevalue("sqlite_engine")
        return ledger
    prepared: PreparedPostgresql = request.getfixturevalue("prepared_postgresql")
    return prepared.restore()


@pytest.fixture
def sqlite_engine(tmp_path: Path, prepared_sqlite: Path) -> Iterator[Engine]:
    """The same on SQLite alone, for what does not depend on the database."""
    engine = copied(prepared_sqlite, tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def cast(engine: Engine, rulebook: Rulebook) -> Cast:
    return Cast(engine, rulebook)


@pytest.fixture
def sqlite_cast(sqlite_engine: Engine, rulebook: Rulebook) -> Cast:
    return Cast(sqlite_engine, rulebook)


@pytest.fixture(autouse=True)
def _no_wall_clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is an argument; a command or flow that is given none finds it at `PRESENT`.

    So no test depends on the hour at which it is run. What talks to a real scheduler is marked
    `wall`: that server has a clock of its own.
    """
    if request.node.get_closest_marker("wall") is None:
        monkeypatch.setattr(clock, "now", lambda: PRESENT)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DONDOC_")]:
        if not name.startswith("DONDOC_TEST_"):
            monkeypatch.delenv(name)


MORNING = at(OPENING, 7, 30)
