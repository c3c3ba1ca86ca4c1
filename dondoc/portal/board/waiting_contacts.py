"""What units ask about their contacts and nobody has ruled on, as an officer weighs it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.contacts.address import is_official
from dondoc.delivery.contact_requests.ask_contact_change import (
    count_contact_requests,
    waiting_requests,
)
from dondoc.messages.environment import phrases
from dondoc.portal.context import PageContext
from models import Account, Assignment, Contact, ContactRequest, Round


@dataclass(frozen=True)
class ShownRequest:
    """A request as an officer weighs it."""

    row: ContactRequest
    unit: str
    asker: Contact
    matter: str  # the duty and period that a colleague is to share
    warnings: tuple[str, ...]


def shown_requests(session: Session, here: PageContext, account: Account) -> list[ShownRequest]:
    """The requests that wait, for who may rule on them; the oldest first."""
    if here.why_never(account, Act.RULE_CONTACTS):
        return []
    return [_shown(session, here, row) for row in waiting_requests(session)]


def requests_waiting(session: Session, here: PageContext, account: Account) -> int:
    """How many requests about contacts the account may rule on."""
    if here.why_never(account, Act.RULE_CONTACTS):
        return 0
    return count_contact_requests(session)


def _shown(session: Session, here: PageContext, row: ContactRequest) -> ShownRequest:
    registry = here.rulebook.registry
    asker = session.get_one(Contact, row.contact_id)
    return ShownRequest(
        row=row,
        unit=registry.unit(row.unit_code).name,
        asker=asker,
        matter=_matter(session, here, row.assignment_id),
        warnings=tuple(_warnings(session, here, row, asker)),
    )


def _matter(session: Session, here: PageContext, assignment_id: int | None) -> str:
    if assignment_id is None:
        return ""
    found = session.get_one(Round, session.get_one(Assignment, assignment_id).round_id)
    duty = here.rulebook.registry.duty_of(found.plan, found.duty)
    return f"{duty.short}, {here.rulebook.period(duty, found.period).short()}"


def _warnings(
    session: Session, here: PageContext, row: ContactRequest, asker: Contact
) -> list[str]:
    """What to look at before the address is taken."""
    said = []
    if asker.disabled_at is not None:
        said.append("đầu mối đã đề nghị không còn dùng")
    if not row.address:
        return said
    if not is_official(row.address, demo=here.settings.demo):
        said.append("không phải thư công vụ (.gov.vn)")
    others = select(Contact.unit_code).where(
        col(Contact.address).ilike(row.address, escape="\\"),
        col(Contact.unit_code) != row.unit_code,
        col(Contact.disabled_at).is_(None),
    )
    names = {here.rulebook.registry.unit(code).name for code in session.exec(others)}
    said += [phrases("people").address_of_another(name) for name in sorted(names)]
    return said
