"""What a letter says in its own new words, and which earlier letter it completes."""

from __future__ import annotations

from sqlmodel import col, select

from dondoc.incoming.document_reference import Reading, read_reference
from dondoc.incoming.incoming_context import IncomingContext
from dondoc.incoming.mail.understand import Letter
from dondoc.incoming.store import letter_of
from dondoc.limits import LONGEST_TEXT
from dondoc.messages.environment import phrases
from models import Contact, Incoming
from models.kinds import IncomingKind, IncomingOutcome

_FORWARDED = ("fwd:", "fw:", "chuyển tiếp:", "chuyển tiếp thư:")
_PACKED = (".dat", ".p7m")
_OURS = ("Thư tự động của Đôn Đốc", "Thư tự động; trả lời", "Thư tự động của hệ thống Đôn Đốc")
"""How a letter of ours ends: to a unit, to who is asked, and as it ended in earlier releases."""


def read_letter(letter: Letter, plan_number: str) -> Reading:
    """The number and date in the new text, or why a person must read it."""
    new = letter.cut.new
    if letter.text.unreadable:
        return Reading(doubt=letter.text.unreadable)
    if letter.cut_short:
        return Reading(doubt="Thư bị cắt giữa chừng, có thể thiếu tệp; hãy hỏi lại người gửi.")
    if letter.cut.forwarded or letter.letter_inside or _is_forward(letter):
        return Reading(doubt="Thư chuyển tiếp: lời bên trong là của người khác.")
    if letter.cut.echo or any(end in new for end in _OURS):
        return Reading(doubt="Thư chép lại thư của hệ thống, có thể do máy gửi.", by_machine=True)
    if letter.cut.below:
        return Reading(doubt="Có lời viết bên dưới hoặc xen giữa phần trích.")
    if not (letter.text.whole or letter.cut.quoted):
        return Reading(doubt=phrases("incoming").too_long(LONGEST_TEXT))
    packed = [one.name for one in letter.files if one.name.lower().endswith(_PACKED)]
    if packed and not new:
        return Reading(doubt=phrases("incoming").packed(packed))
    return read_reference(new, cited=[plan_number])


def begun_before(
    incoming: IncomingContext, assignment_id: int, contact: Contact
) -> list[IncomingContext]:
    """Letters of this contact on this assignment that lacked only the number or the date.

    Their files belong to the answer that this letter now completes.
    """
    waiting = select(Incoming).where(
        col(Incoming.outcome) == IncomingOutcome.HELD,
        col(Incoming.kind) == IncomingKind.LETTER,
        col(Incoming.assignment_id) == assignment_id,
        col(Incoming.contact_id) == contact.id,
        col(Incoming.whole).is_(True),
    )
    found = []
    for row in incoming.session.exec(waiting.order_by(col(Incoming.id))):
        letter = letter_of(incoming.context.settings.mail_dir, row)
        if not isinstance(letter, Letter) or letter.author.address != incoming.sender:
            continue
        if read_letter(letter, incoming.context.rulebook.registry.plan.number).lacks:
            found.append(IncomingContext(incoming.session, incoming.context, row, letter))
    return found


def _is_forward(letter: Letter) -> bool:
    return letter.head.subject.lower().startswith(_FORWARDED)
