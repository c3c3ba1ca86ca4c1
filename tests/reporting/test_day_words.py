"""What a day's run says it did."""

from __future__ import annotations

from datetime import date

from dondoc.clock import at
from dondoc.notices.write import PlannedCount, plan_notices
from dondoc.reporting.day_words import (
    Planning,
    day_figure,
    day_sentence,
    opening_words,
    planned_today,
)
from dondoc.rounds.opening import OpenedRound
from models.database import transaction

NOW = at(date(2027, 3, 1), 7, 30)


def test_what_is_planned_names_the_hour_it_leaves():
    new = PlannedCount(notices=7, units=6, first_at=at(date(2027, 3, 1), 14))

    assert "7 thông báo đã lập cho 6 đơn vị, gửi lúc 14:00" == Planning(new, 0).words(NOW)


def test_what_leaves_on_another_day_names_that_day():
    new = PlannedCount(notices=1, units=1, first_at=at(date(2027, 3, 2), 8))

    wanted = "1 thông báo đã lập cho 1 đơn vị, gửi lúc 08:00 ngày 02/03/2027"
    assert wanted == Planning(new, 0).words(NOW)


def test_a_second_run_and_a_quiet_day_read_differently():
    again = "chạy lại: không có gì mới để lập, 4 thông báo đã có từ trước"

    assert again == Planning(PlannedCount(), 4).words(NOW)
    assert "không có thông báo nào phải lập" == Planning(PlannedCount(), 0).words(NOW)


def test_only_planned_notices_of_that_local_day_count(sqlite_life):
    sqlite_life.submit(
        at(date(2027, 3, 2), 6), document_on="01/03/2027"
    )  # a receipt is not planned
    with transaction(sqlite_life.engine) as session:
        plan_notices(session, sqlite_life.rulebook, now=NOW, after_due=False)
        today = planned_today(session, ["III.1.1.c"], NOW)
        tomorrow = planned_today(session, ["III.1.1.c"], at(date(2027, 3, 2), 7, 30))

    assert (3, 0) == (today, tomorrow)


def test_before_the_first_round_it_says_so(rulebook):
    sentence = day_sentence(
        rulebook,
        moved=[],
        opened=[],
        settled=0,
        planning=Planning(PlannedCount(), 0),
        shown=[],
        now=NOW,
    )

    assert "Chưa mở kỳ nào; không có thông báo nào phải lập." == sentence
    assert "chưa mở kỳ nào" == day_figure([])


def test_everything_that_was_done_is_in_it(rulebook):
    planning = Planning(PlannedCount(unreachable=("so-y-te", "so-tu-phap")), 0)
    sentence = day_sentence(
        rulebook,
        moved=[],
        opened=[OpenedRound(1, "2027-Q1", 139)],
        settled=1,
        planning=planning,
        shown=[],
        now=NOW,
    )

    assert sentence == (
        "Chưa mở kỳ nào; đã mở kỳ quý I/2027 cho 139 đơn vị;"
        " 1 việc hoàn thành theo báo cáo đã được chấp nhận;"
        " không có thông báo nào phải lập;"
        " 2 đơn vị chưa có đầu mối nhận tin (Sở Tư pháp, Sở Y tế)."
    )


def test_many_rounds_opened_at_once_are_counted():
    opened = [OpenedRound(number, "2027-Q1", 20) for number in range(1, 5)]

    assert ["đã mở 4 đợt, giao 80 việc"] == opening_words(opened)
    assert 3 == len(opening_words(opened[:3]))
