"""What a run says of its day and of a round, where no whole run in the tests comes to say it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import numbered

DAY = phrases("day")
PROGRESS = phrases("progress")


def tally(**figures: int) -> SimpleNamespace:
    nothing = {"counted": 0, "reached": 0, "overdue": 0, "unreached": 0, "closed": 0}
    return SimpleNamespace(**{**nothing, "asked": 27, "handed_in": 20, **figures})


def count(**figures: int) -> SimpleNamespace:
    nothing = {"done": 9, "asked": 12, "not_done": 0, "silent": 0, "waived": 0, "answered": 9}
    return SimpleNamespace(**nothing | figures)


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        ((12, 1, 5), "12 thông báo · 1 dự thảo · 5 quá hạn"),
        ((0, 2, 0), "2 dự thảo"),
        ((0, 0, 0), "không có việc quá hạn"),
    ],
)
def test_a_day_of_urging_in_short(figures, says):
    assert says == DAY.chase_figure(*figures)


def test_the_notices_of_a_day_by_kind():
    planned = [(7, "nhắc việc"), (5, "đôn đốc")]

    assert "Không có gì mới để lập" == DAY.chased([], 0, 0)
    assert "Đã lập 12 thông báo cho 9 đơn vị (7 nhắc việc, 5 đôn đốc)" == DAY.chased(planned, 12, 9)


def test_what_passed_on_and_what_ended_with_its_body():
    of_it = "việc của đơn vị hết hoạt động"

    assert f"3 {of_it} chuyển cho đơn vị kế tiếp" == DAY.passed(3)
    assert f"2 {of_it} được miễn" == DAY.ended(2)
    assert ("", "", "") == (DAY.passed(0), DAY.ended(0), DAY.settled(0))


def test_who_cannot_be_told_by_name_while_they_are_few():
    said = "đơn vị chưa có đầu mối nhận tin"

    assert f"2 {said} (Sở A, Sở B)" == DAY.unreachable(2, ["Sở A", "Sở B"])
    assert f"9 {said} (Sở A, Sở B, …)" == DAY.unreachable(9, ["Sở A", "Sở B"])


def test_a_feed_that_brought_nothing_and_one_with_much_left_out():
    unit = SimpleNamespace(name="Sở A")
    quiet = SimpleNamespace(unit=unit, new=0, refused=(), why="")
    full = SimpleNamespace(unit=unit, new=5, refused=("a", "b", "c"), why="")

    assert "RSS của Sở A: không có tin mới" == DAY.feed(quiet, ())
    assert "RSS của Sở A: 5 tin mới, 3 tin không tính (a; b; …)" == DAY.feed(full, ("a", "b"))


def test_the_night_s_work():
    wanted = "xóa 3 đường dẫn hết hạn, 2 tệp không ai nộp, 1 thư máy gửi đã cũ"
    assert wanted == DAY.let_go(3, 2, 1)


@pytest.mark.parametrize(
    ("figures", "children", "says"),
    [
        (tally(), None, "20/27"),
        (tally(overdue=3), None, "20/27 · 3 quá hạn"),
        (tally(unreached=4), None, "20/27 · 4 chưa liên hệ được"),
        (tally(closed=2), None, "20/27 · 2 hết kỳ"),
        (tally(overdue=3), count(), "20/27 · 9/12 xã · 3 quá hạn"),
        (tally(counted=9, reached=7, asked=9), None, "7/9 đạt ngưỡng"),
    ],
)
def test_a_round_in_short(figures, children, says):
    assert says == PROGRESS.figure(figures, children)


def test_the_communes_of_a_round():
    all_of_it = count(not_done=1, silent=2, waived=3)
    wanted = "9/12 xã đã thực hiện, 1 chưa thực hiện, 2 chưa trả lời, 3 được miễn"

    assert "9/12 xã đã thực hiện" == PROGRESS.children(count())
    assert wanted == PROGRESS.children(all_of_it)
    assert f"văn bản của 5/7 đơn vị, {wanted}" == PROGRESS.papers(5, 7, all_of_it)


def test_the_figures_that_reports_add_up_to():
    values = (("Tin, bài đã đăng", 1250), ("Lượt người", 3))

    assert "" == PROGRESS.sums(SimpleNamespace(units=0))
    wanted = "Cộng số liệu của 20{} đơn vị đã gửi{} – tin, bài đã đăng: 1.250; lượt người: 3"
    all_in = SimpleNamespace(units=20, of=20, waiting=0, values=values, without=())
    assert wanted.format("", "") == PROGRESS.sums(all_in)
    some = SimpleNamespace(units=20, of=21, waiting=3, values=values, without=("Sở Nội vụ",))
    differs = " (chưa có số liệu của Sở Nội vụ), chưa kể 3 báo cáo chờ kiểm tra"
    assert wanted.format("/21", differs) == PROGRESS.sums(some)
    some.of, some.waiting, some.without = 25, 0, ("A", "B", "C", "D", "E")
    differs = " (chưa có số liệu của A, B, C và 2 đơn vị khác)"
    assert wanted.format("/25", differs) == PROGRESS.sums(some)


@pytest.mark.parametrize(("sums", "between"), [("", ""), ("Cộng số liệu", "Cộng số liệu.\n\n")])
def test_a_table_says_what_it_is_and_where_the_same_stands(sums, between):
    progress = SimpleNamespace(
        period_short="quý I/2027",
        span="số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn",
        as_of=datetime(2027, 3, 15, 1, tzinfo=UTC),
        sentence=lambda: "Quý I/2027: 20/27 đã gửi",
    )
    duty = SimpleNamespace(title="Báo cáo", clause="III.1.1")
    shown = SimpleNamespace(duty=duty, progress=progress)

    assert PROGRESS.caption(shown, sums, "https://a.example/bang") == (
        "**Báo cáo, quý I/2027** (mục III.1.1):"
        " số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn\n\n"
        "Quý I/2027: 20/27 đã gửi. Số liệu lúc 08:00 ngày 15/03/2027.\n\n"
        f"{between}[Mở bảng theo dõi](https://a.example/bang)"
    )


@pytest.mark.parametrize(
    ("number", "signed_on", "says"),
    [
        ("12/BC-STC", date(2027, 3, 12), "12/BC-STC ngày 12/03/2027"),
        ("12/BC-STC", None, "12/BC-STC"),
        (None, None, ""),
    ],
)
def test_a_document_in_a_table(number, signed_on, says):
    assert says == numbered(number, signed_on)


def test_a_date_that_the_calendar_moved():
    move = SimpleNamespace(units=139, before_on=date(2027, 3, 16), after_on=date(2027, 3, 17))

    wanted = "139 đơn vị đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027"
    assert f"{wanted} do lịch nghỉ thay đổi" == DAY.moved(move)
