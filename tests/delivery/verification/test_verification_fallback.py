"""While a contact has not confirmed: who is told instead, and when Sở Nội vụ is."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.contacts.verification import verify
from dondoc.delivery.envelope import Outcome, OutcomeKind
from models.database import transaction
from models.kinds import Purpose
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, T_MINUS_2 = date(2027, 3, 1), date(2027, 3, 12)
T_PLUS_1, T_PLUS_3 = date(2027, 3, 17), date(2027, 3, 19)
EIGHT = at(OPENING, 8)
UNIT, ADDRESS, CLERK = "so-y-te", "van-thu@so-y-te.example", "van-thu%40so-y-te"
SECOND = "hai%40so-y-te"
SO_NOI_VU = "van-thu%40so-noi-vu"  # its clerk; its officer has a letter of her own each morning
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.forget_contact(ADDRESS)
    return office


def live(office, *days):
    for day in days:
        office.morning(day)
        office.window(at(day, 8))


def test_the_next_one_whose_address_is_proven_is_told_at_once(office):
    office.add_contact(UNIT, "hai", position=2)
    live(office, OPENING)

    (told,) = office.postman.to(SECOND)
    assert "[Mở kỳ]" in told.title
    (asked,) = office.postman.to(CLERK)
    assert "đầu mối khác của Quý cơ quan" in asked.body


def test_once_confirmed_the_first_is_told_from_the_next_rung_on(office):
    office.add_contact(UNIT, "hai", position=2)
    live(office, OPENING)
    with transaction(office.engine) as session:
        number = office.contact(ADDRESS).id
        verify(session, number, by="account:1", how="thử", now=at(OPENING, 9))
    office.at_once(at(OPENING, 9))
    live(office, T_MINUS_2)

    asked, told = office.postman.to(CLERK)
    assert "[Xác nhận]" in asked.title
    assert "16/03" in told.title
    assert 1 == len(office.postman.to(SECOND))


def test_nobody_takes_over_who_is_not_proven_either(office):
    office.add_contact(UNIT, "hai", position=2, verified_at=None)
    live(office, OPENING)

    assert [] == office.postman.to(SECOND)
    assert 1 == len(office.postman.to(CLERK))


def test_with_nobody_else_so_noi_vu_is_told_once_after_two_working_days(office):
    live(office, OPENING, date(2027, 3, 2))
    assert [] == office.postman.to(SO_NOI_VU)

    live(office, *(date(2027, 3, day) for day in (3, 4, 5, 8)))
    (told,) = office.postman.to(SO_NOI_VU)
    assert "Sở Y tế có đầu mối nhưng địa chỉ chưa được xác nhận" in told.body


def test_so_noi_vu_is_told_at_once_when_the_date_is_near(office):
    live(office, date(2027, 3, 15))

    assert 1 == len(office.postman.to(SO_NOI_VU))


def test_a_copy_waits_and_whoever_it_is_a_copy_of_is_told(office):
    office.confirm_contact(ADDRESS)
    office.add_contact(UNIT, "hai", also=True, verified_at=None)
    live(office, OPENING, *(date(2027, 3, day) for day in (2, 3, 4)))

    assert "[Mở kỳ]" in office.postman.to(CLERK)[0].title
    assert {"[Xác nhận]"} == {one.title[:10] for one in office.postman.to(SECOND)}
    assert [] == office.postman.to(SO_NOI_VU)


def test_a_refused_question_hands_over_what_waited(office):
    office.add_contact(UNIT, "hai", position=2, verified_at=None)
    office.postman.answers[CLERK] = [REFUSED]
    live(office, OPENING)

    (asked,) = office.postman.to(SECOND)
    assert "[Xác nhận]" in asked.title
    office.confirm_contact("hai@so-y-te.example", at(OPENING, 9))
    office.at_once(at(OPENING, 9))
    assert "[Mở kỳ]" in office.postman.to(SECOND)[-1].title


def test_a_head_who_has_not_confirmed_is_asked_and_another_head_is_told(office):
    office.confirm_contact(ADDRESS)
    office.add_contact(UNIT, "gd", purpose=Purpose.HEAD, verified_at=None)
    office.add_contact(UNIT, "pho", purpose=Purpose.HEAD, position=2)
    live(office, OPENING, T_PLUS_1)

    assert ["[Xác nhận]"] == [one.title[:10] for one in office.postman.to("gd%40so-y-te")]
    (told,) = office.postman.to("pho%40so-y-te")
    assert "[Quá hạn]" in told.title


def test_a_head_who_cannot_be_told_waits_where_the_clerk_is_told_the_same(office):
    office.confirm_contact(ADDRESS)
    office.add_contact(UNIT, "gd", purpose=Purpose.HEAD, verified_at=None)
    live(office, OPENING, T_PLUS_1)
    assert "Kính gửi: Sở Y tế" in office.postman.to(CLERK)[-1].body

    live(office, T_PLUS_3)
    assert "Kính gửi: Sở Y tế" in office.postman.to(CLERK)[-1].body
    assert [] == office.postman.to(SO_NOI_VU)


def test_where_another_was_told_the_silent_one_is_reminded_once_all_the_same(office):
    office.add_contact(UNIT, "hai", position=2)
    live(office, OPENING, *(date(2027, 3, day) for day in (2, 3, 4, 5, 8)))

    assert 2 == len(office.postman.to(CLERK))
    assert 1 == len(office.postman.to(SECOND))


def test_a_chat_contact_is_asked_in_one_short_line(office):
    office.add_contact(UNIT, channel="json", address="sy.example/x", position=0, verified_at=None)
    live(office, OPENING)

    (asked,) = office.postman.to("json://")
    expected = "Sở Nội vụ đề nghị xác nhận đầu mối: 1 việc đang chờ báo, gần nhất thứ Ba 16/03. "
    assert expected == asked.body.rpartition("http")[0]
