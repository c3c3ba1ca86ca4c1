"""Which installation this ledger is of: a mark made once, and the fingerprint of its key."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from dondoc.problems import Problem, Refused
from models import InstallationRow
from models.database import engine_for, transaction


def mark_in(database: str) -> str:
    """The mark of the ledger there; empty where there is none yet. Makes no file."""
    engine = engine_for(database)
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file is not None and not Path(file).exists():
        return ""
    if not inspect(engine).has_table(str(InstallationRow.__tablename__)):
        return ""
    with transaction(engine, write=False) as session:
        return mark_of(session)


def mark_of(session: Session) -> str:
    """The mark of this ledger; empty where there is none yet."""
    row = _row(session)
    return row.mark if row else ""


def fingerprint(key: bytes) -> str:
    """What tells one key from another and gives nothing of it away."""
    return hashlib.sha256(b"don-doc key\n" + key).hexdigest()[:32]


def know_installation(session: Session, key: bytes) -> None:
    """Make the mark, and keep the key's fingerprint, where they are not yet.

    Raises Refused for another key than the one with which this ledger's links are signed.
    """
    refuse_other_key(session, key)
    row = _row(session)
    if row is None:
        session.add(InstallationRow(mark=secrets.token_hex(6), key_fingerprint=fingerprint(key)))
    elif row.key_fingerprint is None:
        row.key_fingerprint = fingerprint(key)
    session.flush()


def refuse_other_key(session: Session, key: bytes) -> None:
    """Raises Refused where the key is not the ledger's own: it was lost, and a new one made."""
    row = _row(session)
    if row is not None and row.key_fingerprint not in (None, fingerprint(key)):
        wanted = (
            "khóa ký không phải khóa mà sổ này dùng: tệp khóa đã mất hoặc bị thay; hãy lấy lại"
            " secret.key từ bản sao lưu. Khóa cũ mất hẳn thì chạy `dondoc migrate --new-key`: mọi"
            " đường dẫn đã gửi hết hiệu lực"
        )
        raise Refused(Problem("DONDOC_SECRET_KEY", "(không hiện)", wanted))


def change_key(session: Session, key: bytes) -> None:
    """From now on this is the ledger's key: an administrator says that the one before is lost."""
    row = _row(session)
    if row is not None:
        row.key_fingerprint = fingerprint(key)
        session.flush()


def _row(session: Session) -> InstallationRow | None:
    return session.exec(select(InstallationRow).order_by(col(InstallationRow.id))).first()
