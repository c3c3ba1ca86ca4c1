"""The cast that most tests stand on: who hands in, who decides, who must see nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Engine

import models  # noqa: F401 (registers the tables)
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from models import Account, Contact
from models.database import transaction
from models.kinds import AccountRole, Purpose
from tests.support.life import life as life  # noqa: PLC0414 - fixtures for every folder below
from tests.support.life import sqlite_life as sqlite_life  # noqa: PLC0414

VERIFIED = at(date(2020, 1, 2), 8)  # when the office checked its list of contacts


def give_clerks(engine: Engine, units: Iterable[str]) -> None:
    """These units can be written to: past its date, what they owe is overdue."""
    with transaction(engine) as session:
        for code in units:
            address = f"van-thu@{code}.example"
            session.add(Contact(unit_code=code, address=address, verified_at=VERIFIED))


class Cast:
    """A small named cast: who hands in, who decides, who must see nothing."""

    def __init__(self, engine: Engine, rulebook: Rulebook) -> None:
        self.engine, self.rulebook = engine, rulebook
        self.officer = Account(
            name="Phạm Thị Hà",
            address="ha@so-noi-vu.example",
            unit_code="so-noi-vu",
            role=AccountRole.OFFICER,
            department="Phòng Cải cách hành chính",
            telephone="0207 300 0001",
            duties="III.1.1.b1,III.1.1.c,III.1.2.a3.2,III.1.2.a3.3,III.1.2.a5.2,III.1.7.b.2",
        )
        self.viewer = Account(
            name="Lê Văn Xem",
            address="xem@so-noi-vu.example",
            unit_code="so-noi-vu",
            role=AccountRole.VIEWER,
        )
        self.stranger = Account(
            name="Trần Thị Khác",
            address="khac@so-tu-phap.example",
            unit_code="so-tu-phap",
            role=AccountRole.OFFICER,
        )
        rows: list[Any] = [self.officer, self.viewer, self.stranger]
        for code in ("so-tai-chinh", "so-tu-phap", "so-y-te", "so-noi-vu"):
            rows.append(Contact(unit_code=code, address=f"van-thu@{code}.example"))
        head = Contact(
            unit_code="so-tai-chinh", address="giam-doc@so-tai-chinh.example", purpose=Purpose.HEAD
        )
        superior = Contact(unit_code="ubnd-tinh", address="vp@ubnd-tinh.example")
        for contact in (*rows[3:], head, superior):
            contact.verified_at = VERIFIED
        with transaction(engine) as session:
            session.add_all([*rows, head, superior])
