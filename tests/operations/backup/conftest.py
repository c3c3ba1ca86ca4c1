"""An installation as an office has it: a migrated ledger, a key, files, mail; on each database."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.delivery.dispatch_window import DispatchResult, dispatch_window
from dondoc.incoming.store import raw_path
from dondoc.operations.backup.copy_place import FoundCopy, backup_place
from dondoc.operations.backup.restore_copy import restore_copy
from dondoc.operations.backup.take_backup import take_backup
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from dondoc.submissions.files import stored_path, write_whole
from models import Incoming
from models.database import transaction
from models.kinds import IncomingKind, IncomingOutcome
from tests.support.cast import Cast
from tests.support.mail_servers import no_line_outlives_its_test, smtp, start_smtp
from tests.support.own_databases import own_databases, postgresql_programs
from tests.support.post import Office as Desk
from tests.support.smtp_server import SmtpServer

__all__ = ["no_line_outlives_its_test", "smtp", "start_smtp"]

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


class Machine(Desk):
    """An office at work: its rounds, letters over a real mail server, and its copies."""

    def __init__(self, settings: Settings, rulebook: Rulebook) -> None:
        super().__init__(prepare_ledger(settings, rulebook), settings, rulebook)

    def window(self, now: datetime) -> DispatchResult:
        return dispatch_window(self.engine, self.settings, self.rulebook, now)

    def copy(self, now: datetime) -> FoundCopy:
        place = backup_place(self.settings)
        return take_backup(self.engine, self.settings, place, now=now)

    def restored(self, copy: FoundCopy, database: str, now: datetime, **more: Any) -> Machine:
        """Another machine, on which that copy was put back; this one is lost."""
        self.engine.dispose()
        there = self.settings.data_dir.parent / "may-moi" / "du-lieu"
        settings = self.settings.model_copy(update={"data_dir": there, "database_url": database})
        restore_copy(copy.path, settings, now=now, **more)
        return Machine(settings, self.rulebook)


@pytest.fixture
def machine(
    tmp_path: Path, database: Callable[[str], str], rulebook: Rulebook, smtp: SmtpServer
) -> Machine:
    settings = load_settings(
        data_dir=tmp_path / "data",
        database_url=database("so"),
        trial=False,
        smtp_url=f"mailto://127.0.0.1:{smtp.port}?from=a@so.example&mode=insecure",
        backup_dir=tmp_path / "copies",
    )
    machine = Machine(settings, rulebook)
    Cast(machine.engine, rulebook)
    return machine
