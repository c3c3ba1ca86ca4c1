"""An office's own template: looked at, put in place of ours, taken back to ours."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from dondoc.documents.paper.own_templates import check_template
from dondoc.documents.paper.paper_templates import FOLDER, TEMPLATES, PaperTemplate
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.submissions.files import write_whole

_BEFORE = ".truoc"
"""What is put behind the name of the template that was in place before: it is used no more."""


def template_named(file: str) -> PaperTemplate | None:
    """The kind whose template has this file name; None for any other name."""
    return next((one for one in TEMPLATES if one.file == file), None)


def in_place(own: Path, kind: PaperTemplate) -> tuple[Path, bool]:
    """The file that papers of this kind are made with, and whether it is the office's own."""
    file = own / kind.file
    return (file, True) if file.is_file() else (FOLDER / kind.file, False)


def place_template(
    session: Session, own: Path, kind: PaperTemplate, content: bytes, *, by: Actor, now: datetime
) -> None:
    """From the next version on papers of this kind are made with it; the one before is kept once.

    Raises Refused with everything that is wrong with it; then nothing is changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        looked_at = Path(folder) / kind.file
        looked_at.write_bytes(content)
        check_template(looked_at, kind)
    own.mkdir(parents=True, exist_ok=True)
    _keep_before(own / kind.file)
    write_whole(own / kind.file, content)
    target = f"template:{kind.file}"
    audit.record(session, actor=by, act=audit.TEMPLATE_PLACED, target=target, now=now)


def take_template_back(
    session: Session, own: Path, kind: PaperTemplate, *, by: Actor, now: datetime
) -> bool:
    """Ours is used again; False where it was all the time."""
    file = own / kind.file
    if not file.is_file():
        return False
    _keep_before(file)
    file.unlink(missing_ok=True)
    target = f"template:{kind.file}"
    audit.record(session, actor=by, act=audit.TEMPLATE_REMOVED, target=target, now=now)
    return True


def _keep_before(file: Path) -> None:
    if file.is_file():
        write_whole(file.with_name(file.name + _BEFORE), file.read_bytes())
