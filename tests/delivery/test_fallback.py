"""Who takes over when a contact cannot be told for good, and that Sở Nội vụ learns of it once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.messages.reason_words import reason_words
from models import Contact, Notice
from models.database import transaction
from models.kinds import MessageState
from tests.support.post import Office

OPENING, T_MINUS_2 = date(2027, 3, 1), date(2027, 3, 12)
EIGHT = at(OPENING, 8)
UNIT = "so-y-te"
REFUSED = Outcome(OutcomeKind.REFUSED, 550, "5.1.1 no such user")
UNKNOWN = Outcome(OutcomeKind.UNKNOWN, None, "Mất liên lạc sau khi gửi")
DEFERRED = Outcome(OutcomeKind.DEFERRED, None, "Dịch vụ chưa nhận tin")


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Office(engine, settings, rulebook)


def until_given_up(office, now=EIGHT):
    for _ in range(40):
        result = office.window(now)
        if result.next_attempt_at is None:
            return
        now = result.next_attempt_at


def test_refused_goes_down_the_order_and_each_is_told_once(office):
    office.add_contact(UNIT, "hai", position=2)
    office.add_contact(UNIT, "ba", position=3)
    office.postman.answers[f"van-thu%40{UNIT}"] = [REFUSED]
    office.postman.answers["hai%40so-y-te"] = [REFUSED]
    office.morning(OPENING)
    office.window(EIGHT)
    office.window(at(OPENING, 14))

    told = [len(office.postman.to(who)) for who in (f"van-thu%40{UNIT}", "hai%40", "ba%40")]
    assert [1, 1, 1] == told
    assert [] == office.postman.to("%40so-noi-vu")


def test_what_waits_for_a_refused_contact_is_handed_over_too(office):
    office.add_contact(UNIT, "hai", position=2)
    office.postman.answers[f"van-thu%40{UNIT}"] = [REFUSED]
    office.morning(OPENING)
    with transaction(office.engine) as session:  # one more thing, for later that day
        waiting = _notice_copy(session, later=at(OPENING, 14))
        session.add(waiting)
    office.window(EIGHT)
    result = office.window(at(OPENING, 14))

    assert 2 == len(office.postman.to("hai%40so-y-te"))
    assert (0, 0) == (result.waiting, result.unverified)


def test_with_nobody_left_so_noi_vu_is_told_once_in_its_next_digest(office):
    office.postman.answers[UNIT] = [REFUSED]
    office.morning(OPENING)
    for now in (EIGHT, at(OPENING, 14), at(T_MINUS_2, 8)):
        office.window(now)

    (told,) = office.postman.to("%40so-noi-vu")
    assert "Sở Y tế hiện không có địa chỉ liên hệ nào dùng được" in told.body
    assert "550 5.1.1 no such user" in told.body


def test_a_superior_that_cannot_be_told_is_named_itself(office):
    office.postman.answers["vp%40ubnd-tinh"] = [REFUSED]
    days = (date(2027, 3, day) for day in (1, 17, 25, 26))  # T+7: the superior is told
    for day in days:
        office.morning(day)
        office.window(at(day, 8))

    told = [one.body for one in office.postman.to("%40so-noi-vu") if "địa chỉ liên hệ" in one.body]
    assert 1 == len(told)
    assert "UBND tỉnh Tuyên Quang hiện không có địa chỉ liên hệ nào dùng được" in told[0]


def test_a_webhook_that_is_gone_gives_way_after_a_day_and_is_set_aside(office):
    office.add_contact(UNIT, channel="json", address="so-y-te.example/gone", position=0)
    office.postman.answers["json://"] = [DEFERRED] * 99
    office.morning(OPENING)
    until_given_up(office)

    tries = office.postman.to("json://")
    assert 4 < len(tries) < 20  # no loop for ever
    assert 1 == len(office.postman.to(f"van-thu%40{UNIT}"))
    assert "Một ngày không gửi được" in office.contact("so-y-te.example/gone").disabled_why


def test_a_mailbox_deferred_for_a_day_gives_way_but_stays_in_use(office):
    office.add_contact(UNIT, "hai", position=2)
    office.postman.answers[f"van-thu%40{UNIT}"] = [DEFERRED] * 99
    office.morning(OPENING)
    until_given_up(office)

    assert 1 == len(office.postman.to("hai%40so-y-te"))
    assert office.contact(f"van-thu@{UNIT}.example").disabled_at is None


def test_a_line_that_is_lost_each_time_is_tried_twice_and_the_next_is_told(office):
    office.add_contact(UNIT, "hai", position=2)
    office.postman.answers[f"van-thu%40{UNIT}"] = [UNKNOWN] * 99
    office.morning(OPENING)
    until_given_up(office)

    assert 2 == len(office.postman.to(f"van-thu%40{UNIT}"))  # two copies, and no third
    assert 1 == len(office.postman.to("hai%40so-y-te"))
    (given_up,) = [one for one in office.messages() if one.state is MessageState.EXPIRED]
    assert "Hai lần gửi đều chưa rõ kết quả, không gửi nữa: Mất liên lạc" in reason_words(given_up)
    assert office.contact(f"van-thu@{UNIT}.example").disabled_at is None


def test_after_everybody_was_tried_for_a_day_so_noi_vu_is_told_once(office):
    office.add_contact(UNIT, "hai", position=2)
    office.postman.answers[f"van-thu%40{UNIT}"] = [DEFERRED] * 99
    office.postman.answers["hai%40so-y-te"] = [DEFERRED] * 99
    office.morning(OPENING)
    until_given_up(office)
    office.window(at(date(2027, 3, 4), 8))

    states = [one.state for one in office.messages()]
    assert 2 == states.count(MessageState.EXPIRED)
    assert 1 == len(office.postman.to("van-thu%40so-noi-vu"))


def _notice_copy(session, later):
    clerk = select(Contact.id).where(col(Contact.unit_code) == UNIT)
    first = session.exec(select(Notice).where(col(Notice.contact_id).in_(clerk))).one()
    kept = first.model_dump(exclude={"id"})
    return Notice(
        **{**kept, "key": first.key.replace("OPEN", "khác"), "rung": "khác", "not_before": later}
    )
