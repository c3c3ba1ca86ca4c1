"""A ledger of the version before knows, once upgraded, since when each thing is asked, by whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, MetaData
from sqlmodel import select

from dondoc.clock import at
from models import Assignment
from models.database import transaction
from models.migrations.run import migrate

BEFORE = "0011_add_contact_in_use"
OPENED, DRAWN, ADDED, TAKEN = (at(date(2027, 3, day), 8) for day in (1, 3, 8, 10))
LATER = at(date(2027, 3, 12), 8)
DAYS = dict.fromkeys(("nominal_on", "target_on", "due_on", "first_due_on"), date(2027, 3, 16))


def test_it_is_filled_from_what_the_ledger_knows(empty: Engine) -> None:
    migrate(empty, BEFORE)
    _lived(empty)
    migrate(empty)

    with transaction(empty, write=False) as session:
        known = session.exec(select(Assignment.unit_code, Assignment.asked_at))
        assert {
            "of-the-round": OPENED,
            "drawn": DRAWN,
            "in-the-demand": OPENED,
            "added-to-the-demand": ADDED,
            "heir": TAKEN,
        } == dict(known.all())
        by_hand = select(Assignment.unit_code, Assignment.asked_by)
        asked = {unit: by for unit, by in session.exec(by_hand) if by is not None}
        assert {"added-to-the-demand": "account:3"} == asked


def _lived(engine: Engine) -> None:
    tables = MetaData()
    tables.reflect(engine)

    def add(table: str, **values: Any) -> None:
        # As the ledger writes an instant on SQLite: in UTC, without a zone.
        if engine.dialect.name == "sqlite":
            values = {name: _bare(value) for name, value in values.items()}
        with engine.begin() as connection:
            connection.execute(tables.tables[table].insert().values(**values))

    for number, period in ((1, "2027-Q1"), (2, "2027-E1")):
        add(
            "round",
            id=number,
            plan="p",
            duty="d",
            period=period,
            opens_on=OPENED.date(),
            opened_at=OPENED,
            confirmed=False,
        )
    units = [(1, "of-the-round"), (1, "drawn"), (2, "in-the-demand"), (2, "added-to-the-demand")]
    for number, (about, unit) in enumerate([*units, (1, "heir")], start=1):
        add(
            "unit",
            code=unit,
            name=unit,
            group="khac",
            official_order=number,
            from_on=OPENED.date(),
            confirmed=False,
        )
        add(
            "assignment",
            id=number,
            round_id=about,
            unit_code=unit,
            role="duoc_kiem_tra" if unit == "drawn" else "r",
            subject="",
            tone="order",
            chased=True,
            arithmetic="",
            cycle=1,
            cycle_from_on=OPENED.date(),
            **DAYS,
        )
    told = ((1, LATER), (3, OPENED), (3, LATER), (4, ADDED), (4, LATER))
    for number, moment in told:
        add("audit", at=moment, actor="system", act="x", target=f"assignment:{number}", detail="")
    asked = {"act": "yêu cầu báo cáo đột xuất", "target": "assignment:4", "detail": ""}
    add("audit", at=LATER, actor="account:3", **asked)
    draw = {"seed": 1, "percent": 30, "units": [], "by_group": {}, "again": []}
    add("draw", round_id=1, drawn_by="account:1", drawn_at=DRAWN, **draw)
    decision = {"kind": "taken_over", "decided_by": "system"}
    add("decision", assignment_id=5, decided_at=TAKEN, **decision)


def _bare(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
