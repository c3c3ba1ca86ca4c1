"""What a message says of its dates: due, target, cut-off, basis, and what happens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dondoc.messages.render import render
from models.kinds import NoticeKind


def text(item, to_name="Sở Tài chính"):
    return render([item], to_name=to_name).text


def test_due_and_target_stand_in_one_sentence_where_they_differ(make):
    item = make(
        NoticeKind.REMINDER,
        due_on=date(2027, 3, 22),
        target_on=date(2027, 3, 19),
        days_left=6,
    )

    expected = (
        "Hạn gửi: thứ Hai, ngày 22/03/2027, còn 6 ngày làm việc;"
        " nên gửi trong thứ Sáu, ngày 19/03/2027, trước ngày nghỉ.\n"
    )
    assert expected in text(item)


def test_a_target_that_has_passed_is_not_spoken_of(make):
    item = make(
        NoticeKind.REMINDER,
        as_of=date(2027, 3, 22),
        due_on=date(2027, 3, 22),
        target_on=date(2027, 3, 19),
        days_left=0,
    )

    assert "Hạn gửi là hôm nay, thứ Hai, ngày 22/03/2027.\n" in text(item)


def test_the_period_is_named_with_its_days_and_whether_it_is_cumulative(make):
    said = "Quý I năm 2027: số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn.\n"
    assert said in text(make(NoticeKind.REMINDER))


def test_past_the_date_the_day_of_sending_is_asked_for(make):
    """It decides whether the report was on time; before the date nobody needs it."""
    late = {"as_of": date(2027, 3, 17), "days_left": -1}

    assert "chỉ cần ghi số, ngày văn bản và ngày đã gửi" in text(make(NoticeKind.OVERDUE, **late))
    assert "ngày đã gửi" not in text(make(NoticeKind.REMINDER))


def test_a_duty_without_a_span_says_none(make):
    assert "Số liệu" not in text(make(NoticeKind.REMINDER, span=""))


def test_it_says_that_the_date_is_not_confirmed_and_never_that_somebody_confirmed_it(make):
    doubted = make(NoticeKind.REMINDER, basis_confirmed=False)
    stands = make(NoticeKind.REMINDER, basis_confirmed=True)

    assert " Hạn do Sở Nội vụ đề xuất, chưa được xác nhận. " in text(doubted)
    assert " Hạn do Sở Nội vụ đề xuất. " in text(stands)
    assert "được xác nhận" not in text(stands)


def test_a_basis_that_already_says_so_is_left_as_it_is(make):
    item = make(NoticeKind.REMINDER, basis="Hạn gửi là mốc mặc định, chưa được xác nhận.")

    assert " Hạn gửi là mốc mặc định, chưa được xác nhận. " in text(item)


def test_overdue_says_what_happens_next_and_when(make):
    expected = (
        "Thứ Năm, ngày 18/03/2027, Sở Nội vụ tổng hợp, báo cáo UBND tỉnh Tuyên Quang.\n"
        "Đề nghị Quý cơ quan gửi trước ngày đó.\n"
    )
    assert expected in text(make(NoticeKind.OVERDUE))


def test_on_the_day_of_the_report_it_asks_before_eleven(make):
    item = make(NoticeKind.OVERDUE, as_of=date(2027, 3, 18), days_left=-2, answer_today=True)

    expected = (
        "Hôm nay, thứ Năm, ngày 18/03/2027, Sở Nội vụ tổng hợp, báo cáo UBND tỉnh Tuyên Quang.\n"
        "Đề nghị Quý cơ quan gửi trong ngày, trước 11 giờ.\n"
    )
    assert expected in text(item)


def test_after_the_report_it_does_not_claim_that_the_answer_is_in_time(make):
    item = make(NoticeKind.OVERDUE, as_of=date(2027, 3, 24), days_left=-6)

    assert "là thứ Năm, ngày 18/03/2027, nay đã qua.\n" in text(item)
    assert "gửi sớm để kịp bổ sung.\n" in text(item)


def test_without_a_report_it_asks_for_the_answer_soon(make):
    item = make(NoticeKind.OVERDUE, monitor_report_on=None)

    assert "Đề nghị Quý cơ quan gửi trong thời gian sớm nhất.\n" in text(item)


def test_a_body_does_not_report_to_itself(make):
    item = make(NoticeKind.OVERDUE, monitor="UBND huyện Na Hang", superior="UBND huyện Na Hang")

    assert "UBND huyện Na Hang tổng hợp, báo cáo cấp trên.\n" in text(item)


def test_a_receipt_names_both_moments_only_where_the_days_differ(make):
    item = make(NoticeKind.RECEIPT)
    learned = replace(item.handed, recorded_at=datetime(2027, 3, 16, 1, 5, tzinfo=UTC))

    assert "Ghi vào hệ thống" not in text(item)
    later = text(replace(item, handed=learned))
    assert "Nhận lúc: 09:14, thứ Hai, ngày 15/03/2027\n" in later
    assert "Ghi vào hệ thống lúc: 08:05, thứ Ba, ngày 16/03/2027\n" in later
