"""An office that is well, and what can be planted in it so that it no longer is.

Its mail server asks for a password, its mailbox too, its portal answers by HTTPS; all on real
sockets of this machine.
"""

from __future__ import annotations

import shutil
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.notices.unreachable import without_contact
from dondoc.operations.backup.take_backup import take_backup
from dondoc.operations.doctor.examine import Look, examine
from dondoc.operations.doctor.patient import admit
from dondoc.operations.doctor.symptom import Gravity, Symptom
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings, load_settings
from models.database import engine_for, transaction
from tests.support.cast import give_clerks
from tests.support.imap_server import ImapServer
from tests.support.site_certificates import Authority
from tests.support.smtp_server import SmtpServer

TODAY = date(2026, 3, 2)
NOW = at(TODAY, 9)
PASSWORD = "mat-khau-thu"


def well(folder: Path, rulebook: Rulebook) -> Path:
    """A data folder with a ledger in which reports are asked for, everybody has a confirmed
    contact, and last night's copy; to be copied for each test.
    """
    settings = load_settings(data_dir=folder / "data", backup_dir=folder / "data" / "backups")
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine) as session:
        open_rounds(session, rulebook, rulebook.registry.plan.duty("III.1.1.c"), now=NOW)
        alone = without_contact(session, rulebook.registry, TODAY)
    give_clerks(engine, alone)
    take_backup(engine, settings, settings.data_dir / "backups", now=at(TODAY, 1, 30))
    engine.dispose()
    return settings.data_dir


@dataclass
class AilingOffice:
    """One installation; its settings are those of the environment, as a person sets them."""

    folder: Path
    patch: pytest.MonkeyPatch
    smtp: SmtpServer
    imap: ImapServer
    authority: Authority
    running: ExitStack
    now: datetime = NOW
    least_free: int = 1

    @property
    def settings(self) -> Settings:
        return load_settings()

    @property
    def engine(self) -> Engine:
        return engine_for(self.settings.database)

    def set(self, name: str, value: str) -> None:
        self.patch.setenv(f"DONDOC_{name}", value)

    def write(self, row: Any) -> None:
        with transaction(self.engine) as session:
            session.add(row)

    def change(self, statement: Any) -> None:
        with transaction(self.engine) as session:
            session.execute(statement)

    def mail(self, **more: str) -> None:
        """Where letters go: our server, with the right password unless said otherwise."""
        given = {"password": PASSWORD, "mode": "insecure", "host": f"127.0.0.1:{self.smtp.port}"}
        given |= more
        self.set(
            "SMTP_URL",
            f"mailto://don-doc:{given['password']}@{given['host']}"
            f"?from=don-doc@so-noi-vu.example&mode={given['mode']}",
        )

    def secured_mail(self, *, days: int) -> None:
        """A mail server that speaks TLS, with a certificate that holds so many days more."""
        context = self.authority.site(name="localhost", days=days, folder=self.folder.parent)
        server = self.running.enter_context(SmtpServer(tls=context, password=PASSWORD))
        self.mail(host=f"localhost:{server.port}", mode="ssl")

    def mailbox(self, password: str = "") -> None:
        login = f"{self.imap.user}:{password or self.imap.password}"
        self.set("INCOMING_URL", f"imap://{login}@127.0.0.1:{self.imap.port}/INBOX?mode=insecure")

    def portal(self, *, days: int = 90) -> None:
        """It answers, with a certificate that holds so many days more."""
        context = self.authority.site(name="localhost", days=days, folder=self.folder.parent)
        self.set("BASE_URL", self.running.enter_context(https_site(context)))

    def symptoms(self, *looks: Look) -> list[Symptom]:
        patient = admit(self.settings, self.now, least_free=self.least_free)
        return [one for answer in examine(patient, looks) for one in answer.found]


def grave(found: list[Symptom]) -> list[str]:
    """The codes of what is broken or wants attention."""
    return [one.code for one in found if one.gravity is not Gravity.NOTE]


@contextmanager
def ailing_office(whole: Path, tmp_path: Path, patch: pytest.MonkeyPatch) -> Iterator[AilingOffice]:
    """A copy of a whole folder, and its servers."""
    folder = tmp_path / "data"
    shutil.copytree(whole, folder)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    authority = Authority("Cơ quan cấp chứng thư")
    (tmp_path / "goc.pem").write_bytes(authority.pem())
    patch.setenv("SSL_CERT_FILE", str(tmp_path / "goc.pem"))
    patch.delenv("PREFECT_API_URL", raising=False)
    with SmtpServer(password=PASSWORD) as smtp, ImapServer() as imap, ExitStack() as running:
        office = AilingOffice(folder, patch, smtp, imap, authority, running)
        office.set("DATA_DIR", str(folder))
        office.set("BACKUP_DIR", str(folder / "backups"))
        office.set("TRIAL", "false")
        office.set("REPLY_TO", "tra-loi@so-noi-vu.example")
        office.mail()
        office.mailbox()
        office.portal()
        yield office
        office.engine.dispose()


@contextmanager
def https_site(context: ssl.SSLContext) -> Iterator[str]:
    """An address that answers whoever trusts it."""

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign] - visitors who leave
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://localhost:{server.server_port}"
        server.shutdown()
