"""A conference on its day: units invited, delegates registered, desks open. Rows, not acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from dondoc.clock import at
from dondoc.conference.desk.keep_scan import DeskAnswer, DeskScan, record_scan
from dondoc.ledger.actors import Actor
from models import Conference, ConferenceSession, Delegate, Invitee
from models.database import transaction

DAY = date(2026, 11, 27)  # a Friday
OPENS_AT = at(DAY, 7, 30)
DESK = Actor.account(1)
CODES = ("AAAAA", "CCCCC", "DDDDD", "EEEEE")  # two of Sở Tài chính, two of Sở Tư pháp


@dataclass
class ConferenceDay:
    """One conference in a ledger, with its delegates; `now` is the hour at the desk."""

    engine: Engine
    conference_id: int
    now: datetime = OPENS_AT

    def scan(self, scan_id: str, code: str = "AAAAA", **changes: Any) -> DeskAnswer:
        """One scan at the desk, online unless it is said to be from a queue."""
        values = {"device": "Bàn 1", "device_at": self.now, **changes}
        with transaction(self.engine) as session:
            scan = DeskScan(scan_id=scan_id, code=code, **values)
            conference = session.get_one(Conference, self.conference_id)
            return record_scan(session, conference, scan, by=DESK, now=self.now)

    def rows(self, table: type[SQLModel]) -> list[Any]:
        with transaction(self.engine, write=False) as session:
            return list(session.exec(select(table).order_by(*table.__table__.primary_key)))  # type: ignore[attr-defined]

    def change(self, table: type[SQLModel], key: Any, **values: Any) -> None:
        """Set columns by hand."""
        with transaction(self.engine) as session:
            row = session.get_one(table, key)
            for name, value in values.items():
                setattr(row, name, value)

    def add(self, row: SQLModel) -> None:
        with transaction(self.engine) as session:
            session.add(row)

    def delegate(self, code: str = "AAAAA") -> Delegate:
        with transaction(self.engine, write=False) as session:
            return session.exec(select(Delegate).where(col(Delegate.code) == code)).one()


def conference_day(
    engine: Engine,
    units: Iterable[str] = ("so-tai-chinh", "so-tu-phap"),
    *,
    code: str = "hoi-nghi-2026",
    codes: tuple[str, ...] = CODES,
) -> ConferenceDay:
    """A conference of two units with two delegates each, or of others, on its day."""
    before = at(date(2026, 11, 6), 9)
    with transaction(engine) as session:
        conference = Conference(
            plan="15/KH-UBND",
            code=code,
            index_year=2026,
            title="Hội nghị hướng dẫn chấm điểm Chỉ số cải cách hành chính năm 2026",
            chair="Phó Chủ tịch UBND tỉnh",
            rsvp_by=date(2026, 11, 20),
            mark="m",
            created_at=before,
            created_by=DESK,
            invited_at=before,
        )
        session.add(conference)
        session.flush()
        hour = ConferenceSession(
            conference_id=conference.id or 0,
            number=1,
            starts_at=at(DAY, 8),
            ends_at=at(DAY, 11, 30),
            place="Hội trường Sở Nội vụ",
        )
        session.add(hour)
        session.flush()
        waiting = list(codes)
        units = list(units)
        for unit in units:
            invitee = Invitee(
                conference_id=conference.id or 0,
                session_id=hour.id or 0,
                unit_code=unit,
                seats=2,
                added_at=before,
                invited_at=before,
                revision=1,
            )
            session.add(invitee)
            session.flush()
            for number in range(len(codes) // len(units)):
                session.add(
                    Delegate(
                        conference_id=conference.id or 0,
                        invitee_id=invitee.id or 0,
                        code=waiting.pop(0),
                        name=f"Người {number + 1} của {unit}",
                        post="Phó Trưởng phòng",
                        telephone="0207 300 0100",
                        added_at=before,
                        added_by="contact:1",
                    )
                )
        return ConferenceDay(engine, conference.id or 0)
