"""Announced and entered in time: both units of art. 15 shown, the one used named."""

from __future__ import annotations

from datetime import date

from dondoc.publication.review.lateness import (
    ProvinceDeadline,
    announcement_days,
    late_announcement,
    late_entries,
)
from models.publication_kinds import DecisionIssuer, FindingKind

EFFECTIVE = date(2022, 5, 10)  # 5/5 by days, 29/4 by working days (publication.md §2.1)


def decision(signed_on, **said):
    values = {"effective_on": signed_on, "act_effective_on": EFFECTIVE, "shortened": False}
    return ProvinceDeadline(signed_on, **{**values, **said})


def test_a_decision_after_the_fifth_working_day_before_the_act_is_late(rulebook):
    workdays = rulebook.workdays

    assert late_announcement("1/QĐ", decision(date(2022, 4, 29)), workdays, "workday") is None
    late = late_announcement("1/QĐ", decision(date(2022, 5, 4)), workdays, "workday")

    assert (FindingKind.ANNOUNCE_LATE, "1/QĐ", date(2022, 4, 29)) == (
        late.kind,
        late.field,
        late.due_on,
    )
    assert "trừ 05 ngày là thứ Năm, 05/05/2022" in late.rule
    assert "là thứ Sáu, 29/04/2022" in late.rule
    assert late.rule.endswith("đang dùng cách tính theo ngày làm việc, chưa được xác nhận")


def test_where_the_act_is_not_known_nothing_is_said(rulebook):
    unknown = decision(date(2022, 5, 4), act_effective_on=None)

    assert late_announcement("1/QĐ", unknown, rulebook.workdays, "day") is None


def test_by_the_decrees_days_the_same_decision_is_in_time(rulebook):
    signed = decision(date(2022, 5, 4))

    assert late_announcement("1/QĐ", signed, rulebook.workdays, "day") is None


def test_a_ministrys_decision_is_announced_by_the_provinces_days(rulebook):
    ministry = decision(date(2022, 4, 1), issuer=DecisionIssuer.MINISTRY)

    assert date(2022, 4, 29) == announcement_days(ministry, rulebook.workdays).used.on


def test_an_entry_after_the_fifth_working_day_is_late_by_procedure(rulebook):
    entered = [
        ("9.000001", date(2022, 3, 25)),
        ("9.000002", date(2022, 3, 28)),
        ("9.000003", None),
    ]

    (late,) = late_entries("1/QĐ", decision(date(2022, 3, 18)), entered, rulebook.workdays)

    assert (FindingKind.DATABASE_LATE, "9.000002", date(2022, 3, 25)) == (
        late.kind,
        late.procedure,
        late.due_on,
    )
