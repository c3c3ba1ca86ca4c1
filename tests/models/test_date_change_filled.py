"""A ledger of the version before shows, once upgraded, on every day what it showed then."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from dondoc.clock import at
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Decision
from models.database import transaction
from models.migrations.run import migrate, migrate_down

BEFORE = "0008_add_activity_example"
OPENS, NOMINAL, DUE, LATER = (date(2027, 3, day) for day in (1, 16, 16, 18))
RETURNED, EXTENDED, MOVED = (at(date(2027, 3, day), 9) for day in (9, 11, 12))
UNTIL = date(2027, 3, 12)  # what the return gave
HOW, HOW_MOVED = "chốt số liệu 14/03/2027, cộng hai ngày làm việc", "cách tính của lịch mới"


class OldLedger:
    """The rows as the version before wrote them, for one round and units named by a letter."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        migrate(engine, BEFORE)
        self._add(
            "round",
            plan="15/KH-UBND",
            duty="III.1.1.c",
            period="2027-Q1",
            opens_on=OPENS,
            opened_at=at(OPENS, 8),
            confirmed=False,
        )

    def assignment(self, unit: str, **changes: Any) -> int:
        self._add(
            "unit",
            code=unit,
            name=unit,
            group="tinh",
            official_order=1,
            from_on=OPENS,
            confirmed=True,
        )
        row = {
            "round_id": 1,
            "unit_code": unit,
            "role": "so_nganh",
            "subject": "",
            "tone": "order",
            "chased": True,
            "nominal_on": NOMINAL,
            "target_on": DUE,
            "due_on": DUE,
            "first_due_on": DUE,
            "arithmetic": HOW,
            "cycle": 1,
            "cycle_from_on": OPENS,
        }
        return self._add("assignment", **{**row, **changes})

    def decision(self, number: int, kind: str, now: datetime, **values: Any) -> int:
        row = {"assignment_id": number, "kind": kind, "decided_by": "account:1", "decided_at": now}
        return self._add("decision", **{**row, **values})

    def audited(self, number: int, act: str, detail: str, now: datetime) -> None:
        target = f"assignment:{number}"
        self._add("audit", at=now, actor="system", act=act, target=target, detail=detail)

    def facts(self, number: int, as_of: datetime) -> Facts | None:
        with transaction(self.engine, write=False) as session:
            found = load_facts(session, col(Assignment.id) == number, as_of=as_of)
        return found[0] if found else None

    def decisions(self, number: int) -> list[tuple[str, str | None, date | None]]:
        """By their columns: an older ledger lacks some of today's."""
        wanted = select(Decision.kind, Decision.reason, Decision.due_after_on)
        mine = wanted.where(col(Decision.assignment_id) == number)
        with transaction(self.engine, write=False) as session:
            found = session.exec(mine.order_by(col(Decision.id)))
            return [(kind.value, reason, due_after_on) for kind, reason, due_after_on in found]

    def _add(self, table: str, **values: Any) -> int:
        """Only what is given: columns of today have defaults that an older ledger does not know."""
        today = SQLModel.metadata.tables[table].c
        then = sa.table(
            table, sa.column("id"), *(sa.column(one, today[one].type) for one in values)
        )
        row = sa.insert(then).values(values)
        with self.engine.begin() as connection:
            if table == "unit":
                connection.execute(row)
                return 0
            return int(connection.execute(row.returning(then.c.id)).scalar_one())


@pytest.fixture
def old(empty: Engine) -> OldLedger:
    return OldLedger(empty)


def _dates(facts: Facts | None) -> tuple[Any, ...]:
    assert facts is not None
    due = facts.target_on, facts.due_on, facts.first_due_on
    return (*due, facts.cycle, facts.cycle_from_on, facts.arithmetic)


