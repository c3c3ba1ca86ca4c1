"""The dates of NĐ 63/2010 by the calendar, with the vectors of the reference (§5.4)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.calendar.workdays import load_workdays
from dondoc.publication.official.publication_days import announce_by, leave_by, publish_by
from models import ProcedureDecision
from models.publication_kinds import DecisionIssuer

WORKDAYS = load_workdays()


def decision(signed_on: date, **values: object) -> ProcedureDecision:
    given = {"issuer": DecisionIssuer.PROVINCE, "effective_on": signed_on, "shortened": False}
    return ProcedureDecision(number="1/QĐ-MẪU", signed_on=signed_on, **{**given, **values})


@pytest.mark.parametrize(
    ("signed_on", "wanted"),
    [
        (date(2022, 3, 18), date(2022, 3, 25)),
        (date(2020, 8, 3), date(2020, 8, 10)),
        (date(2024, 11, 18), date(2024, 11, 25)),
        (date(2022, 4, 29), date(2022, 5, 10)),  # 2 and 3 May 2022 off
    ],
)
def test_a_province_publishes_within_five_working_days(signed_on: date, wanted: date) -> None:
    assert wanted == publish_by(decision(signed_on), WORKDAYS).on


def test_a_ministry_has_ten_days_and_the_shortened_way_two() -> None:
    ministry = decision(date(2022, 3, 18), issuer=DecisionIssuer.MINISTRY)

    assert date(2022, 4, 1) == publish_by(ministry, WORKDAYS).on
    assert date(2022, 3, 22) == publish_by(decision(date(2022, 3, 18), shortened=True), WORKDAYS).on


def test_the_arithmetic_says_what_was_skipped_and_the_article() -> None:
    said = publish_by(decision(date(2022, 4, 29)), WORKDAYS).arithmetic

    assert said.startswith("ký ngày 29/04/2022, cộng 5 ngày làm việc (bỏ qua nghỉ ")
    assert "là thứ Ba, 10/05/2022 (Nghị định số 63/2010/NĐ-CP, Điều 24 khoản 2)" in said


def test_what_is_revoked_may_stay_until_the_later_of_publishing_and_effect() -> None:
    at_once = decision(date(2022, 3, 18))
    later = decision(date(2022, 3, 18), effective_on=date(2022, 6, 1))

    assert date(2022, 3, 25) == leave_by(at_once, WORKDAYS).on
    assert date(2022, 6, 1) == leave_by(later, WORKDAYS).on
    assert leave_by(later, WORKDAYS).arithmetic.endswith("lấy ngày muộn hơn là thứ Tư, 01/06/2022")


def test_announcing_is_reckoned_in_both_units_and_neither_is_confirmed() -> None:
    act = decision(date(2022, 4, 1), act_effective_on=date(2022, 5, 10))

    found = announce_by(act, WORKDAYS, "day")

    assert found is not None
    assert (date(2022, 5, 5), date(2022, 4, 29)) == (found.by_days.on, found.by_workdays.on)
    assert found.used == found.by_days
    assert [False, False] == [found.by_days.confirmed, found.by_workdays.confirmed]
    in_workdays = announce_by(act, WORKDAYS, "workday")
    assert in_workdays is not None
    assert in_workdays.used == found.by_workdays


def test_nothing_is_reckoned_where_the_act_behind_it_is_not_known() -> None:
    assert announce_by(decision(date(2022, 4, 1)), WORKDAYS, "day") is None


def test_a_year_without_a_calendar_makes_the_date_provisional() -> None:
    far = publish_by(decision(date(2031, 3, 3)), WORKDAYS)

    assert (date(2031, 3, 10), False) == (far.on, far.confirmed)
    assert "lịch nghỉ năm 2031 chưa có quyết định, ngày này là tạm tính" in far.arithmetic
