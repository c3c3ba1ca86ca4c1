"""What a body owes to itself: told and reminded like anyone, never urged, «chưa gửi» past it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.decisions.closing import settle_closed
from dondoc.delivery.composing.compose import compose_item
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.notices.write import of_duty, plan_notices
from dondoc.rounds.opening import open_rounds
from dondoc.rounds.progress import progress
from models import Assignment, Contact, Notice, Round
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import VERIFIED
from tests.support.post import Postman

pytestmark = pytest.mark.one_database

PLAN, SELF = "III.1.1.a1", "so-noi-vu"  # its own yearly plan, which it watches over itself


class OwnYear:
    """The round of one duty that its body watches over itself, lived day by day."""

    def __init__(self, engine, settings, rulebook) -> None:
        self.engine, self.settings, self.rulebook = engine, settings, rulebook
        self.duty = rulebook.registry.plan.duty(PLAN)
        [self.due] = rulebook.rounds(self.duty, 2027)
        self.postman = Postman()
        with transaction(engine) as session:
            for address, purpose in (("van-thu", "clerk"), ("lanh-dao", "head")):
                session.add(
                    Contact(
                        unit_code=SELF,
                        address=f"{address}@so-noi-vu.example",
                        purpose=purpose,
                        verified_at=VERIFIED,
                    )
                )

    def live(self, on: date) -> None:
        with transaction(self.engine) as session:
            open_rounds(session, self.rulebook, self.duty, now=at(on, 7, 30))
            plan_notices(session, self.rulebook, of_duty(PLAN), now=at(on, 7, 30), after_due=True)
        dispatch_window(self.engine, self.settings, self.rulebook, at(on, 8), self.postman)

    def round_at(self, now: datetime):
        with transaction(self.engine, write=False) as session:
            return progress(
                session, self.rulebook, duty=PLAN, period=self.due.period.key, as_of=now
            )


@pytest.fixture
def year(engine, settings, rulebook):
    return OwnYear(engine, settings, rulebook)


def test_its_own_clerk_is_told_and_reminded_and_nobody_is_urged(year):
    workdays, due_on = year.rulebook.workdays, year.due.last_due_on
    year.live(year.due.opens_on)
    for days in (-5, -2, 0, 1, 3, 7, 12):
        year.live(workdays.add(due_on, days))

    with transaction(year.engine, write=False) as session:
        kinds = [one.kind for one in session.exec(select(Notice).order_by(col(Notice.id)))]
    assert ["opening", "reminder", "reminder", "reminder"] == kinds
    assert all("van-thu%40so-noi-vu.example" in one.url for one in year.postman.sent)


def test_it_is_not_asked_to_report_to_itself(year):
    year.live(year.due.opens_on)
    year.live(year.rulebook.workdays.add(year.due.last_due_on, -2))

    name = year.rulebook.registry.unit(SELF).name
    opening, reminder = [one.body for one in year.postman.sent]
    assert "việc do chính Quý cơ quan theo dõi" in opening
    for letter in (opening, reminder):
        assert f"{name} đề nghị" not in letter
        assert f"{name} chưa nhận được" not in letter


def test_past_its_date_it_is_not_sent_and_is_counted_as_such(year):
    year.live(year.due.opens_on)
    now = at(year.rulebook.workdays.add(year.due.last_due_on, 40), 9)

    found = year.round_at(now)
    [row] = [one for one in found.rows if one.unit.code == SELF]
    assert ("!", "chưa gửi, tự theo dõi") == (row.spoken.sign, row.spoken.phrase)
    assert "chưa đến hạn" not in found.sentence()
    assert "1 chưa gửi, tự theo dõi" in found.sentence()
    assert 1 == found.tally.unsent


def test_the_own_slot_of_a_round_that_is_consolidated_has_the_reports_date(sqlite_life):
    with transaction(sqlite_life.engine, write=False) as session:
        query = select(Assignment).join(Round).where(col(Assignment.unit_code) == "so-noi-vu")
        slot = session.exec(query).one()
        assert (True, date(2027, 3, 18)) == (slot.consolidated, slot.due_on)
        found = progress(
            session,
            sqlite_life.rulebook,
            duty="III.1.1.c",
            period="2027-Q1",
            as_of=at(date(2027, 3, 17), 9),
        )
    [own] = [row for row in found.rows if row.unit.code == "so-noi-vu"]
    assert "cùng báo cáo tổng hợp" == own.spoken.phrase


def test_a_period_that_is_over_closes_for_it_as_for_anyone(sqlite_engine, rulebook):
    """Văn phòng UBND tỉnh reviews each month, and watches over that itself."""
    duty = rulebook.registry.plan.duty("II.3.3")
    later = at(date(2027, 4, 12), 9)
    with transaction(sqlite_engine) as session:
        open_rounds(session, rulebook, duty, now=at(date(2027, 3, 22), 8))
        settle_closed(session, rulebook, [duty.code], later)
        found = progress(session, rulebook, duty=duty.code, period="2027-M03", as_of=later)

    [own] = [row for row in found.rows if row.unit.code == "van-phong-ubnd"]
    assert "không thực hiện trong kỳ" == own.spoken.phrase
    assert 0 == found.tally.unsent


def test_who_answers_for_its_own_is_its_desk_not_the_body_by_its_own_name(sqlite_life, settings):
    def speaks(unit: str) -> str:
        with transaction(sqlite_life.engine, write=False) as session:
            return compose_item(
                session,
                sqlite_life.rulebook,
                settings,
                assignment_id=sqlite_life.assignment(unit),
                kind=NoticeKind.EXTENSION_REFUSED,
                now=at(date(2027, 3, 10), 9),
            ).monitor

    assert ("Sở Nội vụ", "Bộ phận theo dõi") == (speaks("so-tai-chinh"), speaks(SELF))
