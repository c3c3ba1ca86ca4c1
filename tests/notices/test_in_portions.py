"""A planning in portions says what one at once would, and holds no more than a portion."""

from __future__ import annotations

import gc
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, delete, event
from sqlmodel import col, func, select

from dondoc.clock import at
from dondoc.notices.in_portions import plan_in_portions
from dondoc.notices.unreachable import tell_of_contactless
from dondoc.notices.write import PlannedCount, plan_notices
from dondoc.notices.yearly import tell_continuous
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from dondoc.rounds.opening import open_rounds
from models import Assignment, Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState, NoticeKind, Purpose
from tests.support.cast import VERIFIED, give_clerks

DUTIES = ("III.1.1.a1", "III.2.b1", "III.1.1.c", "II.3.3", "II.3.5", "II.3.1")
OPENED, CHASED, ESCALATED = date(2027, 2, 22), date(2027, 3, 17), date(2027, 3, 23)


@dataclass
class Office:
    engine: Engine
    rulebook: Rulebook

    def morning(self, on: date) -> datetime:
        now = at(on, 7, 30)
        with transaction(self.engine) as session:
            for code in DUTIES:
                duty = self.rulebook.registry.plan.duty(code)
                open_rounds(session, self.rulebook, duty, now=now)
        return now

    def plan(self, now: datetime, portion: int) -> PlannedCount:
        return plan_in_portions(
            self.engine, self.rulebook, now=now, after_due=True, portion=portion
        )

    def at_once(self, now: datetime) -> PlannedCount:
        with transaction(self.engine) as session:
            found = plan_notices(session, self.rulebook, now=now, after_due=True)
            found += tell_continuous(session, self.rulebook, now=now)
            tell_of_contactless(session, self.rulebook, now=now)
        return found

    def letters_leave(self, now: datetime) -> None:
        """Everything planned has gone to its readers, in a letter each."""
        with transaction(self.engine) as session:
            letters: dict[int, Message] = {}
            for notice in session.exec(select(Notice).where(col(Notice.message_id).is_(None))):
                if notice.contact_id not in letters:
                    letters[notice.contact_id] = _letter(notice.contact_id, now)
                    session.add(letters[notice.contact_id])
                    session.flush()
                notice.message_id = letters[notice.contact_id].id

    def by_reader(self) -> dict[int, list[tuple[object, ...]]]:
        """What waits for each contact, in the order in which it would read it."""
        columns = (Notice.key, Notice.assignment_id, Notice.not_before, Notice.alone_from)
        query = select(Notice.contact_id, *columns, Notice.detail, Notice.created_at)
        waiting = query.where(col(Notice.message_id).is_(None)).order_by(col(Notice.id))
        found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
        with transaction(self.engine, write=False) as session:
            for contact, *said in session.execute(waiting):
                found[contact].append(tuple(said))
        return found

    def forget(self) -> None:
        """What was planned and has not left was never planned."""
        with transaction(self.engine) as session:
            session.execute(delete(Notice).where(col(Notice.message_id).is_(None)))

    def equal_in(self, now: datetime, *portions: int) -> None:
        """Each size of a portion says the same as one planning at once, which stays."""
        found = []
        for portion in portions:
            planned = self.plan(now, portion)
            found.append((planned, self.by_reader()))
            self.forget()
        expected = self.at_once(now), self.by_reader()
        assert expected[0].notices > 0
        for one in found:
            assert expected == one


def _letter(contact: int, now: datetime) -> Message:
    return Message(
        key=f"tin|{contact}|{now}",
        contact_id=contact,
        channel="email",
        window=now.isoformat()[:16],
        mime_id=f"<{contact}.{now:%m%d}@do.example>",
        state=MessageState.SENT,
        created_at=now,
        next_attempt_at=now,
        sent_at=now,
    )


@pytest.fixture
def office(engine, cast, rulebook):
    """Some can be written to, one no more, the others never could."""
    communes = [one.code for one in rulebook.registry.units if one.group == "cap_xa"][-12:]
    give_clerks(engine, [*communes, "so-xay-dung", "thanh-tra-tinh"])
    with transaction(engine) as session:
        for unit in (communes[0], "so-noi-vu"):
            address = f"lanh-dao@{unit}.example"
            row = Contact(unit_code=unit, address=address, purpose=Purpose.HEAD)
            row.verified_at = VERIFIED
            session.add(row)
        gone = session.exec(select(Contact).where(col(Contact.unit_code) == communes[1])).one()
        gone.disabled_at, gone.disabled_why = VERIFIED, "550 không có hộp thư"
    return Office(engine, rulebook)


def test_whatever_a_portion_holds_each_reader_is_told_what_one_planning_would_say(office):
    """Openings that wait for company, reminders, what is late, and who hears of it above."""
    chance = Random(18)
    for on in (OPENED, CHASED, ESCALATED):
        now = office.morning(on)
        office.equal_in(now, chance.randint(8, 40), chance.randint(41, 400))
        office.letters_leave(at(on, 8))

    with transaction(office.engine, write=False) as session:
        kinds = set(session.exec(select(Notice.kind).distinct()))
    assert {NoticeKind.ESCALATION, NoticeKind.UNREACHABLE, NoticeKind.CONTINUOUS} <= kinds


class Killed(BaseException):
    """The process is gone: nothing below may catch it."""


def test_a_kill_between_two_portions_leaves_whole_readers_and_the_next_run_the_rest(office):
    now = office.morning(CHASED)
    writes = count(1)

    def kill(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("INSERT INTO notice") and next(writes) == 3:
            raise Killed

    event.listen(office.engine, "before_cursor_execute", kill)
    with pytest.raises(Killed):
        office.plan(now, portion=20)
    event.remove(office.engine, "before_cursor_execute", kill)
    left = office.by_reader()
    office.plan(now, portion=20)
    whole = office.by_reader()
    office.forget()
    office.at_once(now)

    assert office.by_reader() == whole
    assert 0 < len(left) < len(whole)
    assert left == {reader: whole[reader] for reader in left}


@pytest.mark.one_database
def test_no_statement_and_no_list_holds_more_than_a_portion(office):
    """The facts that live while notices are written, and the numbers that a question is given."""
    portion, now = 25, office.morning(CHASED)
    alive, given = [0], [0]

    def look(_c: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if statement.startswith("SELECT"):
            given.append(len(values))
        if statement.startswith("INSERT INTO notice"):
            alive.append(sum(isinstance(one, Facts) for one in gc.get_objects()))

    event.listen(office.engine, "before_cursor_execute", look)
    office.plan(now, portion)
    event.remove(office.engine, "before_cursor_execute", look)

    with transaction(office.engine, write=False) as session:
        each = select(func.count()).select_from(Assignment).group_by(col(Assignment.unit_code))
        most = max(session.exec(each))
        every = session.exec(select(func.count()).select_from(Assignment)).one()
    assert 0 < max(alive) <= portion + most < every / 5
    above = office.rulebook.registry.bodies_above(CHASED)
    assert max(given) <= portion + most + len(above)
