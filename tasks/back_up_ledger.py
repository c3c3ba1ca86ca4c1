"""Keeping copies, and letting go of what can no longer be used."""

from __future__ import annotations

from datetime import datetime

from dondoc.conference.delegates import erase_delegates
from dondoc.ledger.installation import load_installation
from dondoc.operations.backup.nightly_backup import NightlyCopy, nightly_backup
from dondoc.operations.retention import drop_expired, drop_noted_mail, drop_unclaimed_files
from models.database import transaction
from tasks.dondoc_task import BACKUP_LIMIT, dondoc_task


@dondoc_task("Sao lưu bản cài", limit=BACKUP_LIMIT)
def back_up_installation(now: datetime) -> NightlyCopy:
    """Copy everything to where the settings say, and let go of old copies."""
    here = load_installation()
    return nightly_backup(here.engine, here.settings, now)


@dondoc_task("Xóa đường dẫn hết hạn, tệp không ai nộp, thư máy gửi đã cũ, dữ liệu đại biểu")
def let_go(now: datetime) -> tuple[int, int, int, int]:
    """Delete expired rights, files that nobody handed in, old robots' mail, the personal data of
    delegates whose retention is over; how many of each.
    """
    here = load_installation()
    with transaction(here.engine) as session:
        links = drop_expired(session, now=now)
        files = drop_unclaimed_files(session, here.settings.files_dir, now=now)
        mails = drop_noted_mail(session, here.settings.mail_dir, now=now)
        return links, files, mails, erase_delegates(session, now=now)
