"""A portal over a real ledger, with the report round of quý I/2027 under way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from tests.support.portal import Portal


@pytest.fixture
def portal_settings(sqlite_engine: Engine, settings: Settings) -> Settings:
    return load_settings(
        data_dir=settings.data_dir,
        database_url=str(sqlite_engine.url),
        secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
        smtp_url="mailto://127.0.0.1:9?from=don-doc@so-noi-vu.example&mode=insecure",  # closed
    )


@pytest.fixture
def portal(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook
) -> Iterator[Portal]:
    built = Portal(portal_settings, sqlite_engine, rulebook)
    built.open_round()
    yield built
    built.close()
