"""A unit asks that another speak for it. Nothing changes before an officer has confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.clock import at, local_date
from dondoc.delivery.contact_requests.contact_wish_form import ContactWishForm
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.limits import MOST_CONTACT_WISHES
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.text import in_words
from models import Contact, ContactRequest
from models.kinds import ContactWish

ASKED = "đề nghị về đầu mối"


def ask_change(
    session: Session,
    contact: Contact,
    wish: ContactWish,
    given: Mapping[str, str],
    *,
    assignment_id: int | None,
    now: datetime,
) -> ContactRequest:
    """Keep the request; the same once more while it waits is the one that is there.

    Raises Refused for what is mistyped, for the address that asks, and for one too many a day.
    """
    form = ContactWishForm.read(given, wish)
    about = assignment_id if wish is ContactWish.SHARE else None
    row = ContactRequest(
        wish=wish,
        unit_code=contact.unit_code,
        contact_id=contact.id or 0,
        assignment_id=about,
        person=form.person or "",
        telephone=form.telephone or "",
        address=form.address or "",
        note=form.note or "",
        asked_at=now,
    )
    if row.address.lower() == contact.address.lower():
        wanted = "là địa chỉ đang nhận thư này; hãy ghi địa chỉ của người khác"
        raise Refused(Problem("address", row.address, wanted, "Địa chỉ thư"))
    session.exec(select(Contact.id).where(col(Contact.id) == contact.id).with_for_update()).one()
    if waiting := _same(session, row):
        return waiting
    if _asked_today(session, contact, now) >= MOST_CONTACT_WISHES:
        most = in_words(MOST_CONTACT_WISHES)
        wanted = f"hôm nay đã gửi {most} đề nghị; xin gọi cán bộ theo dõi, hoặc gửi lại ngày mai"
        raise Refused(Problem("wish", "", wanted, "Đề nghị"))
    session.add(row)
    session.flush()
    by, target = Actor.contact(contact.id), f"contact:{contact.id}"
    said = phrases("people").wished(row)
    audit.record(session, actor=by, act=ASKED, target=target, now=now, detail=said)
    return row


def requests_of(session: Session, contact_id: int) -> list[ContactRequest]:
    """What this contact asked, the newest first."""
    query = select(ContactRequest).where(col(ContactRequest.contact_id) == contact_id)
    return list(session.exec(query.order_by(col(ContactRequest.id).desc()).limit(10)))


def waiting_requests(session: Session) -> list[ContactRequest]:
    """What nobody has decided on, the oldest first."""
    query = select(ContactRequest).where(col(ContactRequest.decided_at).is_(None))
    return list(session.exec(query.order_by(col(ContactRequest.id))))


def count_contact_requests(session: Session) -> int:
    """How many wait for an officer."""
    waits = col(ContactRequest.decided_at).is_(None)
    return session.exec(select(func.count()).select_from(ContactRequest).where(waits)).one()


def _same(session: Session, row: ContactRequest) -> ContactRequest | None:
    mine = (
        col(ContactRequest.contact_id) == row.contact_id,
        col(ContactRequest.wish) == row.wish,
        col(ContactRequest.assignment_id).is_(row.assignment_id)
        if row.assignment_id is None
        else col(ContactRequest.assignment_id) == row.assignment_id,
        func.lower(ContactRequest.address) == row.address.lower(),
        col(ContactRequest.decided_at).is_(None),
    )
    return session.exec(select(ContactRequest).where(*mine)).first()


def _asked_today(session: Session, contact: Contact, now: datetime) -> int:
    began = at(local_date(now), 0)
    query = select(func.count()).select_from(ContactRequest)
    mine = (col(ContactRequest.contact_id) == contact.id, col(ContactRequest.asked_at) >= began)
    return session.exec(query.where(*mine)).one()
