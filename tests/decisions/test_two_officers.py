"""Two who act at once end in one of the two orders, and the second is told what the first did."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.calendar_move import settle_dates
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.colleagues import another_officer
from tests.support.other_calendar import with_day_off
from tests.support.two_at_once import at_once, just_before, refusals

NOW = at(date(2027, 3, 8), 10, 12)
EXTENDED = date(2027, 3, 17)
HA = "Phạm Thị Hà, Sở Nội vụ"


@pytest.fixture
def two(life):
    life.other = another_officer(life.engine)
    return life


def _settle(life, rulebook):
    with transaction(life.engine) as session:
        return settle_dates(session, rulebook, life.duty, now=NOW)


def test_accepted_and_returned_at_once_is_one_of_them(two):
    two.submit(at(date(2027, 3, 5), 9), document_on="05/03/2027")

    outcomes = at_once(
        lambda: two.decide(NOW, DecisionKind.ACCEPTED),
        lambda: two.decide(NOW, DecisionKind.RETURNED, "Thiếu mục II", account=two.other),
    )

    (told,) = refusals(outcomes)
    kind = two.standing(NOW).kind
    first = {
        StandingKind.COMPLETED: f"{HA} chấp nhận lúc 10:12 ngày 08/03/2027",
        StandingKind.RETURNED: "Hoàng Văn Nam, Sở Nội vụ trả lại lúc 10:12 ngày 08/03/2027",
    }
    assert first[kind] in told
    assert 1 == len(two.facts(NOW).decisions)


def test_handed_in_and_waived_at_once_is_waived_either_way(two):
    outcomes = at_once(
        lambda: two.submit(NOW, document_on="05/03/2027"),
        lambda: two.decide(NOW, DecisionKind.WAIVED, "Đã có trong báo cáo khác"),
    )

    assert StandingKind.WAIVED is two.standing(NOW).kind
    handed, told = len(two.facts(NOW).submissions), refusals(outcomes)
    assert 1 == handed + len(told)
    assert all(f"{HA} miễn lúc 10:12 ngày 08/03/2027" in words for words in told)


def test_extended_while_the_calendar_moves_is_the_extension_or_is_told_of_it(two, tmp_path):
    moved = with_day_off(two.rulebook, tmp_path, "2027-03-15")

    outcomes = at_once(
        lambda: two.decide(NOW, DecisionKind.EXTENSION_GRANTED, new_due_on=EXTENDED),
        lambda: _settle(two, moved),
    )

    kinds = [one.kind for one in two.facts(NOW).decisions]
    told = refusals(outcomes)
    assert EXTENDED == two.facts(NOW).due_on
    assert kinds == ([DecisionKind.MOVED] if told else [DecisionKind.EXTENSION_GRANTED])
    assert all("không lùi được nữa: thứ Tư, 17/03/2027" in words for words in told)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_calendar_that_has_looked_already_leaves_what_was_decided_meanwhile(two, tmp_path):
    moved = with_day_off(two.rulebook, tmp_path, "2027-03-15")

    def waive() -> None:
        two.decide(NOW, DecisionKind.WAIVED, "Đã có trong báo cáo khác")

    with just_before(two.engine, "FOR UPDATE", waive) as waived:
        _settle(two, moved)

    assert [None] == waived
    assert [DecisionKind.WAIVED] == [one.kind for one in two.facts(NOW).decisions]


def test_who_waited_sees_what_was_done_after_his_own_clock(two):
    two.submit(at(date(2027, 3, 5), 9), document_on="05/03/2027")
    two.decide(NOW, DecisionKind.ACCEPTED)

    a_moment_before = at(date(2027, 3, 8), 10, 11)
    with pytest.raises(Refused, match=f"việc này đã kết thúc; {HA} chấp nhận lúc 10:12"):
        two.decide(a_moment_before, DecisionKind.WAIVED, "Nhầm", account=two.other)
