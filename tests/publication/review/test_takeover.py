"""When a ministry's decision counts as taken over by the province."""

from __future__ import annotations

from datetime import date

from dondoc.publication.review.takeover import (
    AnnouncedDecision,
    asked_by_itself,
    asked_from,
    takeovers,
)

MINISTRY = AnnouncedDecision(1, "12/QĐ-BỘ", date(2027, 3, 1), ("9.000001", "9.000002"))


def province(number, day, *codes):
    return AnnouncedDecision(day, number, date(2027, 3, day), codes)


def stands(*others, ministry=MINISTRY):
    (one,) = takeovers([ministry], others)
    return one


def test_it_is_whole_when_each_procedure_stands_in_a_later_decision_of_the_province():
    one = stands(province("5/QĐ", 10, "9.000002"), province("4/QĐ", 8, "9.000001"))

    assert (True, date(2027, 3, 10), ()) == (one.whole, one.announced_on, one.left)
    assert ["4/QĐ", "5/QĐ"] == [taken.number for taken in one.taken_by]


def test_what_no_decision_has_is_left():
    one = stands(province("4/QĐ", 8, "9.000001"))

    assert (False, None, ("9.000002",)) == (one.whole, one.announced_on, one.left)


def test_a_decision_signed_before_it_does_not_take_it_over():
    earlier = AnnouncedDecision(9, "1/QĐ", date(2027, 2, 26), MINISTRY.codes)

    assert MINISTRY.codes == stands(earlier).left


def test_of_several_the_earliest_announced_it():
    one = stands(province("9/QĐ", 20, *MINISTRY.codes), province("4/QĐ", 8, *MINISTRY.codes))

    assert date(2027, 3, 8) == one.announced_on


def test_a_decision_whose_procedures_are_not_known_is_never_whole():
    unknown = AnnouncedDecision(2, "13/QĐ-BỘ", date(2027, 3, 1), ())

    assert not stands(province("4/QĐ", 8, "9.000001"), ministry=unknown).whole


def test_this_month_and_the_one_before_are_asked_by_themselves():
    assert date(2026, 12, 1) == asked_from(date(2027, 1, 15))
    assert asked_by_itself(MINISTRY, date(2027, 4, 30))
    assert not asked_by_itself(MINISTRY, date(2027, 5, 1))
    assert not asked_by_itself(MINISTRY, date(2027, 2, 28))
