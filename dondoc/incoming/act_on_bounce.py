"""A server's report on a message of ours, and what follows: somebody else is told, or a note.

Only a report that came to the address with our code counts, and only one about the address ends a
contact: anybody can write a report, nobody else can make the code.
"""

from __future__ import annotations

from sqlmodel import col, select

from dondoc.delivery.outcome import record_bounce
from dondoc.incoming.incoming_context import IncomingContext, Verdict, held, noted
from dondoc.incoming.mail.bounce import Bounce, Report
from dondoc.incoming.mail.robot import Sign
from dondoc.ledger.code_address import Use, codes_in, message_of
from dondoc.messages.environment import phrases
from models import Contact, Message
from models.kinds import About, IncomingKind, IncomingOutcome, MessageState

_NOTES = {
    Report.DELAYED: "Máy chủ báo thư còn chờ gửi",
    Report.DELIVERED: "Máy chủ báo thư đã giao",
    Report.READ: "Báo đã mở thư; chưa phải câu trả lời, hạn vẫn tính",
    Report.OTHER: "Báo cáo của máy chủ",
}


def act_on_bounce(incoming: IncomingContext) -> Verdict | None:
    """What a report comes to; None where the mail is none."""
    found, signed = incoming.letter.report, _signed(incoming)
    if incoming.letter.report_unread:
        verdict = _in_prose(incoming, signed, by_a_server=True)
        return verdict or held("Báo cáo của máy chủ không đọc được.", kind=IncomingKind.BOUNCE)
    if found is None or (found.by_prose and not found.recipients):
        verdict = _in_prose(incoming, signed, by_a_server=found is not None)
        if verdict or found is None or found.report is Report.FAILED:
            return verdict
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
    if message.state not in _COUNTED_AS_SENT:
        return noted(kind, book.lost(failed, found.words))
    why = book.bounced(found.words)
    record_bounce(incoming.session, message, found.about, why, now=incoming.now)
    if found.about is About.ADDRESS:
        return Verdict(kind, IncomingOutcome.DISABLED, book.contact_set_aside(failed, found.words))
    return Verdict(kind, IncomingOutcome.RETURNED, book.returned(failed, found.words))


_COUNTED_AS_SENT = (MessageState.SENT, MessageState.UNKNOWN)


def _in_prose(
    incoming: IncomingContext, signed: Message | None, *, by_a_server: bool
) -> Verdict | None:
    """At an address that only our letters carry: a report, though none that we can read.

    An absence note goes there too: by rule to the envelope's sender (RFC 3834 §4).
    """
    if signed is None or (incoming.letter.sign is not Sign.NONE and not by_a_server):
        return None
    verdict = held(phrases("incoming").report_in_prose(signed.id), kind=IncomingKind.BOUNCE)
    verdict.message, verdict.contact_id = signed, signed.contact_id
    return verdict


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
