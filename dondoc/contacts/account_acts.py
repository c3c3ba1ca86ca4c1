"""What is done to one account: added, changed, ended, let in again. Never to the last one that can.

A file of accounts goes by `import_run`; both write through `importing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.contacts.entries import ContactEntry
from dondoc.contacts.importing import Comparison, compare, write
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.sync_units import sync_units
from dondoc.messages.environment import phrases
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from models import Account
from models.kinds import AccountRole

ENDED, RETURNED = "ngừng dùng tài khoản", "cho dùng lại tài khoản"


def add_account(
    session: Session, registry: Registry, entry: ContactEntry, *, by: Actor, now: datetime
) -> None:
    """A new person may sign in. Raises Refused where the address has an account already."""
    found = _compared(session, registry, entry)
    if not found.added:
        wanted = phrases("people").account_known()
        raise Refused(Problem("address", entry.key["address"], wanted, "Địa chỉ"))
    write(session, Account, found, by=by, now=now)


def change_account(
    session: Session, registry: Registry, entry: ContactEntry, *, by: Actor, now: datetime
) -> None:
    """The account of that address as the entry says it; its address stays. Raises Refused."""
    with _keeping_an_administrator(session):
        write(session, Account, _compared(session, registry, entry), by=by, now=now)


def end_account(session: Session, account: Account, *, why: str, by: Actor, now: datetime) -> None:
    """It signs in no more, and what is open in a browser ends with its next click."""
    if account.disabled_at is not None:
        raise Refused(Problem("Tài khoản", account.address, phrases("people").account_over()))
    with _keeping_an_administrator(session):
        account.disabled_at = now
        session.add(account)
        session.flush()
    target = f"account:{account.id}"
    audit.record(session, actor=by, act=ENDED, target=target, now=now, detail=why)


def return_account(session: Session, account: Account, *, by: Actor, now: datetime) -> None:
    """It may sign in again. Raises Refused where it may already."""
    if account.disabled_at is None:
        raise Refused(Problem("Tài khoản", account.address, phrases("people").account_in_use()))
    account.disabled_at = None
    session.add(account)
    target = f"account:{account.id}"
    audit.record(session, actor=by, act=RETURNED, target=target, now=now)
    session.flush()


def _compared(session: Session, registry: Registry, entry: ContactEntry) -> Comparison:
    sync_units(session, registry)
    return compare(session, Account, [entry])


@contextmanager
def _keeping_an_administrator(session: Session) -> Iterator[None]:
    """Raises Refused where the last one who may come to `/quan-tri` would go by this act."""
    before = _administrators(session)
    yield
    if before and not _administrators(session):
        raise Refused(Problem("role", "", phrases("people").last_administrator(), "Vai trò"))


def _administrators(session: Session) -> int:
    there = (col(Account.role) == AccountRole.ADMINISTRATOR, col(Account.disabled_at).is_(None))
    return session.exec(select(func.count()).select_from(Account).where(*there)).one()
