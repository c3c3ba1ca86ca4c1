"""Flows ask for the ledger's revision like every other door: on an older one nothing runs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dondoc.ledger.installation import load_installation, load_rules
from dondoc.problems import Refused
from dondoc.settings import load_settings
from models.database import engine_for, transaction
from models.migrations.run import migrate

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path))
    yield tmp_path
    engine_for(load_settings().database).dispose()


def test_an_older_ledger_is_refused_and_says_what_to_do(folder):
    migrate(engine_for(load_settings().database), "0014_add_asked_at")

    with pytest.raises(Refused) as refused:
        load_installation()

    wanted = "sổ theo dõi ở bản 0014_add_asked_at, cũ hơn chương trình; hãy chạy `dondoc migrate`"
    assert wanted in str(refused.value)


def test_where_there_is_no_ledger_none_is_made(folder):
    with pytest.raises(Refused, match="chưa có sổ theo dõi"):
        load_installation()

    assert load_rules().registry.plan.duties  # what needs no ledger goes on
    assert [] == list(folder.iterdir())


def test_this_programs_own_is_taken(folder):
    engine = engine_for(load_settings().database)
    migrate(engine)

    assert engine is load_installation().engine


def test_a_door_waits_for_nobody_that_writes(folder):
    """Who asks only reads: it would wait half a minute, and be refused."""
    engine = engine_for(load_settings().database)
    migrate(engine)
    load_installation()

    with transaction(engine):
        assert engine is load_installation().engine


def test_flows_and_tasks_have_no_other_door_to_the_ledger():
    """An engine made by hand would ask nobody."""
    paths = [*(ROOT / "flows").glob("*.py"), *(ROOT / "tasks").glob("*.py")]
    found = {
        path.name
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and {"engine_for", "make_engine", "create_engine"} & {one.name for one in node.names}
    }
    assert set() == found
