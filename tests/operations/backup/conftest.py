"""An installation as an office has it: a migrated ledger, a key, files, mail; on each database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.incoming.store import raw_path
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from dondoc.submissions.files import stored_path, write_whole
from models import Incoming
from models.database import transaction
from models.kinds import IncomingKind, IncomingOutcome
from tests.support.own_databases import own_databases, postgresql_programs

NIGHT = at(date(2027, 3, 1), 1, 30)
PAPER = b"%PDF-1.4 bao cao"


@dataclass
class Office:
    """One installation on one machine."""

    settings: Settings
    engine: Engine
    rulebook: Rulebook

    def keep(self, content: bytes) -> str:
        """A file in the evidence folder; returns its hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        write_whole(stored_path(self.settings.files_dir, sha256), content)
        return sha256

    def receive(self, raw: bytes) -> Path:
        """A mail that waits for an officer, and where its raw bytes lie."""
        sha256 = hashlib.sha256(raw).hexdigest()
        target = raw_path(self.settings.mail_dir, sha256)
        write_whole(target, raw)
        row = Incoming(
            sha256=sha256,
            size=len(raw),
            received_at=NIGHT,
            recorded_at=NIGHT,
            kind=IncomingKind.LETTER,
            outcome=IncomingOutcome.HELD,
        )
        with transaction(self.engine) as session:
            session.add(row)
        return target


@pytest.fixture
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], str]]:
    """The address of a new, empty database of that name."""
    if request.param == "sqlite":
        yield lambda name: f"sqlite:///{tmp_path / name}.sqlite3"
        return
    monkeypatch.setenv("PATH", f"{postgresql_programs()}{os.pathsep}{os.environ['PATH']}")
    with own_databases(request.getfixturevalue("postgresql_url")) as create:
        yield create


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        one = metafunc.definition.get_closest_marker("one_database")
        kinds = ["sqlite"] if one else ["sqlite", "postgresql"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture
def office(tmp_path: Path, database: Callable[[str], str], rulebook: Rulebook) -> Iterator[Office]:
    settings = load_settings(
        data_dir=tmp_path / "data",
        database_url=database("so"),
        trial=False,
        smtp_url="mailtos://u:mat-khau@thu.example?from=a@so.example",
        backup_dir=tmp_path / "copies",
    )
    engine = prepare_ledger(settings, rulebook)
    yield Office(settings, engine, rulebook)
    engine.dispose()
