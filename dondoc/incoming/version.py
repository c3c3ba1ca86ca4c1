"""A further version by mail: what the letter does not say stays as the unit said it before.

A letter that corrects a number must not empty a report of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from sqlmodel import Session, col, select

from dondoc.incoming.mail.parse import Attached
from dondoc.incoming.match_assignment import ReplyTarget
from dondoc.rounds.facts import Facts
from dondoc.submissions.evidence import UNIT_TEXTS, Given
from dondoc.submissions.files import StoredFile, media_type
from models import Figure, File, Submission
from models.kinds import Answer

_ITS_OWN = frozenset({"document_number", "document_on", "sent_on"})
"""A letter names its own document, and when that was sent."""
_KEPT = tuple(name for name in UNIT_TEXTS if name not in _ITS_OWN)
CARRIED = "Ghi theo thư; chỗ thư không nói thì giữ như lần gửi trước."


def brings_files(session: Session, target: ReplyTarget, attached: Sequence[Attached]) -> bool:
    """Is there a document among the files that is not on record for these assignments yet?"""
    ids = [facts.id for facts in target.asked]
    query = select(File.sha256).join(Submission).where(col(Submission.assignment_id).in_(ids))
    known = set(session.exec(query))
    return any(
        not one.inline and media_type(one.content) and sha256(one.content).hexdigest() not in known
        for one in attached
    )


def carry_over(
    session: Session, stands: Facts | None, given: Given
) -> tuple[Given, list[StoredFile], list[str]]:
    """The answer completed from the version that stands; its files, and a flag that says so."""
    last = session.get(Submission, stands.last.id) if stands and stands.last else None
    if last is None or last.answer is not Answer.DONE:
        return given, [], []
    figures = session.exec(select(Figure).where(col(Figure.submission_id) == last.id))
    files = session.exec(select(File).where(col(File.submission_id) == last.id))
    before = {name: getattr(given, name) or getattr(last, name) or "" for name in _KEPT}
    known = given.figures or {one.indicator: str(one.value) for one in figures}
    completed = replace(given, figures=known, **before)
    kept = [StoredFile(file.name, file.sha256, file.size, file.media_type) for file in files]
    return completed, kept, [CARRIED] if kept or completed != given else []
