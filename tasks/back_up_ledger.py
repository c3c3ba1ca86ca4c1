"""Keeping copies, and letting go of what can no longer be used."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dondoc.conference.delegates import erase_delegates
from dondoc.ledger.installation import load_installation
from dondoc.operations.backup import back_up
from dondoc.operations.retention import drop_expired, drop_noted_mail, drop_unclaimed_files
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Sao lưu sổ theo dõi")
def back_up_ledger(now: datetime) -> Path | None:
    """Copy a SQLite ledger into the data folder's `backups`; None where it is PostgreSQL."""
    settings = load_installation().settings
    return back_up(settings.database, settings.backups_dir, now=now)


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
