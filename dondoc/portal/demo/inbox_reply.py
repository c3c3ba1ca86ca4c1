"""The demo's «Trả lời thư này»: a letter from the contact's own address into our mailbox."""

from __future__ import annotations

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import moment, short_date
from dondoc.clock import local, local_date
from dondoc.mailbox.mailbox_address import read_where
from dondoc.messages.phrasing import one_line
from dondoc.plan.example_number import UNKNOWN, example_number
from dondoc.plan.registry import Registry
from dondoc.settings import Settings
from models import Contact


def can_answer(settings: Settings, mail: EmailMessage) -> bool:
    """Does the letter ask for an answer that the demo reads?"""
    return _folder(settings) is not None and "+" in parseaddr(str(mail.get("Reply-To", "")))[1]


def sample_answer(session: Session, registry: Registry, mail: EmailMessage, now: datetime) -> str:
    """What a clerk of the unit would write: its own symbol, today's date."""
    address = parseaddr(str(mail.get("To", "")))[1]
    query = select(Contact.unit_code).where(col(Contact.address) == address)
    code = session.exec(query).first()
    number = example_number(registry.unit(code) if code else None).replace(UNKNOWN, "XX")
    return f"Đã nộp báo cáo, số {number} ngày {short_date(local_date(now))}."


def put_answer(settings: Settings, mail: EmailMessage, words: str, now: datetime) -> None:
    """The answer as a mail program writes it, the letter quoted below."""
    folder = _folder(settings)
    assert folder is not None
    answer = EmailMessage()
    answer["From"] = str(mail["To"])
    answer["To"] = str(mail["Reply-To"])
    answer["Subject"] = one_line(f"Re: {mail.get('Subject', '')}")
    answer["Date"] = format_datetime(local(now))
    answer["Message-ID"] = f"<{secrets.token_hex(12)}@demo.example>"
    answer["In-Reply-To"] = str(mail.get("Message-ID", ""))
    body = mail.get_body(("plain",))
    quoted = "\n".join(f"> {line}" for line in (body.get_content() if body else "").splitlines())
    answer.set_content(f"{words.strip()}\n\nVào {moment(now)}, Đôn Đốc đã viết:\n{quoted}\n")
    _drop(folder, answer.as_bytes())


def _folder(settings: Settings) -> Path | None:
    text = settings.incoming_url.get_secret_value()
    where = read_where(text) if text else None
    return where if isinstance(where, Path) else None


def _drop(folder: Path, raw: bytes) -> None:
    """Whole or not at all: the watcher may look at any moment."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{secrets.token_hex(8)}.eml"
    growing = target.with_suffix(".part")
    growing.write_bytes(raw)
    growing.replace(target)
