"""What a letter says in its own new words, and which earlier letter it completes."""

from __future__ import annotations

from sqlmodel import col, select

from dondoc.incoming.document_reference import Reading, read_reference
from dondoc.incoming.incoming_context import IncomingContext
from dondoc.incoming.mail.parse import attachments, has_attached_mail
from dondoc.incoming.store import raw_path
from models import Contact, Incoming
from models.kinds import IncomingKind, IncomingOutcome

_FORWARDED = ("fwd:", "fw:", "chuyển tiếp:", "chuyển tiếp thư:")
_PACKED = (".dat", ".p7m")
_OURS = "Thư tự động của hệ thống Đôn Đốc"


def read_letter(incoming: IncomingContext) -> Reading:
    """The number and date in the new text, or why a person must read it."""
    new = incoming.cut.new
    if incoming.text.unreadable:
        return Reading(doubt=incoming.text.unreadable)
    if incoming.cut.forwarded or has_attached_mail(incoming.mail) or _is_forward(incoming):
        return Reading(doubt="Thư chuyển tiếp: lời bên trong là của người khác.")
    if incoming.cut.echo or _OURS in new:
        return Reading(doubt="Thư chép lại thư của hệ thống, có thể do máy gửi.", by_machine=True)
    if incoming.cut.below:
        return Reading(doubt="Có lời viết bên dưới hoặc xen giữa phần trích.")
    packed = [one.name for one in attachments(incoming.mail) if one.name.lower().endswith(_PACKED)]
    if packed and not new:
        return Reading(doubt=f"Nội dung nằm trong {', '.join(packed)}, cần mở bằng tay.")
    return read_reference(new, cited=[incoming.context.rulebook.registry.plan.number])


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
        raw = raw_path(incoming.context.settings.mail_dir, row.sha256).read_bytes()
        earlier = IncomingContext(incoming.session, incoming.context, row, raw)
        if read_letter(earlier).lacks and earlier.sender == incoming.sender:
            found.append(earlier)
    return found


def _is_forward(incoming: IncomingContext) -> bool:
    return incoming.header("Subject").lower().startswith(_FORWARDED)
