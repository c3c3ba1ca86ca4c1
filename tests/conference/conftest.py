"""A hall on each database, and one on SQLite where it cannot differ."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from tests.support.cast import Cast
from tests.support.conference_hall import Hall
from tests.support.mail_servers import (
    certificate,
    no_line_outlives_its_test,
    server_tls,
    smtp,
    start_smtp,
    trusted,
)

__all__ = [
    "certificate",
    "no_line_outlives_its_test",
    "server_tls",
    "smtp",
    "start_smtp",
    "trusted",
]


@pytest.fixture
def hall(engine: Engine, rulebook: Rulebook, cast: Cast) -> Hall:
    return Hall(engine, rulebook)


@pytest.fixture
def sqlite_hall(sqlite_engine: Engine, rulebook: Rulebook, sqlite_cast: Cast) -> Hall:
    return Hall(sqlite_engine, rulebook)
