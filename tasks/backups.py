"""Keeping copies, and letting go of what can no longer be used."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dondoc.backup import back_up
from dondoc.retention import drop_expired
from models.database import transaction
from tasks.act import act
from tasks.surroundings import surroundings


@act("Sao lưu sổ theo dõi")
def back_up_ledger(now: datetime) -> Path | None:
    """Copy a SQLite ledger into the data folder's `backups`; None where it is PostgreSQL."""
    settings = surroundings().settings
    return back_up(settings.database, settings.data_dir / "backups", now=now)


@act("Xóa đường dẫn hết hạn")
def drop_expired_links(now: datetime) -> int:
    """Delete rights that expired long ago; returns how many."""
    with transaction(surroundings().engine) as session:
        return drop_expired(session, now=now)
