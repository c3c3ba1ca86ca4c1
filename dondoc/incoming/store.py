"""Raw mail kept: on the disk under its SHA-256, then as a row, before anybody looks into it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from dondoc.incoming.mail.parse import header, parse
from dondoc.ledger.upsert import insert_new
from dondoc.mailbox.mail_source import FetchedMail
from dondoc.submissions.files import write_whole
from models import Incoming, Mailbox
from models.kinds import IncomingKind


def raw_path(folder: Path, sha256: str) -> Path:
    """Where the raw mail of that hash lies."""
    return folder / sha256[:2] / f"{sha256}.eml"


def keep_mail(session: Session, folder: Path, mail: FetchedMail, *, now: datetime) -> int | None:
    """Keep a mail and how far its mailbox is read; returns its row, None where it is known.

    The same Message-ID with other bytes is a row of its own: what differs is looked at later.
    """
    digest = hashlib.sha256(mail.raw).hexdigest()
    target = raw_path(folder, digest)
    if not target.exists():
        write_whole(target, mail.raw)
    row = _row(digest, mail, now)
    found = insert_new(session, Incoming, [row])
    known = select(Incoming.id).where(col(Incoming.sha256) == digest)
    if not found and session.exec(known).first() is None:
        repeated = {**row, "mime_id": None, "kind": IncomingKind.REPEATED}
        found = insert_new(session, Incoming, [repeated])
    if mail.uid is not None and mail.uid_validity is not None:
        _advance(session, mail.mailbox, mail.uid_validity, mail.uid)
    return int(found[0]) if found else None


def how_far(session: Session) -> dict[str, tuple[int, int]]:
    """Each mailbox's UIDVALIDITY and the last UID that is kept."""
    rows = session.exec(select(Mailbox))
    return {row.name: (row.uid_validity, row.last_uid) for row in rows}


def _row(digest: str, mail: FetchedMail, now: datetime) -> dict[str, object]:
    parsed = parse(mail.raw)
    return {
        "sha256": digest,
        "mime_id": header(parsed, "Message-ID").strip("<> ")[:400] or None,
        "mailbox": mail.mailbox,
        "uid_validity": mail.uid_validity,
        "uid": mail.uid,
        "size": mail.size,
        "whole": mail.whole,
        "received_at": min(mail.received_at, now),  # two machines' clocks may differ
        "recorded_at": now,
        "sender": header(parsed, "From")[:400],
        "subject": header(parsed, "Subject")[:400],
        "reason": "",
        "kind": IncomingKind.UNREAD,
        "outcome": "new",
    }


def _advance(session: Session, name: str, uid_validity: int, uid: int) -> None:
    """Two readers at once: the row is made by one, and moved on by one after the other."""
    insert_new(session, Mailbox, [{"name": name, "uid_validity": uid_validity, "last_uid": uid}])
    mine = select(Mailbox).where(col(Mailbox.name) == name).with_for_update()
    kept = session.exec(mine).one()
    same = kept.uid_validity == uid_validity
    kept.uid_validity, kept.last_uid = uid_validity, max(kept.last_uid, uid) if same else uid
