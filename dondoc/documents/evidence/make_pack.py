"""The one way to make a pack, for the board and for the command line.

Facts first, in one reading of the ledger; then files, with nothing held open. What was made is an
act of the audit that names the manifest's hash: who edits a manifest and hashes it anew has
another one.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlmodel import Session

from dondoc.documents.evidence.choose_rows import Chosen, MayRead, choose_rows
from dondoc.documents.evidence.evidence_case import PackFacts
from dondoc.documents.evidence.gather import gather
from dondoc.documents.evidence.manifest import Manifest
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.documents.evidence.write_pack import write_pack
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused

ACT = "lập hồ sơ minh chứng"


def pack_facts(
    session: Session,
    rulebook: Rulebook,
    subject: PackSubject,
    may_read: MayRead,
    *,
    as_of: datetime,
) -> PackFacts:
    """What the pack will tell. Raises Refused where there is nothing for this reader."""
    chosen = choose_rows(session, rulebook, subject, may_read, as_of=as_of)
    refuse_empty(subject, chosen)
    return gather(session, rulebook, subject, chosen, as_of=as_of)


def refuse_empty(subject: PackSubject, chosen: Chosen) -> None:
    """Raises Refused where no row was chosen, saying why."""
    if not chosen.rows:
        nothing = f"trong sổ không có việc nào của năm {subject.year} để lập hồ sơ"
        raise Refused(Problem("pack", subject.name, " ".join(chosen.left_out) or nothing))


def record_pack(
    session: Session, subject: PackSubject, manifest: Manifest, *, by: Actor, now: datetime
) -> None:
    """Who made which pack, with its manifest's hash."""
    about = subject.about
    detail = phrases("evidence").audited(manifest)
    target = f"{about.kind}:{about.code}"
    audit.record(session, actor=by, act=ACT, target=target, now=now, detail=detail)


def write_pack_file(path: Path, facts: PackFacts, folder: Path) -> Manifest:
    """Whole under its name when this returns, or not there at all; nothing is written over.

    Raises Refused where the file is there already or cannot be written.
    """
    if path.exists():
        raise _refused(path, "đã có tệp này; hãy ghi tên khác")
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".minh-chung-", delete=False) as draft:
            written = Path(draft.name)
            try:
                manifest = write_pack(draft, facts, folder)
                draft.flush()
                os.fsync(draft.fileno())
                written.replace(path)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    except OSError:
        wanted = "không ghi được tệp này; hãy xem lại thư mục, quyền và chỗ trống trên đĩa"
        raise _refused(path, wanted) from None
    return manifest


def _refused(path: Path, wanted: str) -> Refused:
    return Refused(Problem("--out", str(path), wanted))
