"""Raw mail kept: on the disk under its SHA-256, then as a row, before anybody looks into it.

Keeping never looks inside, so nothing that a stranger writes can stop it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from dondoc.incoming.mail.understand import Letter, Unreadable, understand
from dondoc.ledger.upsert import insert_new
from dondoc.mailbox.mail_source import FetchedMail, HowFar
from dondoc.submissions.files import write_whole
from models import Incoming, Mailbox
from models.kinds import IncomingKind, IncomingOutcome


def raw_path(folder: Path, sha256: str) -> Path:
    """Where the raw mail of that hash lies."""
    return folder / sha256[:2] / f"{sha256}.eml"


def keep_mail(session: Session, folder: Path, mail: FetchedMail, *, now: datetime) -> int | None:
    """Keep a mail and how far its mailbox is read; returns its row, None where it is known."""
    digest = hashlib.sha256(mail.raw).hexdigest()
    target = raw_path(folder, digest)
    if not target.exists():
        write_whole(target, mail.raw)
    found = insert_new(session, Incoming, [_row(digest, mail, now)])
    if mail.uid is not None and mail.uid_validity is not None and not mail.behind_a_gap:
        _advance(session, mail.mailbox, mail.uid_validity, mail.uid)
    return int(found[0]) if found else None


def letter_of(folder: Path, row: Incoming) -> Letter | Unreadable:
    """The kept mail, understood; its raw mail may be lost, which is said like any other reason."""
    try:
        raw = raw_path(folder, row.sha256).read_bytes()
    except OSError:
        return Unreadable(LOST)
    return understand(raw)


LOST = "Không còn tệp thư gốc của thư này; hãy khôi phục từ bản sao lưu, hoặc xem trong hộp thư."


def how_far(session: Session) -> dict[str, HowFar]:
    """How far each mailbox is kept."""
    return {
        row.name: HowFar(row.uid_validity, row.last_uid, _beyond(session, row))
        for row in session.exec(select(Mailbox)).all()
    }


def _beyond(session: Session, box: Mailbox) -> frozenset[int]:
    """What is kept behind a mail that the server did not give out."""
    found = session.exec(
        select(Incoming.uid).where(
            col(Incoming.mailbox) == box.name,
            col(Incoming.uid_validity) == box.uid_validity,
            col(Incoming.uid) > box.last_uid,
        )
    )
    return frozenset(uid for uid in found if uid is not None)


def _row(digest: str, mail: FetchedMail, now: datetime) -> dict[str, object]:
    return {
        "sha256": digest,
        "mailbox": mail.mailbox,
        "uid_validity": mail.uid_validity,
        "uid": mail.uid,
        "size": mail.size,
        "whole": mail.whole,
        "received_at": min(mail.received_at, now),  # two machines' clocks may differ
        "recorded_at": now,
        "sender": "",
        "subject": "",
        "reason": "",
        "kind": IncomingKind.UNREAD,
        "outcome": IncomingOutcome.NEW,
    }


def _advance(session: Session, name: str, uid_validity: int, uid: int) -> None:
    """Two readers at once: the row is made by one, and moved on by one after the other."""
    insert_new(session, Mailbox, [{"name": name, "uid_validity": uid_validity, "last_uid": uid}])
    mine = select(Mailbox).where(col(Mailbox.name) == name).with_for_update()
    kept = session.exec(mine).one()
    same = kept.uid_validity == uid_validity
    kept.uid_validity, kept.last_uid = uid_validity, max(kept.last_uid, uid) if same else uid
