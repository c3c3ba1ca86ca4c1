"""Whose name stands under an act: an account, by the address it signs in with."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.problems import Problem, Refused
from dondoc.text import typed_address
from models import Account


def account_of(session: Session, address: str) -> Account:
    """The account of that address. Raises Refused for none, and for one no longer in use."""
    same = func.lower(Account.address) == typed_address(address).lower()
    account = session.exec(select(Account).where(same)).first()
    if account is None:
        known = session.exec(select(Account.address).order_by(col(Account.id)).limit(5)).all()
        wanted = f"không có tài khoản này; đang có: {', '.join(known) or 'chưa tài khoản nào'}"
        raise Refused(Problem("Tài khoản", address, wanted))
    if account.disabled_at is not None:
        raise Refused(Problem("Tài khoản", address, "đã ngừng dùng; hãy dùng tài khoản khác"))
    return account
