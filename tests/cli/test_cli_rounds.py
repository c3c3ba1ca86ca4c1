"""Opening, planning, sending and looking, by hand."""

from __future__ import annotations

import re

from sqlmodel import col, select

from dondoc.notices.unreachable import NEVER
from dondoc.settings import load_settings
from models import Notice
from models.database import engine_for, transaction

OPENS = ("--now", "01/03/2027 07:30")
SENDS = ("--now", "01/03/2027 08:00")


def test_rounds_are_opened_when_their_day_has_come_and_once(peopled):
    peopled("rounds", "open", "--now", "26/02/2027 08:00")  # what was open before this month

    opened = peopled("rounds", "open", *OPENS).lines
    assert {
        "Đã mở Báo cáo tuyên truyền CCHC quý I/2027 cho 139 đơn vị.",
        "Đã mở Báo cáo tổng hợp tuyên truyền CCHC quý I/2027 cho 1 đơn vị.",
        "Đã mở Kế hoạch kiểm tra tuyên truyền CCHC năm 2027 cho 1 đơn vị.",
        "Đã mở Tin CCHC trên Cổng TTĐT tháng 3/2027 cho 1 đơn vị.",
    } <= set(opened)
    assert ["Không có đợt nào đến ngày mở mà chưa mở."] == peopled("rounds", "open", *OPENS).lines


def test_one_duty_can_be_opened_alone(peopled):
    opened = peopled("rounds", "open", "--duty", "bao-cao-tong-hop", *OPENS)

    assert ["Đã mở Báo cáo tổng hợp tuyên truyền CCHC quý I/2027 cho 1 đơn vị."] == opened.lines


def test_notices_are_planned_once_and_the_unreachable_are_named(opened):
    done = opened("notices", "plan", *OPENS)

    assert "Đã lập 2 thông báo cho 2 việc, gửi từ 08:00 ngày 01/03/2027." == done.lines[0]
    assert done.lines[1].startswith("137 đơn vị chưa có đầu mối nhận tin: ")
    assert "Không có thông báo nào phải lập thêm." == opened("notices", "plan", *OPENS).lines[0]


def test_dispatch_shows_what_trial_mode_would_hold(opened):
    opened("notices", "plan", *OPENS)

    held = "0 tin sẽ đi, 2 giữ lại vì chế độ thử"
    assert [f"--now chỉ để xem, không tin nào được gửi; {held}."] == opened(
        "dispatch", *SENDS
    ).lines


def test_status_is_one_sentence_and_a_table(opened):
    done = opened("status", "--duty", "III.1.1.c", "--now", "15/03/2027 08:00")

    assert [
        "Báo cáo kết quả tuyên truyền cải cách hành chính (mục III.1.1, gạch đầu dòng thứ ba)",
        "Quý I/2027: 0/139 đã gửi, 139 chưa đến hạn. Tính đến 08:00 ngày 15/03/2027.",
    ] == done.lines[:2]
    row = next(line for line in done.lines if "Sở Tài chính" in line)
    assert ["4", "Sở Tài chính", "○ chưa gửi", "thứ Ba, 16/03/2027"] == re.split(
        r" {2,}", row.strip()
    )


def test_status_of_a_past_day_is_what_was_known_then(opened):
    done = opened("status", "--duty", "III.1.1.c", "--as-of", "16/03/2027")

    sentence = "Quý I/2027: 0/139 đã gửi, 124 chưa liên hệ được, 15 chưa đến hạn."
    assert f"{sentence} Tính đến hết ngày 16/03/2027." == done.lines[1]
    assert ["Chưa có đợt nào được mở."] == opened("status", "--as-of", "28/02/2027").lines


def test_status_of_every_duty_for_a_program(opened):
    shown = opened("status", "--json", "--now", "15/03/2027 08:00").json

    assert [("III.1.1.c", 139), ("III.1.2.a4", 1)] == [
        (one["duty"], one["tally"]["asked"]) for one in shown
    ]
    assert "2027-03-15T01:00:00+00:00" == shown[0]["as_of"]


def test_status_of_a_period_that_is_not_open(opened):
    done = opened("status", "--duty", "III.1.1.c", "--period", "2027-Q3")

    assert (0, ["Chưa có đợt nào được mở."]) == (done.code, done.lines)


def test_planning_by_hand_tells_so_noi_vu_of_units_without_a_contact_once(opened, write):
    clerk = "đơn vị,địa chỉ,đã xác minh\nso-noi-vu,van-thu@so-noi-vu.example,02/01/2020\n"
    opened("contacts", "import", write("snv.csv", clerk), "--apply", *OPENS)

    for _ in range(2):
        opened("notices", "plan", *OPENS)

    with transaction(engine_for(load_settings().database), write=False) as session:
        told = session.exec(select(Notice).where(col(Notice.rung) == NEVER)).all()
    assert 136 == len(told) == len({notice.key for notice in told})
