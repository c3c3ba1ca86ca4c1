"""The nightly copy of a SQLite ledger, and letting go of expired rights."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import select

from dondoc.clock import at
from dondoc.operations.backup import back_up
from dondoc.operations.retention import drop_expired
from models import Token
from models.database import transaction
from models.kinds import TokenPurpose

NIGHT = at(date(2027, 3, 1), 1, 30)


def test_a_copy_holds_what_the_ledger_holds_while_it_is_in_use(
    sqlite_engine: Engine, tmp_path: Path
):
    with transaction(sqlite_engine, write=False):
        copy = back_up(str(sqlite_engine.url), tmp_path / "backups", now=NIGHT)

    assert copy == tmp_path / "backups" / "dondoc-20270301-0130.sqlite3"
    with closing(sqlite3.connect(copy)) as opened:
        [(units,)] = opened.execute("select count(*) from unit")
    assert units > 100


def test_two_weeks_of_copies_are_kept(sqlite_engine: Engine, tmp_path: Path):
    for night in range(16):
        back_up(str(sqlite_engine.url), tmp_path, now=NIGHT + timedelta(days=night))

    names = sorted(path.name for path in tmp_path.glob("dondoc-*"))
    assert 14 == len(names)
    assert ("dondoc-20270303-0130.sqlite3", "dondoc-20270316-0130.sqlite3") == (
        names[0],
        names[-1],
    )
    assert [] == list(tmp_path.glob("*.part"))


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path):
    assert back_up("postgresql+psycopg://so/dondoc", tmp_path / "backups", now=NIGHT) is None
    assert not (tmp_path / "backups").exists()


def test_rights_that_expired_a_month_ago_are_let_go(engine: Engine):
    ages = {"a" * 64: 31, "b" * 64: 29, "c" * 64: -10}
    with transaction(engine) as session:
        for hashed, days in ages.items():
            session.add(
                Token(
                    hash=hashed,
                    purpose=TokenPurpose.UNIT,
                    created_at=NIGHT - timedelta(days=150),
                    expires_at=NIGHT - timedelta(days=days),
                )
            )
    with transaction(engine) as session:
        assert 1 == drop_expired(session, now=NIGHT)
    with transaction(engine, write=False) as session:
        assert {"b" * 64, "c" * 64} == set(session.exec(select(Token.hash)))
