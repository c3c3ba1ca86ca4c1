"""What the ledger holds about one person, by the address: to be handed to whoever asks for it.

Metadata of messages only: their text names other people's matters. A delegate has no address and is
found by the name alone, so it is said apart that it may be somebody else of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.limits import MOST_OF_A_PERSON
from dondoc.problems import Problem, Refused
from dondoc.text import fold, typed_address
from models import Account, Audit, Contact, Delegate, Incoming, Message, ScoringAccount, Submission

Row = TypeVar("Row", bound=SQLModel)

_FIELDS: dict[type[SQLModel], tuple[str, ...]] = {
    Contact: (
        *("id", "unit_code", "purpose", "person", "telephone", "channel", "address"),
        *("verified_at", "in_use_at", "disabled_at", "disabled_why"),
    ),
    Account: (
        *("id", "name", "address", "unit_code", "role", "department", "telephone", "duties"),
        *("signed_in_at", "disabled_at"),
    ),
    Message: ("id", "purpose", "channel", "window", "subject", "state", "created_at", "sent_at"),
    Incoming: ("id", "received_at", "sender", "subject", "kind", "outcome"),
    Submission: ("id", "assignment_id", "version", "answer", "received_at", "recorded_at"),
    Audit: ("id", "at", "actor", "act", "target", "detail"),
    Delegate: ("id", "name", "post", "telephone"),
    ScoringAccount: ("id", "conference_id", "unit_code", "login", "holder"),
}


def person_record(session: Session, address: str, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Everything by kind, the oldest first; `left_out` says how many are beyond the limit.

    The audit says who asked. Raises Refused where nothing is held under that address.
    """
    typed = typed_address(address).lower()
    contacts = _rows(session, Contact, func.lower(col(Contact.address)) == typed)
    accounts = _rows(session, Account, func.lower(col(Account.address)) == typed)
    mails = func.lower(col(Incoming.sender)) == typed
    to_contact = [row.id for row in contacts]
    to_account = [row.id for row in accounts]
    acted = [*map(Actor.contact, to_contact), *map(Actor.account, to_account)]
    found: dict[str, tuple[type[SQLModel], Any]] = {
        "messages": (
            Message,
            or_(
                col(Message.contact_id).in_(to_contact),
                col(Message.account_id).in_(to_account),
                func.lower(col(Message.address)) == typed,
            ),
        ),
        "incoming": (Incoming, or_(mails, col(Incoming.contact_id).in_(to_contact))),
        "submissions": (Submission, col(Submission.recorded_by).in_(acted)),
        "audit": (Audit, or_(col(Audit.actor).in_(acted), col(Audit.target).in_(acted))),
    }
    record: dict[str, Any] = {"contacts": _plain(contacts), "accounts": _plain(accounts)}
    left_out: dict[str, int] = {}
    for key, (model, wanted) in found.items():
        rows = _rows(session, model, wanted)
        record[key] = _plain(rows)
        if len(rows) == MOST_OF_A_PERSON:
            left_out[key] = _count(session, model, wanted) - len(rows)
    if not any(record.values()):
        wanted_words = "sổ không giữ gì dưới địa chỉ này; hãy xem dondoc contacts list"
        raise Refused(Problem("address", address, wanted_words, "Địa chỉ"))
    names = {fold(name) for name in _names(contacts, accounts)}
    record["perhaps_the_same_name"] = _of_that_name(session, names)
    record["left_out"] = left_out
    target = acted[0] if acted else "person"
    act = "kết xuất dữ liệu giữ về một người"
    audit.record(session, actor=by, act=act, target=target, now=now)
    return record


def _names(contacts: Sequence[Contact], accounts: Sequence[Account]) -> list[str]:
    return [name for row in contacts if (name := row.person)] + [row.name for row in accounts]


def _of_that_name(session: Session, names: set[str]) -> dict[str, list[dict[str, Any]]]:
    delegates = select(Delegate).where(col(Delegate.name) != "").order_by(col(Delegate.id))
    holders = select(ScoringAccount).where(col(ScoringAccount.holder) != "")
    held = session.exec(holders.order_by(col(ScoringAccount.id)))
    return {
        "delegates": _plain([row for row in session.exec(delegates) if fold(row.name) in names]),
        "scoring_accounts": _plain([row for row in held if fold(row.holder) in names]),
    }


def _rows(session: Session, model: type[Row], wanted: Any) -> Sequence[Row]:
    query: SelectOfScalar[Row] = select(model).where(wanted)
    number = col(model.id)  # type: ignore[attr-defined]  # each of these tables has one
    return session.exec(query.order_by(number).limit(MOST_OF_A_PERSON)).all()


def _count(session: Session, model: type[SQLModel], wanted: Any) -> int:
    return session.exec(select(func.count()).select_from(model).where(wanted)).one()


def _plain(rows: Sequence[SQLModel]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in _FIELDS[type(row)]} for row in rows]
