"""Keeping copies, and letting go of what can no longer be used."""

from __future__ import annotations

from datetime import datetime

from dondoc.ledger.installation import load_installation
from dondoc.operations.backup.nightly_backup import NightlyCopy, nightly_backup
from dondoc.operations.retention_table import drop_all
from models.database import transaction
from tasks.dondoc_task import BACKUP_LIMIT, dondoc_task


@dondoc_task("Sao lưu bản cài", limit=BACKUP_LIMIT)
def back_up_installation(now: datetime) -> NightlyCopy:
    """Copy everything to where the settings say, and let go of old copies."""
    here = load_installation()
    return nightly_backup(here.engine, here.settings, now)


@dondoc_task("Xóa đường dẫn hết hạn, tệp không ai nộp, thư máy gửi đã cũ, dữ liệu đại biểu")
def let_go(now: datetime) -> dict[str, int]:
    """Delete what the table of retention says is over; how many of each, by its key."""
    here = load_installation()
    with transaction(here.engine) as session:
        return drop_all(session, here.settings, now=now)
