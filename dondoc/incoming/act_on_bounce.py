"""A server's report on a message of ours, and what follows: a contact that is no more, or a note.

Only a report that came to the address with our code ends a contact: anybody can write a report,
nobody else can make the code.
"""

from __future__ import annotations

from sqlmodel import col, select

from dondoc.delivery.outcome import record_bounce
from dondoc.incoming.incoming_context import IncomingContext, Verdict, held, noted
from dondoc.incoming.mail.bounce import Bounce, Report
from dondoc.ledger.code_address import Use, codes_in, message_of
from dondoc.messages.environment import phrases
from models import Contact, Message
from models.kinds import IncomingKind, IncomingOutcome

_NOTES = {
    Report.DELAYED: "Máy chủ báo thư còn chờ gửi",
    Report.DELIVERED: "Máy chủ báo thư đã giao",
    Report.READ: "Báo đã mở thư; chưa phải câu trả lời, hạn vẫn tính",
    Report.OTHER: "Báo cáo của máy chủ",
}


def act_on_bounce(incoming: IncomingContext) -> Verdict | None:
    """What a report comes to; None where the mail is none."""
    found = incoming.letter.report
    if incoming.letter.report_unread:
        return held("Báo cáo của máy chủ không đọc được.", kind=IncomingKind.BOUNCE)
    if found is None:
        return None
    signed = _signed(incoming)
    message = signed or _by_id(incoming, found)
    verdict = _verdict(incoming, found, message, signed=signed is not None)
    verdict.message = message
    verdict.contact_id = message.contact_id if message else None
    return verdict


def _verdict(
    incoming: IncomingContext, found: Bounce, message: Message | None, *, signed: bool
) -> Verdict:
    kind = IncomingKind.READ_RECEIPT if found.report is Report.READ else IncomingKind.BOUNCE
    if found.report is not Report.FAILED:
        words = f": {found.words}" if found.words else ""
        return noted(kind, f"{_NOTES[found.report]}{words}.")
    if message is None:
        return noted(kind, "Báo lỗi về một thư không phải của hệ thống.")
    contact = incoming.session.get(Contact, message.contact_id) if message.contact_id else None
    failed = ", ".join(sorted(found.recipients))
    book = phrases("incoming")
    if contact is None:
        return noted(kind, book.lost(failed, found.words))
    doubt = _doubt(found, contact, signed=signed)
    if doubt:
        return held(book.doubted(doubt, failed, found.words), kind=kind)
    if contact.disabled_at is not None:
        return noted(kind, book.lost_again(failed))
    why = book.bounced(found.words)
    record_bounce(
        incoming.session, incoming.context.rulebook, message, contact, why, now=incoming.now
    )
    return Verdict(kind, IncomingOutcome.DISABLED, book.contact_set_aside(failed, found.words))


def _doubt(found: Bounce, contact: Contact, *, signed: bool) -> str:
    if found.by_prose:
        return "Máy chủ báo không gửi được, nhưng không theo mẫu máy đọc được."
    if not signed:
        return "Báo thư không đến được, nhưng không có mã của hệ thống nên có thể bị giả."
    if contact.address.lower() not in found.recipients:
        return phrases("incoming").forwarded(contact.address)
    return ""


def _signed(incoming: IncomingContext) -> Message | None:
    """The message whose bounce address this came to; one code, and a right one."""
    address = incoming.context.settings.bounce_address
    codes = codes_in(address, incoming.letter.recipients) if address else set()
    if len(codes) != 1:
        return None
    return message_of(incoming.session, incoming.key, codes.pop(), Use.BOUNCE, now=incoming.now)


def _by_id(incoming: IncomingContext, found: Bounce) -> Message | None:
    if not found.original_id:
        return None
    same = col(Message.mime_id) == found.original_id
    return incoming.session.exec(select(Message).where(same)).first()
