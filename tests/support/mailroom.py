"""A round under way, its reminders sent, and mail that comes in answer to them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.incoming.read_incoming import ReadResult, read_incoming
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Contact, Incoming, Message, Submission
from models.database import transaction
from tests.support.imap_server import ImapServer
from tests.support.post import Office, Postman

OPENING = date(2027, 3, 1)
NOON = at(date(2027, 3, 15), 12)
CLERK = "van-thu@so-tai-chinh.example"
SAID = "Sở Tài chính đã nộp báo cáo, số 12/BC-STC ngày 15/3/2027.\n"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF\n"


class Mailroom(Office):
    """The office, and a folder into which the mail server puts what comes."""

    def __init__(self, engine: Engine, settings: Settings, rulebook: Rulebook) -> None:
        super().__init__(engine, settings, rulebook)
        self.folder = Path(settings.incoming_url.get_secret_value())
        self.folder.mkdir(parents=True)
        self._count = 0

    def open_round(self) -> None:
        """The first reminder of each unit has left."""
        self.morning(OPENING)
        self.window(at(OPENING, 8))

    def reply_to(self, who: str = CLERK) -> str:
        """Where the newest letter to this address asks for answers."""
        return str(self.postman.to(who.replace("@", "%40"))[-1].envelope.reply_to)

    def bounce_to(self, who: str = CLERK) -> str:
        """The envelope sender of the newest letter to this address."""
        return str(self.postman.to(who.replace("@", "%40"))[-1].envelope.sender)

    def letter(self, text: str = SAID, *, sender: str = CLERK, **headers: str) -> EmailMessage:
        """An answer to the newest letter to the clerk, as a mail program writes it."""
        mail = EmailMessage()
        self._count += 1
        given = {
            "From": f"Nguyễn Thị Mai <{sender}>",
            "To": headers.pop("to", None) or self.reply_to(),
            "Subject": "Re: [Mở kỳ] Báo cáo tuyên truyền CCHC quý I/2027",
            "Message-ID": f"<{self._count}.thu@so-tai-chinh.example>",
            "Date": "Mon, 15 Mar 2027 09:10:00 +0700",
        }
        for name, value in (given | {k.replace("_", "-"): v for k, v in headers.items()}).items():
            mail[name] = value
        mail.set_content(text)
        return mail

    def put(self, mail: EmailMessage | bytes, *, came: datetime | None = None) -> None:
        """It lies in the mailbox; it came three minutes before noon unless told otherwise."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        self._count += 1
        path = self.folder / f"{self._count:04d}.eml"
        path.write_bytes(raw)
        stamp = (came or at(date(2027, 3, 15), 11, 57)).timestamp()
        os.utime(path, (stamp, stamp))

    def take(self, *mails: EmailMessage | bytes, now: datetime = NOON) -> ReadResult:
        """They come, and are read."""
        for mail in mails:
            self.put(mail)
        return self.read_mail(now)

    def read_from(
        self,
        server: ImapServer,
        password: str = "bi-mat",
        folder: str = "INBOX",
        *,
        scheme: str = "imap",
        more: str = "?mode=insecure",
    ) -> None:
        """Mail comes from this server from now on."""
        at = f"127.0.0.1:{server.port}/{folder}{more}"
        url = SecretStr(f"{scheme}://tra-loi:{password}@{at}")
        self.settings = self.settings.model_copy(update={"incoming_url": url})

    def read_mail(self, now: datetime = NOON) -> ReadResult:
        return read_incoming(self.engine, self.settings, self.rulebook, now)

    def answers(self, now: datetime = NOON) -> list[Any]:
        """What leaves at once: receipts and questions."""
        before = len(self.postman.sent)
        self.at_once(now)
        return self.postman.sent[before:]

    def incoming(self) -> list[Incoming]:
        return self.rows(Incoming)

    @property
    def last(self) -> Incoming:
        return self.incoming()[-1]

    def submissions(self) -> list[Submission]:
        return self.rows(Submission)

    def contact(self, address: str = CLERK) -> Contact:
        same = col(Contact.address) == address
        return self.read(lambda s: s.exec(select(Contact).where(same)).one())

    def message(self, who: str = CLERK) -> Message:
        """The first message to this address."""
        mine = col(Message.contact_id) == self.contact(who).id
        return self.read(
            lambda s: s.exec(select(Message).where(mine).order_by(col(Message.id))).all()[0]
        )

    def change(self, act: Callable[[Session], Any]) -> None:
        with transaction(self.engine) as session:
            act(session)

    def rows(self, table: Any) -> list[Any]:
        return self.read(lambda s: list(s.exec(select(table).order_by(col(table.id)))))


__all__ = ["CLERK", "NOON", "OPENING", "PDF", "SAID", "Mailroom", "Postman"]
