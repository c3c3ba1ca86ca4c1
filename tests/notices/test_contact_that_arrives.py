"""A contact that comes while something is owed gets the newest letter meant for clerks."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.in_use import put_back
from dondoc.contacts.verification import verify
from dondoc.delivery.composing.asked_before import asked_before
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.ledger import audit
from models import Contact
from models.database import transaction
from models.kinds import Purpose
from tests.support.post import Office

pytestmark = pytest.mark.one_database

REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")
CLERK = "van-thu@so-y-te.example"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    _day(office, date(2027, 3, 1))
    return office


def _day(office: Office, *days: date) -> None:
    for on in days:
        office.morning(on)
        office.window(at(on, 8))


def _subjects(office: Office, who: str) -> list[str]:
    sent = office.postman.to(who.replace("@", "%40"))
    return [one.title.split("]")[0] + "]" for one in sent]


def test_the_first_contact_of_an_overdue_unit_hears_the_next_morning_and_once(office):
    _day(office, date(2027, 3, 17), date(2027, 3, 19))
    office.add_contact("thanh-tra-tinh", "moi")
    _day(office, date(2027, 3, 22), date(2027, 3, 23))

    assert ["[Quá hạn]"] == _subjects(office, "moi@thanh-tra-tinh.example")


def test_a_contact_put_back_in_use_hears_what_it_could_not_be_told(office):
    office.postman.answers["van-thu%40so-y-te"] = [REFUSED]
    _day(office, date(2027, 3, 17))
    with transaction(office.engine) as session:
        gone = session.get_one(Contact, office.contact(CLERK).id)
        assert gone.disabled_at is not None
        put_back(session, gone, now=at(date(2027, 3, 18), 9))
    _day(office, date(2027, 3, 19), date(2027, 3, 22))

    assert ["[Mở kỳ]", "[Quá hạn]", "[Quá hạn]"] == _subjects(office, CLERK)  # one was refused


def test_a_contact_that_confirms_after_another_was_told_hears_too(office):
    office.forget_contact(CLERK)
    office.add_contact("so-y-te", "hai", position=2)
    _day(office, date(2027, 3, 17))
    with transaction(office.engine) as session:
        number = office.contact(CLERK).id or 0
        verify(session, number, by=audit.SYSTEM, how="gọi điện", now=at(date(2027, 3, 18), 9))
    _day(office, date(2027, 3, 19))

    assert "[Quá hạn]" in _subjects(office, "hai@so-y-te.example")
    assert "[Quá hạn]" == _subjects(office, CLERK)[-1]


def test_a_clerk_who_comes_in_the_quiet_days_after_a_new_date_is_reminded_once(office, cast):
    office.extend("so-y-te", cast.officer, date(2027, 3, 8), date(2027, 3, 17))
    office.at_once(at(date(2027, 3, 8), 10))
    _day(office, date(2027, 3, 9))
    office.add_contact("so-y-te", "moi", position=0)
    _day(office, date(2027, 3, 10), date(2027, 3, 11))

    assert ["[Nhắc hạn]"] == _subjects(office, "moi@so-y-te.example")
    assert 1 == _subjects(office, CLERK).count("[Gia hạn]")
    assert "[Nhắc hạn]" not in _subjects(office, CLERK)


def test_its_first_letter_says_what_was_asked_before_it_came_and_since_when(office):
    office.add_contact("so-y-te", "moi", position=0)
    _day(office, date(2027, 3, 9), date(2027, 3, 12))

    first, second = (one.body for one in office.postman.to("moi%40so-y-te"))
    says = "còn chờ 1 việc: báo cáo tuyên truyền CCHC quý I/2027 (từ thứ Hai, ngày 01/03/2027)."
    assert f"Trước khi địa chỉ này nhận thư, Quý cơ quan đã được báo và {says}" in first
    assert "Trước khi địa chỉ này" not in second
    assert not [one for one in office.postman.to(CLERK) if "Trước khi địa chỉ" in one.body]


def test_who_is_not_told_everything_hears_nothing_of_before(office):
    office.add_contact("so-y-te", "gd", purpose=Purpose.HEAD)
    office.add_contact("so-y-te", "mot-viec", position=9)  # a colleague with one matter
    office.add_contact("so-y-te", "moi", position=0)

    now = at(date(2027, 3, 9), 8)
    with transaction(office.engine, write=False) as session:
        heard = {
            name: asked_before(
                session, office.rulebook, office.contact(f"{name}@so-y-te.example"), now
            )
            for name in ("gd", "mot-viec", "moi")
        }
    assert {"gd": 0, "mot-viec": 0, "moi": 1} == {name: len(one) for name, one in heard.items()}
