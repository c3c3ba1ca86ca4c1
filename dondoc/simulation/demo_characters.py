"""Whom the demo year is about: sample contacts and accounts. Addresses end in `.example`."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, select

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from models import Account, Contact
from models.kinds import AccountRole, Purpose

REPORT, CONSOLIDATED = "III.1.1.c", "III.1.2.a4"
OFFICER, COLLEAGUE = "can-bo-1@so-noi-vu.example", "can-bo-2@so-noi-vu.example"


def seed(session: Session, rulebook: Rulebook, *, today: date) -> None:
    """Sample contacts for every unit that the plan asks, and sample accounts. Once."""
    if session.exec(select(Account)).first() is not None:
        return
    codes = {
        unit.code
        for duty in rulebook.registry.plan.duties
        for on in (today - timedelta(days=365), today)
        for unit, _role in rulebook.registry.responsible(duty, on)
    }
    checked_at = at(today - timedelta(days=366), 8)  # the list was checked before the demo year
    for code in sorted({*codes, "ubnd-tinh"}):
        session.add(
            Contact(
                unit_code=code,
                address=f"van-thu@{code}.example",
                person="Đầu mối mẫu",
                verified_at=checked_at,
            )
        )
        if not code.startswith("xa-"):
            head = f"lanh-dao@{code}.example"
            leader = Contact(unit_code=code, address=head, purpose=Purpose.HEAD)
            leader.verified_at = checked_at
            session.add(leader)
    session.add_all(_accounts(rulebook, today))


def _accounts(rulebook: Rulebook, today: date) -> list[Account]:
    def watched_by(code: str) -> str:
        """The duties that the body watches over: theirs to decide, theirs the number to call."""
        plan, registry = rulebook.registry.plan, rulebook.registry
        duties = [duty for duty in plan.duties if duty.kind == "duty"]
        return ",".join(
            duty.code for duty in duties if registry.monitoring_unit(duty, today).code == code
        )

    room = "Phòng Cải cách hành chính, dữ liệu mẫu"
    return [
        Account(
            name="Bà Nguyễn Thị Mẫu",
            address=OFFICER,
            unit_code="so-noi-vu",
            role=AccountRole.OFFICER,
            department=room,
            telephone="0207 000 0001",
            duties=watched_by("so-noi-vu"),
        ),
        Account(
            name="Ông Trần Văn Mẫu",
            address=COLLEAGUE,
            unit_code="so-noi-vu",
            role=AccountRole.OFFICER,
            department=room,
            telephone="0207 000 0002",
        ),
        Account(
            name="Bà Lê Thị Mẫu",
            address="theo-doi@van-phong-ubnd.example",
            unit_code="van-phong-ubnd",
            role=AccountRole.OFFICER,
            duties=watched_by("van-phong-ubnd"),
        ),
        Account(
            name="Quản trị mẫu",
            address="quan-tri@so-noi-vu.example",
            unit_code="so-noi-vu",
            role=AccountRole.ADMINISTRATOR,
        ),
    ]
