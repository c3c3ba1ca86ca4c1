"""Each life an assignment can have, on both databases (issue: «Tests walk each life»)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at, end_of
from dondoc.problems import Refused
from dondoc.rounds.standing import StandingKind
from models.kinds import DecisionKind

BEFORE, DUE, AFTER = date(2027, 3, 12), date(2027, 3, 16), date(2027, 3, 17)


def test_it_is_upcoming_then_open_then_overdue(life):
    assert StandingKind.OPEN is life.standing(at(BEFORE, 9)).kind
    assert StandingKind.OPEN is life.standing(end_of(DUE)).kind
    assert StandingKind.OVERDUE is life.standing(at(AFTER, 0, 1)).kind


def test_it_completes_on_time(life):
    life.submit(at(DUE, 23, 59))

    assert StandingKind.SUBMITTED is life.standing(at(AFTER, 9)).kind
    life.decide(at(AFTER, 10), DecisionKind.ACCEPTED)

    here = life.standing(at(AFTER, 11))
    assert (StandingKind.COMPLETED, True, False) == (here.kind, here.on_time, here.returned)


def test_it_completes_late(life):
    life.submit(at(AFTER, 0, 0))
    life.decide(at(AFTER, 10), DecisionKind.ACCEPTED)

    here = life.standing(at(AFTER, 11))
    assert (StandingKind.COMPLETED, False) == (here.kind, here.on_time)


def test_it_is_returned_once_and_still_on_time(life):
    life.submit(at(BEFORE, 9))
    new_due_on = life.decide(at(date(2027, 3, 15), 9), DecisionKind.RETURNED, "Thiếu mục II")

    assert date(2027, 3, 17) == new_due_on  # two working days on
    assert StandingKind.RETURNED is life.standing(at(DUE, 9)).kind
    life.submit(at(AFTER, 16))
    life.decide(at(date(2027, 3, 18), 9), DecisionKind.ACCEPTED)
    here = life.standing(at(date(2027, 3, 18), 10))
    assert (StandingKind.COMPLETED, True, True) == (here.kind, here.on_time, here.returned)


def test_it_is_returned_and_silent(life):
    life.submit(at(BEFORE, 9))
    life.decide(at(date(2027, 3, 15), 9), DecisionKind.RETURNED, "Thiếu mục II")

    assert StandingKind.RETURNED is life.standing(end_of(AFTER)).kind
    assert StandingKind.OVERDUE is life.standing(at(date(2027, 3, 18), 8)).kind


def test_a_return_never_passes_the_level_above(life):
    life.submit(at(DUE, 16))

    new_due_on = life.decide(at(DUE, 16, 30), DecisionKind.RETURNED, "Thiếu mục II")

    assert date(2027, 3, 17) == new_due_on  # Sở Nội vụ itself reports on 18/03


def test_a_return_that_cannot_be_kept_before_the_level_above_gives_two_working_days(life):
    """At 17:00 the office is closed: the unit hears on the 17th, the last day before the report."""
    life.submit(at(DUE, 16))

    assert date(2027, 3, 19) == life.decide(at(DUE, 17), DecisionKind.RETURNED, "Thiếu mục II")


def test_a_return_after_that_counts_from_when_the_unit_hears(life):
    saturday, wednesday = date(2027, 3, 20), date(2027, 3, 24)
    life.submit(at(saturday, 9))

    assert wednesday == life.decide(at(saturday, 10), DecisionKind.RETURNED, "Thiếu mục II")
    facts = life.facts(at(saturday, 11))
    assert (wednesday, wednesday) == (facts.target_on, facts.due_on)
    assert StandingKind.RETURNED is life.standing(at(date(2027, 3, 22), 8)).kind


def test_an_officer_may_give_another_date_yet_not_one_that_the_unit_hears_of_too_late(life):
    saturday = date(2027, 3, 20)
    life.submit(at(saturday, 9))
    why = "Thiếu mục II"

    with pytest.raises(Refused, match="sớm nhất là thứ Ba, 23/03/2027"):
        life.decide(at(saturday, 10), DecisionKind.RETURNED, why, new_due_on=date(2027, 3, 22))
    friday = date(2027, 3, 26)
    given = life.decide(at(saturday, 10), DecisionKind.RETURNED, why, new_due_on=friday)
    assert friday == given


def test_once_the_level_above_can_not_be_met_an_extension_is_still_possible(life):
    wednesday = date(2027, 3, 24)
    life.ask(at(date(2027, 3, 19), 9), wednesday)
    life.decide(at(date(2027, 3, 19), 10), DecisionKind.EXTENSION_GRANTED, new_due_on=wednesday)

    assert StandingKind.OPEN is life.standing(at(date(2027, 3, 22), 8)).kind


@pytest.mark.parametrize("day", [5, 15, 16])
def test_an_extension_is_later_than_the_present_date(life, day):
    """A slip of the hand (05 for 15) would shorten what the unit was promised."""
    with pytest.raises(Refused, match="phải sau hạn hiện nay, thứ Ba, 16/03/2027") as refused:
        life.decide(
            at(date(2027, 3, 3), 9),
            DecisionKind.EXTENSION_GRANTED,
            new_due_on=date(2027, 3, day),
        )

    assert f"{day:02}/03/2027" in str(refused.value)
    assert DUE == life.facts(at(BEFORE, 9)).due_on


def test_late_after_a_return_is_late(life):
    life.submit(at(BEFORE, 9))
    life.decide(at(date(2027, 3, 15), 9), DecisionKind.RETURNED, "Thiếu mục II")
    life.submit(at(date(2027, 3, 18), 9))
    life.decide(at(date(2027, 3, 18), 10), DecisionKind.ACCEPTED)

    assert life.standing(at(date(2027, 3, 18), 11)).on_time is False


def test_an_extension_granted_moves_the_date_that_lateness_is_judged_by(life):
    life.ask(at(BEFORE, 9), AFTER)
    life.decide(at(BEFORE, 10), DecisionKind.EXTENSION_GRANTED, new_due_on=AFTER)
    life.submit(at(AFTER, 16))

    assert life.standing(at(AFTER, 17)).on_time is True
    assert (AFTER, AFTER) == (
        life.facts(at(AFTER, 17)).due_on,
        life.facts(at(AFTER, 17)).first_due_on,
    )


def test_an_extension_refused_leaves_the_date(life):
    life.ask(at(BEFORE, 9), AFTER)
    life.decide(at(BEFORE, 10), DecisionKind.EXTENSION_REFUSED, "Phải tổng hợp ngày 18/03")

    assert DUE == life.facts(at(AFTER, 8)).due_on
    assert StandingKind.OVERDUE is life.standing(at(AFTER, 8)).kind


def test_an_extension_past_the_level_above_is_refused_in_words(life):
    with pytest.raises(Refused, match="muộn nhất là thứ Tư, 17/03/2027"):
        life.ask(at(BEFORE, 9), date(2027, 3, 18))


def test_an_extension_to_a_day_off_is_refused_in_words(life):
    with pytest.raises(Refused, match="là ngày nghỉ; hãy chọn ngày làm việc, ví dụ thứ Tư, 17"):
        life.ask(at(BEFORE, 9), date(2027, 3, 14))


def test_it_is_waived(life):
    life.decide(at(BEFORE, 9), DecisionKind.WAIVED, "Đơn vị giải thể")

    assert StandingKind.WAIVED is life.standing(at(AFTER, 9)).kind
    with pytest.raises(Refused, match="đã được miễn"):
        life.submit(at(AFTER, 10))


def test_nil_is_refused_where_it_is_no_answer(life):
    with pytest.raises(Refused, match="phải có báo cáo"):
        life.submit(at(BEFORE, 9), answer="nil", reason="Không có hoạt động")

    assert () == life.facts(at(AFTER, 9)).submissions


def test_not_done_with_a_reason_is_a_standing_of_its_own_until_the_date_and_once_accepted(life):
    life.submit(at(BEFORE, 9), answer="not_done", reason="Chưa bố trí được cán bộ")

    assert StandingKind.NOT_DONE is life.standing(at(DUE, 9)).kind
    assert StandingKind.OVERDUE is life.standing(at(AFTER, 9)).kind  # nobody has ruled on it
    life.decide(at(AFTER, 10), DecisionKind.ACCEPTED)
    assert StandingKind.NOT_DONE is life.standing(at(AFTER, 11)).kind


@pytest.mark.parametrize("kind", [DecisionKind.RETURNED, DecisionKind.EXTENSION_GRANTED])
def test_what_was_accepted_as_not_done_has_ended(life, kind):
    life.submit(at(BEFORE, 9), answer="not_done", reason="Chưa bố trí được cán bộ")
    life.decide(at(BEFORE, 10), DecisionKind.ACCEPTED)

    with pytest.raises(Refused, match="đã kết thúc"):
        life.decide(at(BEFORE, 11), kind, "Cần làm lại", new_due_on=date(2027, 3, 17))


def test_handing_in_twice_makes_a_new_version_and_the_first_stays(life):
    life.submit(at(BEFORE, 9))
    second = life.submit(at(DUE, 9), document_number="13/BC-STC")

    assert 2 == second.version
    numbers = [one.document_number for one in life.facts(at(AFTER, 9)).submissions]
    assert ["12/BC-STC", "13/BC-STC"] == numbers
    assert life.standing(at(AFTER, 9)).on_time is True


def test_what_was_accepted_cannot_be_changed(life):
    life.submit(at(BEFORE, 9))
    life.decide(at(BEFORE, 10), DecisionKind.ACCEPTED)

    with pytest.raises(Refused, match="đã được chấp nhận"):
        life.submit(at(BEFORE, 11))
