"""The steps that every mail takes, in their order; the first that knows what it is decides.

Raw kept (before this) → the same mail again → our own → a server's report → a robot → the letter:
its case, its sender, its text (replies.md §2.5).
"""

from __future__ import annotations

from email.utils import parseaddr
from urllib.parse import parse_qs, urlsplit

from sqlmodel import col, select

from dondoc.incoming.act_on_bounce import act_on_bounce
from dondoc.incoming.ask_back import ask_back
from dondoc.incoming.handle_reply import handle_reply, message_answered
from dondoc.incoming.incoming_context import IncomingContext, Verdict, held, noted
from dondoc.incoming.kind_words import judged
from dondoc.incoming.letter_text import read_letter
from dondoc.incoming.mail.robot import WEAK, Sign
from dondoc.incoming.mail.understand import Letter
from dondoc.incoming.store import letter_of
from dondoc.ledger import audit
from dondoc.messages.environment import phrases
from models import Incoming, Message
from models.kinds import IncomingKind

_SIGNS = {
    Sign.ROBOT: "Trả lời tự động; không tính là trả lời của đơn vị.",
    Sign.REACTION: "Bày tỏ cảm xúc về thư; không tính là trả lời của đơn vị.",
    Sign.INVITATION: "Trả lời lời mời lịch; không tính là trả lời của đơn vị.",
    Sign.ACCEPTED: "Trả lời lời mời lịch; không tính là trả lời của đơn vị.",
    Sign.READ: "Báo đã mở thư; chưa phải câu trả lời, hạn vẫn tính.",
    Sign.AWAY: "Báo vắng mặt; không tính là trả lời của đơn vị.",
}


def classify(incoming: IncomingContext) -> Verdict:
    """Decide what becomes of a mail and write it down, in the caller's transaction."""
    verdict = _first_that_knows(incoming)
    row = incoming.row
    row.kind, row.outcome, row.reason = verdict.kind, verdict.outcome, verdict.reason
    row.stuck_in, row.stranger = None, verdict.stranger
    row.message_id = verdict.message.id if verdict.message else None
    row.contact_id, row.assignment_id = verdict.contact_id, verdict.assignment_id
    row.submission_id = verdict.submission_id
    if verdict.says:
        row.asked_id = ask_back(incoming, verdict)
    audit.record(
        incoming.session,
        actor=audit.SYSTEM,
        act=judged(verdict.outcome),
        target=f"incoming:{row.id}",
        now=incoming.now,
        detail=verdict.reason,
    )
    incoming.session.flush()
    return verdict


def _first_that_knows(incoming: IncomingContext) -> Verdict:
    for step in (_repeated, _own, act_on_bounce, _robot):
        verdict = step(incoming)
        if verdict is not None:
            return verdict
    return handle_reply(incoming)


def _repeated(incoming: IncomingContext) -> Verdict | None:
    """The same Message-ID came before; harmless where the same person says the same."""
    if incoming.row.kind is not IncomingKind.REPEATED:
        return None
    same_id = col(Incoming.mime_id) == incoming.letter.head.mime_id
    first = incoming.session.exec(select(Incoming).where(same_id)).first()
    if first is None:
        return None
    before = letter_of(incoming.context.settings.mail_dir, first)
    said = before.cut.new if isinstance(before, Letter) else None
    if first.sender == incoming.row.sender and said == incoming.letter.cut.new:
        return noted(IncomingKind.REPEATED, phrases("incoming").came_again(first.id))
    reason = phrases("incoming").same_id(first.id)
    return held(reason, kind=IncomingKind.REPEATED)


def _own(incoming: IncomingContext) -> Verdict | None:
    """Mail of ours in our own mailbox: a copy, or a loop."""
    settings = incoming.context.settings
    url = urlsplit(settings.smtp_url.get_secret_value())
    sender = parseaddr(parse_qs(url.query).get("from", [""])[0])[1].lower()
    ours = {sender, settings.reply_address.lower(), settings.bounce_address.lower()} - {""}
    known = select(Message.id).where(col(Message.mime_id) == incoming.letter.head.mime_id)
    if incoming.sender in ours or incoming.session.exec(known).first() is not None:
        return noted(IncomingKind.OWN, "Thư của chính hệ thống.")
    return None


def _robot(incoming: IncomingContext) -> Verdict | None:
    """A machine's answer or a mere click; by a weak sign only where no document is named."""
    sign = incoming.letter.sign
    if sign is Sign.NONE or (sign in WEAK and _names_a_document(incoming)):
        return None
    kind = IncomingKind.READ_RECEIPT if sign is Sign.READ else IncomingKind.ROBOT
    verdict = noted(kind, _SIGNS[sign])
    verdict.message = message_answered(incoming)
    verdict.contact_id = verdict.message.contact_id if verdict.message else None
    return verdict


def _names_a_document(incoming: IncomingContext) -> bool:
    plan = incoming.context.rulebook.registry.plan.number
    return bool(read_letter(incoming.letter, plan).number)
