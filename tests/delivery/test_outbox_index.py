"""Dispatch finds what may still leave by its index, however much was sent before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, event
from sqlmodel import SQLModel

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import load_settings
from models.database import make_engine

SOME_DAY = at(date(2027, 3, 12), 8)


@pytest.fixture
def ledger(tmp_path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path / 'so.sqlite3'}")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_no_dispatch_reads_through_what_was_sent(ledger: Engine, rulebook: Rulebook, tmp_path):
    asked: list[tuple[str, object]] = []

    @event.listens_for(ledger, "before_cursor_execute")
    def keep(_connection, _cursor, statement, parameters, *_) -> None:  # type: ignore[no-untyped-def]
        asked.append((statement, parameters))

    settings = load_settings(
        data_dir=tmp_path, trial=False, secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu"
    )
    dispatch_window(ledger, settings, rulebook, SOME_DAY)

    about = [one for one in asked if "FROM message" in one[0]]
    plans = [step for one in about for step in _steps(ledger, *one)]
    assert [step for step in plans if "ix_message_due" in step]
    assert [] == [step for step in plans if step == "SCAN message"]


def _steps(ledger: Engine, statement: str, parameters: object) -> list[str]:
    with ledger.connect() as connection:
        return [
            row[3]
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        ]
