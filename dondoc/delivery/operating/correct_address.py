"""A contact's address corrected: a contact of its own in the old one's place.

The row that messages went to keeps the address that they went to.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from dondoc.contacts.address import (
    EMAIL,
)
from dondoc.contacts.in_use import put_back, put_out
from dondoc.contacts.verification import verify
from dondoc.delivery.outbox import UNSENT
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.links import revoke_links
from dondoc.ledger.notice_key import NoticeKey
from dondoc.ledger.rows import cancel
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.text import is_mail_address, typed_address
from models import Contact, Message, Notice
from models.kinds import MessageState
from models.reasons import CancelReason, MessageReason

_LABEL = "Địa chỉ"


def correct_address(
    session: Session, gone: Contact, address: str, *, by: Actor, now: datetime
) -> Contact:
    """The contact with the corrected address; what waits for the old one goes to it.

    The old contact is disabled, and links that were mailed to its address end: the reader of mail
    there is perhaps not of the unit. Raises Refused.
    """
    wanted_address = typed_address(address)
    if problem := _wrong(gone, wanted_address):
        raise Refused(Problem("to", wanted_address, problem, _LABEL))
    heir = heir_of(session, gone, wanted_address)
    book = phrases("delivery")
    put_in_place(session, gone, heir, why=book.corrected_to(wanted_address), now=now)
    # The officer answers for it, as after a telephone call: it is not asked once more.
    verify(session, heir.id or 0, by=by, how=book.corrected_from(gone.address), now=now)
    session.refresh(heir)
    audit.record(
        session,
        actor=by,
        act="sửa địa chỉ đầu mối",
        target=f"contact:{gone.id}",
        now=now,
        detail=book.replaced(gone, heir),
    )
    return heir


def put_in_place(
    session: Session, gone: Contact, heir: Contact, *, why: str, now: datetime
) -> None:
    """`heir` stands where `gone` stood, and has what waits for it; the links of `gone` end."""
    put_out(gone, why, now=now)
    session.add(gone)
    session.flush()
    heir.position = min(heir.position, gone.position)
    put_back(session, heir, now=now)
    _move_waiting(session, gone, heir, now=now)
    revoke_links(session, gone.id or 0, now=now)


def _wrong(gone: Contact, address: str) -> str:
    if gone.channel != EMAIL:
        return f"đầu mối này nhận tin qua {gone.channel}; hãy sửa bằng `dondoc contacts import`"
    if not is_mail_address(address):
        return "không phải địa chỉ thư; hãy ghi như van-thu@so-tai-chinh.gov.vn"
    if address.lower() == gone.address.lower():
        return "là địa chỉ đã gửi; để trống nếu muốn gửi lại đúng địa chỉ ấy"
    return ""


def heir_of(session: Session, gone: Contact, address: str) -> Contact:
    """The unit's contact of that purpose at that mail address: the one known, or a new one."""
    same = (
        col(Contact.unit_code) == gone.unit_code,
        col(Contact.channel) == EMAIL,
        col(Contact.purpose) == gone.purpose,
        func.lower(Contact.address) == address.lower(),
    )
    known = session.exec(select(Contact).where(*same)).first()
    own = {"id", "address", "channel", "verified_at", "in_use_at", "disabled_at", "disabled_why"}
    return known or Contact(address=address, channel=EMAIL, **gone.model_dump(exclude=own))


def _move_waiting(session: Session, gone: Contact, heir: Contact, *, now: datetime) -> None:
    _open_messages(session, gone, heir)
    waiting = select(Notice).where(
        col(Notice.contact_id) == gone.id,
        col(Notice.message_id).is_(None),
        col(Notice.cancelled_at).is_(None),
    )
    for notice in session.exec(waiting).all():
        key = str(NoticeKey.parse(notice.key).to(heir.id or 0))
        if session.exec(select(Notice.id).where(col(Notice.key) == key)).first():
            cancel(notice, CancelReason.ALREADY_TOLD, now=now)
        else:
            notice.key, notice.contact_id = key, heir.id or 0
    session.flush()


def _open_messages(session: Session, gone: Contact, heir: Contact) -> None:
    """What was gathered and waits is no longer: its notices wait alone. One that is on its way
    stays; should it come back, its contact is out of use (handover.fell_away).
    """
    closed = session.execute(
        update(Message)
        .where(
            UNSENT,
            col(Message.contact_id) == gone.id,
            col(Message.address).is_(None),
            col(Message.state).in_([MessageState.PENDING, MessageState.HELD]),
        )
        .values(
            state=MessageState.CANCELLED,
            reason=MessageReason.CORRECTED,
            reason_words=heir.address,
        )
        .returning(col(Message.id))
    ).scalars()
    mine = (col(Notice.message_id).in_(closed.all()), col(Notice.cancelled_at).is_(None))
    session.execute(update(Notice).where(*mine).values(message_id=None))
