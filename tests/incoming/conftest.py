"""A mailroom on each database: a folder for incoming mail, addresses with codes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings, load_settings
from tests.conftest import Cast
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
        secret_key="khoa-cua-bo-kiem-thu",
        reply_to="Sở Nội vụ <tra-loi@don-doc.example>",
        bounce_to="thu-hoan@don-doc.example",
        incoming_url=str(settings.data_dir / "thu-den"),
    )


@pytest.fixture
def room(engine: Engine, mail_settings: Settings, rulebook: Rulebook, cast: Cast) -> Mailroom:
    """On SQLite and on PostgreSQL, with the first reminders sent."""
    built = Mailroom(engine, mail_settings, rulebook)
    built.open_round()
    return built


@pytest.fixture
def quick_room(
    sqlite_engine: Engine, mail_settings: Settings, rulebook: Rulebook, sqlite_cast: Cast
) -> Mailroom:
    """On SQLite alone, for what does not depend on the database."""
    built = Mailroom(sqlite_engine, mail_settings, rulebook)
    built.open_round()
    return built


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer(password="bi-mat") as running:
        yield running


@pytest.fixture
def imap_room(room: Mailroom, server: ImapServer) -> Mailroom:
    """Its mail comes from a mailbox over IMAP."""
    room.read_from(server)
    return room
