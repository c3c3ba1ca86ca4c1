"""The programs of PostgreSQL: missing, too old, or refused by the server, it is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.operations.backup import postgresql_tools
from dondoc.operations.backup.postgresql_tools import dump_postgresql, server_version
from dondoc.problems import Refused
from models.database import make_engine
from tests.support.own_databases import postgresql_programs


@pytest.fixture
def alone(monkeypatch, tmp_path: Path) -> Path:
    """A machine whose programs are those in this folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgresql_tools, "_DEBIAN", tmp_path / "debian")
    return tmp_path


def _program(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{said}'\n")
    path.chmod(0o755)


def test_a_machine_without_the_program_is_told_what_to_install(alone, postgresql_url):
    engine = make_engine(postgresql_url)

    with pytest.raises(Refused, match="không có chương trình này") as caught:
        dump_postgresql(engine, alone / "x")
    assert f"postgresql-client-{server_version(engine)}" in str(caught.value)


def test_one_older_than_the_server_is_not_tried(alone, postgresql_url):
    _program(alone / "pg_dump", "pg_dump (PostgreSQL) 12.3")

    with pytest.raises(Refused, match="là bản 12, cũ hơn máy chủ PostgreSQL"):
        dump_postgresql(make_engine(postgresql_url), alone / "x")


def test_debians_folder_is_looked_into_where_the_path_leads_to_an_older_one(alone, postgresql_url):
    _program(alone / "pg_dump", "pg_dump (PostgreSQL) 12.3")
    there = alone / "debian" / "99" / "bin" / "pg_dump"
    _program(there, "pg_dump (PostgreSQL) 99.1")

    dump_postgresql(make_engine(postgresql_url), alone / "x")


def test_what_the_server_says_is_told_without_the_password(postgresql_url, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(postgresql_programs()), prepend=":")
    wrong = postgresql_url.replace("postgres:@", "khong-co:mat-khau@")
    engine = make_engine(postgresql_url)
    engine.url = make_engine(wrong).url

    with pytest.raises(Refused, match=r"pg_dump: không chạy được: .*khong-co") as caught:
        dump_postgresql(engine, tmp_path / "x")
    assert "mat-khau" not in str(caught.value)
