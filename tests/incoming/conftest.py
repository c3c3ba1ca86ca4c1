"""A mailroom on each database: a folder for incoming mail, addresses with codes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.delivery.letter import ReadyMessage
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from tests.support.cast import Cast
from tests.support.imap_server import ImapServer
from tests.support.mail_servers import (
    certificate,
    no_line_outlives_its_test,
    server_tls,
    smtp,
    start_smtp,
    trusted,
)
from tests.support.mailroom import Mailroom

__all__ = [
    "certificate",
    "no_line_outlives_its_test",
    "server_tls",
    "smtp",
    "start_smtp",
    "trusted",
]


@pytest.fixture
def mail_settings(settings: Settings) -> Settings:
    return load_settings(
        data_dir=settings.data_dir,
        trial=False,
        secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
        reply_to="Sở Nội vụ <tra-loi@don-doc.example>",
        bounce_to="thu-hoan@don-doc.example",
        incoming_url=str(settings.data_dir / "thu-den"),
    )


class OpenedOnce:
    """The first mailroom's round on SQLite is kept, ledger and letters; the others copy it."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / "opened.sqlite3"
        self._sent: list[ReadyMessage] = []

    def open_round(self, room: Mailroom) -> Mailroom:
        if room.engine.dialect.name != "sqlite":
            room.open_round()
            return room
        ledger = Path(str(room.engine.url.database))
        if not self._sent:
            room.open_round()
            room.engine.dispose()  # whole: the last connection takes the log into the file
            shutil.copyfile(ledger, self._kept)
            self._sent = list(room.postman.sent)
            return room
        room.engine.dispose()
        shutil.copyfile(self._kept, ledger)
        room.postman.sent.extend(self._sent)
        return room


@pytest.fixture(scope="session")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> OpenedOnce:
    return OpenedOnce(tmp_path_factory.mktemp("mailroom"))


@pytest.fixture
def room(
    engine: Engine,
    mail_settings: Settings,
    rulebook: Rulebook,
    cast: Cast,
    opened_once: OpenedOnce,
) -> Mailroom:
    """On SQLite and on PostgreSQL, with the first reminders sent."""
    return opened_once.open_round(Mailroom(engine, mail_settings, rulebook))


@pytest.fixture
def quick_room(
    sqlite_engine: Engine,
    mail_settings: Settings,
    rulebook: Rulebook,
    sqlite_cast: Cast,
    opened_once: OpenedOnce,
) -> Mailroom:
    """On SQLite alone, for what does not depend on the database."""
    return opened_once.open_round(Mailroom(sqlite_engine, mail_settings, rulebook))


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer(password="bi-mat") as running:
        yield running


@pytest.fixture
def imap_room(room: Mailroom, server: ImapServer) -> Mailroom:
    """Its mail comes from a mailbox over IMAP."""
    room.read_from(server)
    return room