def test_a_return_and_an_extension_are_looked_back_on(old: OldLedger) -> None:
    number = old.assignment(
        "a", target_on=LATER, due_on=LATER, first_due_on=LATER, cycle=3, cycle_from_on=EXTENDED
    )
    old.decision(number, "returned", RETURNED, due_before_on=DUE, due_after_on=UNTIL)
    old.decision(number, "extension_granted", EXTENDED, due_before_on=UNTIL, due_after_on=LATER)
    migrate(old.engine)

    assert (DUE, DUE, DUE, 1, OPENS, HOW) == _dates(old.facts(number, at(date(2027, 3, 8), 9)))
    returned = UNTIL, UNTIL, DUE, 2, date(2027, 3, 9), HOW
    assert returned == _dates(old.facts(number, at(date(2027, 3, 10), 9)))
    assert LATER == old.facts(number, MOVED).first_due_on  # type: ignore[union-attr]


def test_what_the_calendar_moved_is_known_from_who_was_not_moved(old: OldLedger) -> None:
    old.assignment("a", nominal_on=date(2027, 3, 14), target_on=date(2027, 3, 12))
    moved = old.assignment(
        "b",
        nominal_on=LATER,
        target_on=LATER,
        due_on=LATER,
        first_due_on=LATER,
        arithmetic=HOW_MOVED,
        cycle=2,
    )
    old.decision(moved, "moved", MOVED, due_before_on=DUE, due_after_on=LATER)
    migrate(old.engine)

    before = old.facts(moved, EXTENDED)
    assert before is not None
    assert date(2027, 3, 14) == before.nominal_on
    assert (date(2027, 3, 12), DUE, DUE, 1, OPENS, HOW) == _dates(before)
    assert (LATER, LATER, LATER, 2, OPENS, HOW_MOVED) == _dates(old.facts(moved, MOVED))


def test_where_nobody_knows_how_it_was_reckoned_it_says_so(old: OldLedger) -> None:
    moved = old.assignment("a", due_on=LATER, arithmetic=HOW_MOVED, cycle=2)
    old.decision(moved, "moved", MOVED, due_before_on=DUE, due_after_on=LATER)
    migrate(old.engine)

    before = old.facts(moved, EXTENDED)
    assert before is not None
    said = "hạn là 16/03/2027; cách tính không còn lưu, lịch nghỉ đã thay đổi sau đó"
    assert (DUE, said) == (before.due_on, before.arithmetic)


def test_what_was_taken_over_was_granted_by_nobody(old: OldLedger) -> None:
    dated = old.assignment("a", due_on=LATER, first_due_on=LATER)
    said = "Nhận việc của Sở cũ, hết hoạt động từ 11/03/2027."
    dates = {"due_before_on": DUE, "due_after_on": LATER}
    old.decision(dated, "extension_granted", EXTENDED, **dates, reason=said, decided_by="system")
    same = old.assignment("b")
    old.audited(same, "nhận việc của đơn vị trước", said, EXTENDED)
    migrate(old.engine)

    taken = "Tiếp nhận từ Sở cũ, hết hoạt động từ 11/03/2027"
    assert [("taken_over", taken, LATER)] == old.decisions(dated)
    assert [("taken_over", taken, None)] == old.decisions(same)
    assert [None, None] == [old.facts(one, RETURNED) for one in (dated, same)]


def test_a_child_was_extended_with_its_parent_not_moved_by_the_calendar(old: OldLedger) -> None:
    child = old.assignment("a", due_on=LATER, first_due_on=LATER, cycle=2)
    why = "Dời hạn cùng đơn vị cấp trên."
    old.decision(child, "moved", MOVED, due_before_on=DUE, due_after_on=LATER, reason=why)
    migrate(old.engine)

    assert [("extension_granted", why, LATER)] == old.decisions(child)


def test_going_down_gives_the_version_before_its_own_words(old: OldLedger) -> None:
    said = "Nhận việc của Sở cũ, hết hoạt động từ 11/03/2027."
    number = old.assignment("a", due_on=LATER, first_due_on=LATER)
    dates = {"due_before_on": DUE, "due_after_on": LATER}
    old.decision(number, "extension_granted", EXTENDED, **dates, reason=said, decided_by="system")
    other = old.assignment("b")
    old.audited(other, "nhận việc của đơn vị trước", said, EXTENDED)
    migrate(old.engine)
    migrate_down(old.engine, BEFORE)

    assert [("extension_granted", said, LATER)] == old.decisions(number)
    assert [] == old.decisions(other)
    migrate(old.engine)
    assert ["taken_over"] == [kind for kind, _why, _on in old.decisions(number)]
