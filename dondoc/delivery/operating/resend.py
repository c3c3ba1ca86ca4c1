"""The same things said once more, because a person asked for it, perhaps to a corrected address.

A message of its own, with its own key and Message-ID, that refers to the first; written anew when
it leaves, so what the unit has answered meanwhile is not said again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.contacts.address import safe_address
from dondoc.delivery.operating.correct_address import correct_address
from dondoc.delivery.operating.delivery_words import STATES
from dondoc.delivery.operating.pause_withdraw import find_message
from dondoc.delivery.verification.question import asks_to_verify
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.message_rows import MessageRow, insert_messages, message_key
from dondoc.ledger.notice_key import NoticeKey
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.messages.environment import phrases
from dondoc.notices.fallback_recipient import as_copy
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models import Contact, Message, Notice
from models.kinds import MessageState
from models.reasons import MessagePurpose, MessageReason

_OVER = frozenset(
    {MessageState.SENT, MessageState.REFUSED, MessageState.CANCELLED, MessageState.EXPIRED}
)


@dataclass(frozen=True)
class Resent:
    """The new message, and to whom; `corrected` if its address took another's place."""

    message_id: int
    address: str
    leaves_at: datetime
    corrected: bool

    def sentence(self, first: int) -> str:
        """One sentence or two for the officer who asked."""
        return phrases("delivery").resent(first, self)


def resend(
    session: Session,
    settings: Settings,
    rulebook: Rulebook,
    message_id: int,
    *,
    to: str = "",
    by: Actor,
    now: datetime,
) -> Resent:
    """Queue what that message said once more. Raises Refused; nothing is kept then."""
    first = find_message(session, message_id)
    earlier = _earlier(session, first)
    if problem := _why_not(first, earlier):
        raise Refused(Problem("message", str(message_id), problem, "Tin"))
    contact = session.get_one(Contact, first.contact_id)
    held = first.reason is MessageReason.LETTER_REFUSED
    if held:  # the new message takes its place
        first.state = MessageState.REFUSED
    heir = correct_address(session, contact, to, by=by, now=now) if to.strip() else contact
    if heir.disabled_at is not None:
        wanted = f"đầu mối đã ngừng dùng ({heir.disabled_why}); hãy ghi địa chỉ đúng"
        raise Refused(Problem("to", "", wanted, "Địa chỉ"))
    if settings.verify_contacts and heir.verified_at is None:
        wanted = (
            "đầu mối chưa xác nhận địa chỉ nên chưa nhận tin; hãy gọi điện rồi xác nhận thay bằng"
            f" `dondoc contacts verify {heir.id}`, hoặc ghi địa chỉ đúng"
        )
        raise Refused(Problem("to", "", wanted, "Địa chỉ"))
    leaves_at = now if first.any_hour else next_office_moment(now, rulebook.workdays)
    number = len(earlier) + 1
    row = _row(first, heir, number, leaves_at=leaves_at, now=now)
    [new_id] = insert_messages(session, settings, [row])
    _say_again(session, first, heir, new_id, mark=f"{message_id}.{number}", now=now)
    if held:
        first.reason, first.reason_words = MessageReason.SENT_ANEW, str(new_id)
    address = safe_address(heir.channel, heir.address)
    audit.record(
        session,
        actor=by,
        act=audit.RESENT,
        target=f"message:{first.id}",
        now=now,
        detail=phrases("delivery").resent_to(new_id, address),
    )
    return Resent(new_id, address, leaves_at, corrected=heir is not contact)


def _earlier(session: Session, first: Message) -> Sequence[Message]:
    again = col(Message.resends_id) == first.id
    return session.exec(select(Message).where(again).order_by(col(Message.id))).all()


def _why_not(first: Message, earlier: Sequence[Message]) -> str:
    if first.address is not None:
        return "thư trả lời người viết đến không gửi lại; hãy viết cho người ấy từ hộp thư cơ quan"
    if asks_to_verify(first):
        return (
            "thư xin xác nhận địa chỉ được tự nhắc một lần; sau đó hãy gọi điện rồi xác nhận thay"
            f" bằng `dondoc contacts verify {first.contact_id}`"
        )
    if first.contact_id is None:
        return "thư đăng nhập và báo động không gửi lại; hãy xin đường dẫn đăng nhập mới"
    if first.state not in _OVER and first.reason is not MessageReason.LETTER_REFUSED:
        return f"tin này {STATES[first.state]}; hệ thống sẽ tự gửi, hoặc rút lại trước"
    waiting = [one for one in earlier if one.state not in _OVER]
    return f"đã có tin gửi lại số {waiting[0].id} {STATES[waiting[0].state]}" if waiting else ""


def _row(
    first: Message, contact: Contact, number: int, *, leaves_at: datetime, now: datetime
) -> MessageRow:
    return MessageRow(
        purpose=MessagePurpose.RESENT,
        key=message_key(MessagePurpose.RESENT, first.id, number),
        resends_id=first.id,
        contact_id=contact.id,
        channel=contact.channel,
        any_hour=first.any_hour,
        thread_id=first.thread_id or first.mime_id,
        created_at=now,
        next_attempt_at=leaves_at,
    )


def _say_again(
    session: Session, first: Message, heir: Contact, message_id: int, *, mark: str, now: datetime
) -> None:
    """The first message's notices again; to another contact under the key that planning makes."""
    query = select(Notice).where(col(Notice.message_id) == first.id).order_by(col(Notice.id))
    if first.state is not MessageState.CANCELLED:
        query = query.where(col(Notice.cancelled_at).is_(None))
    rows = [
        NoticeRow(
            _key(notice, heir, mark),
            assignment_id=notice.assignment_id,
            not_before=now,
            immediate=True,
            created_at=now,
            detail=as_copy(notice),
            message_id=message_id,
        )
        for notice in session.exec(query)
    ]
    if not insert_notices(session, rows):
        wanted = "đã được gửi đúng những thông báo ấy, hoặc không còn việc nào cần báo"
        raise Refused(Problem("to", safe_address(heir.channel, heir.address), wanted, "Địa chỉ"))


def _key(notice: Notice, heir: Contact, mark: str) -> NoticeKey:
    first = NoticeKey.parse(notice.key)
    if notice.contact_id != heir.id:
        return first.to(heir.id or 0).said_again("")
    return first.said_again(mark)
