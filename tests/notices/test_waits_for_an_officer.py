"""What waits for our own answer is no ladder against the unit: requests, and «chưa thực hiện»."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from dondoc.rounds.standing_words import standing_words
from models import Assignment
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.colleagues import administrator
from tests.support.post import Office

pytestmark = pytest.mark.one_database

CLERK = "van-thu%40so-tai-chinh.example"
HEAD = "giam-doc%40so-tai-chinh.example"
ABOVE = "vp%40ubnd-tinh.example"
ASKED = date(2027, 3, 12)  # two working days before the date, 16/03
UNTIL = date(2027, 3, 17)


@pytest.fixture
def office(engine, settings, rulebook, cast, life):
    office = Office(engine, settings, rulebook)
    _day(office, date(2027, 3, 1))
    return office


def _day(office: Office, *days: date) -> None:
    for on in days:
        office.morning(on)
        office.window(at(on, 8))


def _about(office: Office, who: str) -> list[str]:
    """What this address read of Sở Tài chính past the date."""
    return [one.body for one in office.postman.to(who) if "quá hạn" in one.title.lower()]


def test_while_a_request_in_time_waits_the_clerk_reads_so_and_nobody_else_hears(office, life):
    life.ask(at(ASKED, 9), UNTIL)
    _day(office, date(2027, 3, 17), date(2027, 3, 19), date(2027, 3, 25))

    told, again = _about(office, CLERK)
    assert "đang chờ Sở Nội vụ trả lời" in again
    assert (
        "Quý cơ quan đã đề nghị gia hạn đến thứ Tư, ngày 17/03/2027 (gửi thứ Sáu, ngày 12/03/2027);"
        " đề nghị này đang chờ Sở Nội vụ trả lời." in told
    )
    assert [] == _about(office, HEAD)
    assert not [body for body in _about(office, ABOVE) if "Sở Tài chính" in body]


def test_once_it_is_refused_the_head_hears_the_newest(office, life):
    life.ask(at(ASKED, 9), UNTIL)
    _day(office, date(2027, 3, 17), date(2027, 3, 19))
    life.decide(at(date(2027, 3, 19), 10), DecisionKind.EXTENSION_REFUSED, "Đã quá muộn")
    _day(office, date(2027, 3, 22))

    assert 1 == len(_about(office, HEAD))
    assert "đang chờ" not in _about(office, HEAD)[0]


def test_a_request_that_comes_after_the_date_holds_nobody_back(office, life):
    _day(office, date(2027, 3, 17))
    life.ask(at(UNTIL, 9), date(2027, 3, 23))
    _day(office, date(2027, 3, 19), date(2027, 3, 24))

    assert 2 == len(_about(office, HEAD))
    assert "đang chờ Sở Nội vụ trả lời" in _about(office, HEAD)[1]


@pytest.mark.parametrize(
    ("answered", "new_due_on"),
    [
        (at(date(2027, 3, 16), 9), date(2027, 3, 17)),  # the date asked for
        (at(date(2027, 3, 22), 9), date(2027, 3, 23)),  # late by us: the earliest still possible
    ],
)
def test_an_answer_late_by_us_is_possible_and_the_unit_is_not_late(life, answered, new_due_on):
    life.ask(at(ASKED, 9), UNTIL)

    assert new_due_on == life.decide(answered, DecisionKind.EXTENSION_GRANTED)
    assert StandingKind.OPEN is life.standing(answered).kind
    life.submit(at(new_due_on, 16))
    assert life.standing(at(new_due_on, 17)).on_time


def test_what_came_while_the_answer_was_awaited_is_judged_by_it(life):
    life.ask(at(ASKED, 9), UNTIL)
    life.submit(at(UNTIL, 15))
    assert not life.standing(at(UNTIL, 16)).on_time

    life.decide(at(date(2027, 3, 18), 9), DecisionKind.EXTENSION_GRANTED)
    assert life.standing(at(date(2027, 3, 18), 10)).on_time


def test_without_a_request_a_date_is_still_asked_of_the_officer(life):
    with pytest.raises(Refused):
        life.decide(at(ASKED, 9), DecisionKind.EXTENSION_GRANTED)


def test_not_done_waits_for_an_officer_and_past_the_date_the_unit_is_late(office, life):
    life.submit(at(ASKED, 9), answer="not_done", reason="Chưa có số liệu", figures={})

    before = life.standing(at(date(2027, 3, 16), 9))
    assert (StandingKind.NOT_DONE, True) == (before.kind, before.waits_for_officer)
    after = life.standing(at(date(2027, 3, 17), 9))
    assert (StandingKind.OVERDUE, True) == (after.kind, after.waits_for_officer)

    _day(office, date(2027, 3, 16), date(2027, 3, 17))
    [told] = _about(office, CLERK)
    assert "Quý cơ quan đã báo chưa thực hiện (thứ Sáu, ngày 12/03/2027)" in told
    assert 1 == len(_about(office, HEAD))


@pytest.mark.parametrize(
    ("kind", "stands"),
    [
        (DecisionKind.ACCEPTED, StandingKind.NOT_DONE),
        (DecisionKind.WAIVED, StandingKind.WAIVED),
        (DecisionKind.RETURNED, StandingKind.RETURNED),
    ],
)
@pytest.mark.parametrize("day", [15, 18])
def test_a_ruling_on_not_done_holds_whenever_it_comes(life, kind, stands, day):
    life.submit(at(ASKED, 9), answer="not_done", reason="Chưa có số liệu", figures={})
    now = at(date(2027, 3, day), 9)
    life.decide(now, kind, "Đã xem")

    later = at(date(2027, 3, day), 17)
    assert stands is life.standing(later).kind
    assert not life.standing(later).waits_for_officer


def test_who_is_asked_has_answered_with_not_yet(life):
    life.submit(at(ASKED, 9), answer="not_done", reason="Chưa có số liệu", figures={})
    with transaction(life.engine) as session:
        session.get_one(Assignment, life.id).tone = "request"

    assert StandingKind.NOT_DONE is life.standing(at(date(2027, 3, 30), 9)).kind


def _not_done(life, when=None):
    life.submit(when or at(ASKED, 9), answer="not_done", reason="Chưa có số liệu", figures={})


def _said(office: Office, kind: str) -> list[str]:
    return [one.key for one in office.notices() if one.kind == kind]


def test_a_reason_accepted_until_a_new_date_leaves_the_unit_owing_by_then(office, life):
    _not_done(life)
    ruled = at(date(2027, 3, 15), 9)
    life.decide(ruled, DecisionKind.EXTENSION_GRANTED, new_due_on=UNTIL)

    here = life.standing(ruled)
    assert (StandingKind.OPEN, False) == (here.kind, here.waits_for_officer)
    assert 1 == len(_said(office, "reason_accepted"))
    life.submit(at(UNTIL, 16))
    assert life.standing(at(UNTIL, 17)).on_time


def test_a_new_date_taken_back_leaves_the_reason_to_be_ruled_on_with_the_old_date(life):
    _not_done(life)
    life.decide(at(date(2027, 3, 15), 9), DecisionKind.EXTENSION_GRANTED, new_due_on=UNTIL)
    later = at(date(2027, 3, 15), 10)
    life.decide(later, DecisionKind.EXTENSION_REVOKED, "Nhầm", account=administrator(life.engine))

    assert (StandingKind.NOT_DONE, True) == (
        life.standing(later).kind,
        life.standing(later).unruled,
    )
    assert date(2027, 3, 16) == life.facts(later).due_on


def test_a_reason_accepted_without_a_date_ends_it_and_says_so(office, life):
    _not_done(life)
    ruled = at(date(2027, 3, 15), 9)
    life.decide(ruled, DecisionKind.ACCEPTED)
    _day(office, date(2027, 3, 17), date(2027, 3, 19))

    here = life.standing(ruled)
    said = standing_words(life.facts(ruled), here, ruled, life.rulebook.registry.plan)
    assert "chưa thực hiện, có lý do" == said.phrase
    assert 1 == len(_said(office, "excused"))
    assert [] == _about(office, CLERK)


def test_it_ends_and_can_be_opened_again(life):
    _not_done(life)
    life.decide(at(date(2027, 3, 15), 9), DecisionKind.ACCEPTED)
    later = at(date(2027, 3, 15), 10)
    life.decide(later, DecisionKind.REOPENED, "Nhầm", account=administrator(life.engine))

    assert life.standing(later).unruled


def test_a_reason_not_accepted_is_told_and_the_later_date_stays(office, life):
    _not_done(life, at(date(2027, 3, 2), 9))
    ruled = at(date(2027, 3, 3), 9)

    due_on = life.decide(ruled, DecisionKind.RETURNED, "Việc vẫn làm được trong kỳ")
    assert date(2027, 3, 16) == due_on
    assert 1 == len(_said(office, "reason_refused"))
    _day(office, date(2027, 3, 9), date(2027, 3, 17))
    assert 1 == len(_about(office, CLERK))


def test_unruled_the_unit_is_asked_again_once_after_five_working_days(office, life):
    _not_done(life, at(date(2027, 3, 3), 9))
    _day(office, date(2027, 3, 9))
    assert [] == _said(office, "still_not_done")

    _day(office, date(2027, 3, 10), date(2027, 3, 11))
    assert 1 == len(_said(office, "still_not_done"))
    [letter] = [one for one in office.postman.to(CLERK) if one.title.startswith("[Hỏi lại]")]
    assert "đã báo chưa gửi được báo cáo" in letter.body


def test_what_was_ruled_on_meanwhile_is_not_asked_again(office, life):
    _not_done(life, at(date(2027, 3, 3), 9))
    office.morning(date(2027, 3, 10))
    life.decide(at(date(2027, 3, 10), 7, 50), DecisionKind.ACCEPTED)
    office.window(at(date(2027, 3, 10), 8))

    assert not [one for one in office.postman.to(CLERK) if one.title.startswith("[Hỏi lại]")]
