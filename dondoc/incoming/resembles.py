"""Does a stranger's mail look like an answer? Then it waits in front, with what is in doubt.

Anybody may write to a public mailbox; four and a half thousand mails that are nobody's answer must
not hide the three that are.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from dondoc.incoming.document_reference import names_a_number
from dondoc.incoming.mail.understand import Letter
from dondoc.incoming.match_assignment import message_before
from dondoc.plan.registry import Registry
from dondoc.text import fold
from models import Message

_SHORTEST_NAME = 8
"""Letters of a unit's name that are looked for in a letter: a shorter one stands in any."""
_AGAIN = ("re:", "tl:", "trả lời:", "fwd:", "fw:")


def resembles_an_answer(session: Session, registry: Registry, letter: Letter) -> bool:
    """It names a document or a unit, stands in a thread of ours or bears a subject of ours."""
    files = " ".join(one.name for one in letter.files)
    said = f"{letter.head.subject}\n{letter.cut.new}\n{files}"
    if names_a_number(said) or message_before(session, letter.thread) is not None:
        return True
    if _is_subject_of_ours(session, letter.head.subject):
        return True
    words = f" {fold(said)} "
    names = (fold(unit.name) for unit in registry.units)
    return any(len(name) >= _SHORTEST_NAME and f" {name}" in words for name in names)


def _is_subject_of_ours(session: Session, subject: str) -> bool:
    bare = subject.strip()
    while bare.lower().startswith(_AGAIN):
        bare = bare.partition(":")[2].strip()
    known = select(Message.id).where(col(Message.subject) == bare).limit(1)
    return bool(bare) and session.exec(known).first() is not None
