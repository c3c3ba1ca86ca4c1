"""Who takes back what the cast's officer decided: another officer, an administrator."""

from __future__ import annotations

from sqlalchemy import Engine

from models import Account
from models.database import transaction
from models.kinds import AccountRole


def another_officer(engine: Engine) -> Account:
    """A second officer of Sở Nội vụ, for every duty."""
    return _kept(engine, "Hoàng Văn Nam", "nam@so-noi-vu.example", AccountRole.OFFICER)


def administrator(engine: Engine) -> Account:
    return _kept(engine, "Đỗ Thị Quản", "quan@so-noi-vu.example", AccountRole.ADMINISTRATOR)


def _kept(engine: Engine, name: str, address: str, role: AccountRole) -> Account:
    account = Account(name=name, address=address, unit_code="so-noi-vu", role=role)
    with transaction(engine) as session:
        session.add(account)
    return account
