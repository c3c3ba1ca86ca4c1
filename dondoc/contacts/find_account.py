"""Whose name stands under an act: an account, by the address it signs in with."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.problems import Problem, Refused
from dondoc.text import typed_address
from models import Account

ACCOUNT_LABEL = "Người thực hiện"
"""What the forms of the Prefect UI call the account that answers for an act."""


def account_named(session: Session, address: str) -> Account:
    """The account typed into such a form. Raises Refused by its field; it names no account: what
    a run says is read by everyone who may see Prefect.
    """
    try:
        return account_of(session, address)
    except Refused:
        wanted = "không có tài khoản đang dùng nào có địa chỉ này; hãy ghi địa chỉ thư đăng nhập"
        raise Refused(Problem("account", address, wanted, ACCOUNT_LABEL)) from None


def account_of(session: Session, address: str, *, ended: bool = False) -> Account:
    """The account of that address. Raises Refused for none, and for one no longer in use unless
    that is what is looked for.
    """
    same = func.lower(Account.address) == typed_address(address).lower()
    account = session.exec(select(Account).where(same)).first()
    if account is None:
        known = session.exec(select(Account.address).order_by(col(Account.id)).limit(5)).all()
        wanted = f"không có tài khoản này; đang có: {', '.join(known) or 'chưa tài khoản nào'}"
        raise Refused(Problem("Tài khoản", address, wanted))
    if account.disabled_at is not None and not ended:
        raise Refused(Problem("Tài khoản", address, "đã ngừng dùng; hãy dùng tài khoản khác"))
    return account
