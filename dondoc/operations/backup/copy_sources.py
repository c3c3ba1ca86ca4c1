"""What lies in the data folder beside the ledger and belongs to a copy, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from dondoc.incoming.store import raw_path
from dondoc.settings import Settings
from dondoc.submissions.files import claimed_files, stored_path
from models import Incoming
from models.kinds import IncomingOutcome

_BY_CONTENT = re.compile(r"[0-9a-f]{64}(\.\w+)*")
PLAN_COPY = "ke-hoach"


@dataclass(frozen=True)
class CopySource:
    """A file to be copied to `path` in the copy; `by_content` ones never change once they lie."""

    path: str
    source: Path
    by_content: bool


def copy_sources(settings: Settings) -> Iterator[CopySource]:
    """Evidence, mail and pages under their hashes; the office's templates, certificates, plan."""
    by_content = (settings.files_dir, settings.mail_dir, settings.snapshots_dir)
    for folder in by_content:
        for path in sorted(folder.rglob("*")):
            if _BY_CONTENT.fullmatch(path.name) and path.is_file():
                yield CopySource(_within(folder, path, folder.name), path, True)
    own = {
        folder.name: folder for folder in (settings.own_templates_dir, settings.certificates_dir)
    }
    if settings.plan_folder is not None:
        own[PLAN_COPY] = settings.plan_folder
    for name, folder in own.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield CopySource(_within(folder, path, name), path, False)


def named_by_ledger(session: Session, settings: Settings) -> set[str]:
    """Paths in a copy of the files that the ledger speaks of and that must be on the disk.

    Raw mail from which nothing followed may have been let go of (`retention`).
    """
    files, mails = settings.files_dir, settings.mail_dir
    evidence = {
        _within(files, stored_path(files, sha256), files.name) for sha256 in claimed_files(session)
    }
    let_go = (IncomingOutcome.NOTED, IncomingOutcome.DISMISSED)
    query = select(Incoming.sha256).where(col(Incoming.outcome).not_in(let_go))
    return evidence | {
        _within(mails, raw_path(mails, sha256), mails.name) for sha256 in session.exec(query)
    }


def _within(folder: Path, path: Path, name: str) -> str:
    return f"{name}/{path.relative_to(folder).as_posix()}"
