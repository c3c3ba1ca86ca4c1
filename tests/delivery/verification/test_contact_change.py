"""What a unit asks about its contacts, once an officer has ruled: who is written to, and when."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.contacts.verification import verify
from dondoc.delivery.contact_requests.ask_contact_change import ask_change
from dondoc.delivery.contact_requests.rule_contact_change import confirm_request, refuse_request
from dondoc.ledger.installation import Context
from dondoc.problems import Refused
from models import Contact, ContactRequest, Token
from models.database import transaction
from models.kinds import ContactWish, TokenPurpose
from tests.support.post import Office

OPENING, T_MINUS_2 = date(2027, 3, 1), date(2027, 3, 12)
OLD, NEW = "van-thu@so-y-te.example", "lan@so-y-te.example"
WHO = {"person": "Trần Thị Lan", "address": NEW, "telephone": "", "note": ""}
ASKED, RULED = at(date(2027, 3, 2), 9), at(date(2027, 3, 2), 10)


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.officer = cast.officer
    office.morning(OPENING)
    office.window(at(OPENING, 8))
    return office


def ask(office, wish: ContactWish, **changes: str) -> int:
    about = office.assignment("so-y-te")
    old = office.contact(OLD)
    with transaction(office.engine) as session:
        contact = session.get_one(Contact, old.id)
        given = {**WHO, **changes}
        asked = ask_change(session, contact, wish, given, assignment_id=about, now=ASKED)
        return asked.id or 0


def confirm(office, number: int, now: datetime = RULED) -> ContactRequest:
    context = Context(office.settings, office.rulebook, office.engine, now)
    with transaction(office.engine) as session:
        by = f"account:{office.officer.id}"
        return confirm_request(session, context, number, by=by)


def prove(office, address: str, now: datetime) -> None:
    number = office.contact(address).id
    with transaction(office.engine) as session:
        verify(session, number, by=f"contact:{number}", how="thử", now=now)


def titles(office, who: str) -> list[str]:
    return [one.title for one in office.postman.to(who)]


@pytest.mark.one_database
def test_nothing_changes_before_an_officer_confirms(office):
    ask(office, ContactWish.REPLACE)
    office.morning(T_MINUS_2)
    office.window(at(T_MINUS_2, 8))

    assert [] == office.postman.to("lan%40so-y-te")
    assert 2 == len(office.postman.to("van-thu%40so-y-te"))
    assert office.contact(OLD).disabled_at is None


@pytest.mark.one_database
def test_who_replaces_is_asked_first_and_gets_no_link_before_it_has_confirmed(office):
    confirm(office, ask(office, ContactWish.REPLACE))
    office.at_once(RULED)
    office.morning(T_MINUS_2)
    office.window(at(T_MINUS_2, 8))
    before = office.postman.to("lan%40so-y-te")

    assert ["[Xác nhận] Địa chỉ thư, T3 02/03 – đầu mối Sở Y tế"] == [
        one.title for one in before[:1]
    ]
    assert all("/v/" not in one.body + (one.envelope.html or "") for one in before)
    assert "/xac-nhan/" in before[0].body
    prove(office, NEW, at(T_MINUS_2, 9))
    office.at_once(at(T_MINUS_2, 9))

    after = office.postman.to("lan%40so-y-te")[len(before) :]
    assert ["/v/" in one.body for one in after] == [True]
    assert office.contact(NEW).person == "Trần Thị Lan"


@pytest.mark.one_database
def test_who_asked_is_told_what_was_decided_and_has_no_key_any_more(office):
    confirm(office, ask(office, ContactWish.REPLACE))
    office.at_once(RULED)

    told = office.postman.to("van-thu%40so-y-te")[-1]
    assert "[Đầu mối] Đồng ý đề nghị T3 02/03 – đổi đầu mối, Sở Y tế" == told.title
    assert "đề nghị đổi đầu mối sang Trần Thị Lan (lan@so-y-te.example)" in told.body
    assert "/v/" not in told.body
    assert RULED == office.contact(OLD).disabled_at
    assert "Đơn vị đề nghị đổi sang Trần Thị Lan" in office.contact(OLD).disabled_why


def test_a_colleague_reads_of_that_matter_besides_and_only_once_the_address_is_proven(office):
    confirm(office, ask(office, ContactWish.SHARE))
    office.at_once(RULED)
    assert ["[Xác nhận] 1 việc chờ báo, gần nhất T3 16/03 – đầu mối Sở Y tế"] == titles(
        office, "lan%40so-y-te"
    )
    prove(office, NEW, at(date(2027, 3, 2), 14))
    office.at_once(at(date(2027, 3, 2), 14))
    (first,) = office.postman.to("lan%40so-y-te")[1:]
    assert "/v/" in first.body
    office.morning(T_MINUS_2)
    office.window(at(T_MINUS_2, 8))

    assert 3 == len(office.postman.to("lan%40so-y-te"))
    assert titles(office, "lan%40so-y-te")[-1] == titles(office, "van-thu%40so-y-te")[-1]
    assert office.contact(OLD).disabled_at is None
    assert (2, False) == (office.contact(NEW).position, office.contact(NEW).also)


@pytest.mark.one_database
def test_a_colleague_reads_nothing_of_another_matter(office):
    confirm(office, ask(office, ContactWish.SHARE))
    prove(office, NEW, RULED)
    other = [one for one in office.notices() if one.contact_id == office.contact(NEW).id]

    assert {office.assignment("so-y-te")} == {one.assignment_id for one in other}


def test_who_is_in_charge_no_longer_is_written_to_no_more_and_the_next_is(office):
    office.add_contact("so-y-te", "hai", position=2)
    confirm(office, ask(office, ContactWish.LEAVE, note="Chuyển công tác"))
    office.morning(T_MINUS_2)
    office.window(at(T_MINUS_2, 8))

    last = office.postman.to("van-thu%40so-y-te")[-1]
    assert "[Đầu mối] Đồng ý đề nghị T3 02/03 – thôi phụ trách, Sở Y tế" == last.title
    assert 1 == len(office.postman.to("hai%40so-y-te"))
    assert "Không phụ trách nữa: Chuyển công tác." == office.contact(OLD).disabled_why


@pytest.mark.one_database
def test_a_refusal_needs_a_reason_that_who_asked_reads_and_nobody_else_hears(office):
    number = ask(office, ContactWish.REPLACE)
    context = Context(office.settings, office.rulebook, office.engine, RULED)
    by = f"account:{office.officer.id}"
    with pytest.raises(Refused, match="lý do"), transaction(office.engine) as session:
        refuse_request(session, context, number, by=by, reason=" ")
    with transaction(office.engine) as session:
        refuse_request(session, context, number, by=by, reason="Chưa rõ chị Lan thuộc phòng nào")
    office.at_once(RULED)

    told = office.postman.to("van-thu%40so-y-te")[-1]
    assert "[Đầu mối] Chưa đồng ý đề nghị T3 02/03 – đổi đầu mối, Sở Y tế" == told.title
    assert "Chưa rõ chị Lan thuộc phòng nào." in told.body
    assert [] == office.postman.to("lan%40so-y-te")


@pytest.mark.one_database
def test_of_two_officers_one_decides(office):
    number = ask(office, ContactWish.SHARE)
    confirm(office, number)

    with pytest.raises(Refused, match="đã có người quyết định"):
        confirm(office, number)


@pytest.mark.one_database
def test_the_same_request_twice_is_one_and_a_fourth_a_day_is_refused(office):
    first = ask(office, ContactWish.REPLACE)

    assert first == ask(office, ContactWish.REPLACE)
    ask(office, ContactWish.REPLACE, address="a@so-y-te.example")
    ask(office, ContactWish.LEAVE)
    with pytest.raises(Refused, match="hôm nay đã gửi ba đề nghị"):
        ask(office, ContactWish.SHARE)


@pytest.mark.one_database
def test_no_link_that_answers_for_the_unit_is_kept_for_a_new_address(office):
    confirm(office, ask(office, ContactWish.SHARE))
    office.at_once(RULED)
    new = office.contact(NEW).id
    mine = select(Token).where(col(Token.contact_id) == new)
    kept = office.read(lambda session: list(session.exec(mine)))
    assert {TokenPurpose.VERIFY} == {one.purpose for one in kept}


@pytest.mark.one_database
def test_the_officer_reads_of_it_in_the_morning_and_no_more_once_it_is_ruled_on(office):
    number = ask(office, ContactWish.REPLACE)
    office.window(at(date(2027, 3, 3), 8))

    (letter,) = office.postman.to("ha%40so-noi-vu")
    assert "Đề nghị của đơn vị về đầu mối: 1" in letter.body
    assert "Sở Y tế: đổi đầu mối sang Trần Thị Lan (lan@so-y-te.example)" in letter.body
    assert f"{office.settings.base_url}/bang/dau-moi#de-nghi" in letter.body
    confirm(office, number, at(date(2027, 3, 3), 9))
    office.window(at(date(2027, 3, 4), 8))
    assert 1 == len(office.postman.to("ha%40so-noi-vu"))
