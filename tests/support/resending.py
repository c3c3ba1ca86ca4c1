"""A message of the morning's window, and its sending again as an officer asks for it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.operating.resend import Resent, resend
from models import Contact, Message
from models.database import transaction
from tests.support.post import Office

OPENING = date(2027, 3, 1)
NINE = at(OPENING, 9)
CLERK = "van-thu%40so-tai-chinh"


def first(office: Office) -> Message:
    first: Message = office.read(
        lambda s: s.exec(
            select(Message)
            .join(Contact)
            .where(col(Contact.address) == "van-thu@so-tai-chinh.example")
            .order_by(col(Message.id))
        ).first()
    )
    return first


def again(office: Office, *, to: str = "", now: datetime = NINE) -> Resent:
    with transaction(office.engine) as session:
        number = first(office).id
        return resend(
            session, office.settings, office.rulebook, number, to=to, by="account:1", now=now
        )
