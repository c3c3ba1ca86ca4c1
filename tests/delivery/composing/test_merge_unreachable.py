"""Units that never had a contact: Sở Nội vụ is told of each once, all new ones in one row."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.notices.unreachable import tell_of_contactless
from models import Assignment, Contact, Notice
from models.database import transaction
from models.reasons import CancelReason
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, NEXT_DAY, LATER = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)
MONITOR = "van-thu%40so-noi-vu"


class Chased(Office):
    def tell(self, on: date) -> int:
        with transaction(self.engine) as session:
            return tell_of_contactless(session, self.rulebook, now=at(on, 7, 30))

    def forget(self, unit: str) -> None:
        """As if the unit's contact had never been entered: it was somebody else's."""
        mine = select(Contact).where(col(Contact.unit_code) == unit)
        with transaction(self.engine) as session:
            for contact in session.exec(mine).all():
                contact.unit_code = "ubnd-tinh"

    def lose(self, session: Session, unit: str) -> None:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == unit)):
            contact.disabled_at = at(OPENING, 7)

    def asked_units(self) -> int:
        """The units that owe the report and have no contact."""
        known = select(Contact.unit_code)
        query = select(Assignment.unit_code).where(
            col(Assignment.chased).is_(True), col(Assignment.unit_code).not_in(known)
        )
        return len(self.read(lambda s: s.exec(query.distinct()).all()))


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Chased(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def test_all_that_are_new_are_one_row_of_one_message(office):
    new = office.tell(OPENING)
    office.window(at(OPENING, 8))

    assert new == office.asked_units() > 5
    (told,) = office.postman.to(MONITOR)
    assert f"[Đầu mối] {new} đơn vị, hạn T2 15/03 – chưa có đầu mối nhận thông báo" == told.title
    assert f"{new} đơn vị có việc được giao nhưng chưa có đầu mối nào" in told.body
    assert told.body.endswith("Thư tự động của Đôn Đốc.\n")
    assert f"{office.settings.base_url}/bang/dau-moi" in told.body


def test_a_second_plan_and_a_second_day_add_nothing(office):
    office.tell(OPENING)
    assert 0 == office.tell(OPENING)
    office.window(at(OPENING, 8))
    assert 0 == office.tell(NEXT_DAY)
    office.window(at(NEXT_DAY, 8))

    assert 1 == len(office.postman.to(MONITOR))


def test_a_unit_found_later_is_told_of_alone(office):
    office.tell(OPENING)
    office.window(at(OPENING, 8))
    office.forget("so-tu-phap")

    assert 1 == office.tell(NEXT_DAY)
    office.window(at(NEXT_DAY, 8))

    _first, told = office.postman.to(MONITOR)
    assert "1 đơn vị có việc được giao nhưng chưa có đầu mối nào" in told.body
    assert "– Sở Tư pháp\n" in told.body


def test_a_new_clerk_of_the_monitoring_body_is_not_told_again(office):
    office.tell(OPENING)
    office.window(at(OPENING, 8))
    office.add_contact("so-noi-vu", "moi", position=0)

    assert 0 == office.tell(NEXT_DAY)


def test_what_has_a_contact_by_then_is_not_said(office):
    new = office.tell(OPENING)
    first = office.notices()[-1].assignment_id
    unit = office.read(lambda s: s.get_one(Assignment, first).unit_code)
    office.add_contact(unit, "van-thu")

    office.window(at(OPENING, 8))

    (told,) = office.postman.to(MONITOR)
    assert (
        f"[Đầu mối] {new - 1} đơn vị, hạn T2 15/03 – chưa có đầu mối nhận thông báo" == told.title
    )
    assert [CancelReason.CONTACT_FOUND] == [
        one.cancelled_why for one in office.notices() if one.cancelled_why
    ]


def test_no_rung_about_the_same_assignment_takes_its_place(office):
    """A rung gives way to a newer one; what is said once ever does not."""
    office.tell(OPENING)
    told = office.notices()[-1].model_dump(exclude={"id"})
    with transaction(office.engine) as session:
        session.add(Notice(**{**told, "key": "x", "kind": "escalation", "rung": "T+7"}))

    office.window(at(OPENING, 8))

    assert [] == [one for one in office.notices() if one.cancelled_at]


def test_a_digest_names_the_first_of_them_in_one_row(office):
    new = office.tell(OPENING)
    office.forget("so-tu-phap")
    with transaction(office.engine) as session:
        office.lose(session, "so-y-te")
    office.morning(NEXT_DAY)

    office.window(at(NEXT_DAY, 8))

    (told,) = office.postman.to(MONITOR)
    assert "[Báo cáo] 2 việc cần biết" in told.title
    rows = [line for line in told.body.splitlines() if line[:2] in ("1.", "2.", "3.")]
    assert 2 == len(rows)
    assert f" và {new - 2} đơn vị khác – {new} đơn vị không nhận được thông báo" in told.body


def test_losing_its_first_contact_later_is_news(office):
    office.tell(OPENING)
    office.window(at(OPENING, 8))
    office.add_contact("thanh-tra-tinh", "van-thu")
    with transaction(office.engine) as session:
        office.lose(session, "thanh-tra-tinh")
    office.morning(NEXT_DAY)

    office.window(at(NEXT_DAY, 8))

    assert 2 == len(office.postman.to(MONITOR))
    assert 0 == office.tell(LATER)
