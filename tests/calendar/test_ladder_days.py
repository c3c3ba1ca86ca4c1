"""The days of the reminder ladders (DESIGN §6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.ladder import LADDERS, LadderCode, RungAudience, rung_days
from dondoc.calendar.workdays import Workdays, load_workdays

REAL = load_workdays()


def days(ladder: LadderCode, opens_on: date, target_on: date, due_on: date) -> str:
    found = rung_days(ladder, opens_on, target_on, due_on, REAL)
    return " · ".join(f"{one.rung.code} {one.on:%d/%m}" for one in found)


def test_e1_runs_from_the_opening_to_the_fourth_list() -> None:
    """The fourth report of 2020, opened early enough for every rung.

    T-2 may go a day ahead with another letter; a list's week begins early.
    """
    expected = (
        "OPEN 02/11 · T-10 02/12 · T-5 09/12 · T-2 11/12 · T 16/12 · T+1 17/12 · T+6 18/12 · "
        "T+7 25/12 · T+11 25/12 · T+16 04/01 · T+21 11/01"
    )

    assert expected == days("E1", date(2020, 11, 2), date(2020, 12, 16), date(2020, 12, 16))


def test_nobody_is_reminded_in_the_three_working_days_after_the_opening() -> None:
    """Quý I 2027: T−10 would be 02/03, a day after the opening."""
    found = days("E1", date(2027, 3, 1), date(2027, 3, 16), date(2027, 3, 16))

    assert found.startswith("OPEN 01/03 · T-5 09/03 · T-2 11/03 · T 16/03 · T+1 17/03")


@pytest.mark.parametrize(
    ("target_on", "reminded"),
    [(date(2027, 3, 3), False), (date(2027, 3, 4), True)],
)
def test_a_reminder_on_the_third_working_day_after_the_opening_is_sent(
    target_on: date, *, reminded: bool
) -> None:
    assert reminded == ("T 04/03" in days("E1", date(2027, 3, 1), target_on, target_on))


def test_before_counts_from_the_target_and_after_from_the_due_date() -> None:
    """The 20th of 3/2021 is a Saturday: aimed at on 19/03, late after 22/03."""
    found = days("E1", date(2021, 3, 1), date(2021, 3, 19), date(2021, 3, 22))

    assert "T-2 16/03 · T 19/03 · T+1 23/03 · T+6 24/03" in found


def test_rungs_step_over_holidays() -> None:
    found = days("E1", date(2021, 4, 1), date(2021, 4, 29), date(2021, 4, 29))

    assert "T-10 14/04" in found  # 21/04/2021, Giỗ Tổ, is not counted
    assert "T+1 04/05 · T+6 05/05" in found


def test_e2_invites_is_gentle_and_ends_with_a_note_to_the_leader() -> None:
    due_on = date(2027, 3, 16)

    found = days("E2", date(2027, 3, 1), due_on, due_on)
    assert "OPEN 01/03 · T-5 09/03 · T 16/03 · T+5 23/03" == found
    assert LADDERS["E2"][-1].who == (RungAudience.MONITOR,)


def test_the_first_word_to_who_is_asked_is_an_invitation_however_short_the_time() -> None:
    """Tháng 01/2026: the plan counts as issued on 26/01, T−5 would be 23/01."""
    due_on = date(2026, 2, 2)

    found = days("E2", date(2026, 1, 26), date(2026, 1, 30), due_on)
    assert "OPEN 26/01 · T 30/01 · T+5 09/02" == found


def test_e3_has_no_rungs() -> None:
    assert not days("E3", date(2027, 3, 1), date(2027, 3, 16), date(2027, 3, 16))


def test_each_rung_of_e1_speaks_to_its_people() -> None:
    who = {rung.code: " ".join(rung.who) for rung in LADDERS["E1"]}

    before = dict.fromkeys(["OPEN", "T-10", "T-5", "T-2", "T"], "clerk")
    after = {"T+1": "clerk head", "T+7": "superior"}
    repeated = dict.fromkeys(["T+6", "T+11", "T+16", "T+21"], "clerk head")
    assert before | after | repeated == who


def test_the_repetitions_are_four_at_most_and_numbered() -> None:
    repeats = [rung.repeat for rung in LADDERS["E1"] if rung.repeat]

    assert list(range(1, 5)) == repeats


@pytest.mark.parametrize("ladder", LADDERS)
def test_codes_are_unique_in_a_ladder(ladder: LadderCode) -> None:
    codes = [rung.code for rung in LADDERS[ladder]]

    assert len(codes) == len(set(codes))


@given(
    ladder=st.sampled_from(list(LADDERS)),
    opens_on=st.dates(date(2020, 1, 1), date(2029, 1, 1)),
    length=st.integers(0, 60),
)
def test_rungs_are_working_days_in_order_and_none_before_the_opening(
    ladder: LadderCode, opens_on: date, length: int
) -> None:
    nominal_on = REAL.add(REAL.roll_forward(opens_on), length)

    found = rung_days(ladder, opens_on, nominal_on, nominal_on, REAL)

    assert [one.on for one in found] == sorted(one.on for one in found)
    assert all(REAL.is_workday(one.on) and one.on >= opens_on for one in found)
    after = [one for one in found if one.rung.offset > 0]
    assert all(one.on > nominal_on for one in after)


def test_an_opening_on_a_day_off_is_told_on_the_next_working_day(workdays: Workdays) -> None:
    opens_on = date(2021, 3, 6)  # a Saturday
    found = rung_days("E1", opens_on, date(2021, 3, 31), date(2021, 3, 31), workdays)

    assert date(2021, 3, 8) == found[0].on


@pytest.mark.parametrize(
    ("target_on", "waits_until"),
    [
        (date(2027, 3, 31), date(2027, 3, 4)),
        (date(2027, 3, 18), date(2027, 3, 3)),  # T-10 is on 04/03
        (date(2027, 3, 8), date(2027, 3, 3)),  # T-2 may go on 04/03
        (date(2027, 3, 4), date(2027, 3, 1)),  # the day itself is near
    ],
)
def test_an_opening_waits_only_while_nothing_else_of_its_round_is_near(
    target_on: date, waits_until: date
) -> None:
    found = rung_days("E1", date(2027, 3, 1), target_on, target_on, REAL)

    assert ("OPEN", waits_until) == (found[0].rung.code, found[0].alone_on)
