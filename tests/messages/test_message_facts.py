"""Who is greeted and called, what is asked, and what a message admits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.messages.message_facts import (
    Person,
)
from dondoc.messages.render import render
from models.kinds import NoticeKind

SENT = (
    "Nếu đã gửi qua hệ thống văn bản, chỉ cần ghi số và ngày văn bản tại đường dẫn sau,"
    " không phải gửi lại:\nhttps://dondoc.example/v/3fK9\n"
)


def text(item, to_name="Sở Tài chính"):
    return render([item], to_name=to_name).text


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            Person("Nguyễn Thị Ánh", "Phòng Cải cách hành chính", "0207 3822 000"),
            "Nguyễn Thị Ánh (Phòng Cải cách hành chính), điện thoại 0207 3822 000",
        ),
        (
            Person("Nguyễn Thị Ánh", telephone="0207 3822 000"),
            "Nguyễn Thị Ánh, điện thoại 0207 3822 000",
        ),
        (Person("Nguyễn Thị Ánh"), "Nguyễn Thị Ánh"),
        (Person(""), "Sở Nội vụ"),
        (None, "Sở Nội vụ"),
    ],
)
def test_it_names_whom_to_call_as_far_as_known(call, says, make):
    assert f"\nCần trao đổi: {says}.\n" in text(make(NoticeKind.REMINDER, call=call))


@pytest.mark.parametrize("kind", [NoticeKind.REMINDER, NoticeKind.DUE_TODAY])
def test_what_was_sent_on_paper_needs_only_number_and_date(kind, make):
    assert SENT in text(make(kind))


def test_it_quotes_the_clause(make):
    expected = (
        "Căn cứ: Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang,"
        " mục III.1.1, gạch đầu dòng thứ ba. "
    )
    assert expected in text(make(NoticeKind.REMINDER))


def test_it_says_that_the_plan_is_carried_over(make):
    assert "Chưa có kế hoạch công khai năm 2027;" in text(make(NoticeKind.REMINDER))
    assert "công khai" not in text(make(NoticeKind.REMINDER, plan_note=None))


@pytest.mark.parametrize("to_name", ["Sở Tài chính", "Lãnh đạo Sở Tài chính"])
def test_the_head_is_greeted_as_the_head(to_name, make):
    message = text(make(NoticeKind.OVERDUE_HEAD), to_name)

    assert message.startswith("Kính gửi: Lãnh đạo Sở Tài chính\n")


def test_an_action_is_a_task_and_a_document_is_sent(make):
    action = make(NoticeKind.REMINDER, title="Chỉ đạo UBND cấp xã", period_label="năm 2027")

    assert "chưa nhận được kết quả thực hiện nhiệm vụ “Chỉ đạo UBND cấp xã” năm 2027" in text(
        action
    )
    assert "\nHạn: thứ Ba" in text(action)
    assert "chưa nhận được báo cáo kết quả tuyên truyền" in text(make(NoticeKind.REMINDER))
    assert "\nHạn gửi: thứ Ba" in text(make(NoticeKind.REMINDER))


def test_a_return_begins_with_the_officers_own_words(make):
    item = make(NoticeKind.RETURNED, reason="Thiếu mục II.\n\n  Thiếu chữ ký.\n")

    expected = (
        "Kính gửi: Sở Tài chính\n\nNội dung cần bổ sung, theo ý kiến của Sở Nội vụ:\n"
        "“Thiếu mục II.\nThiếu chữ ký.”\n"
    )
    assert text(item).startswith(expected)


def test_it_admits_an_outage_in_one_sentence(make):
    sentence = "Do hệ thống gián đoạn, các thư nhắc trước đó có thể chưa đến Quý cơ quan."

    assert 1 == text(make(NoticeKind.OVERDUE, catch_up=True)).count(sentence)
    assert sentence not in text(make(NoticeKind.OVERDUE))


def test_it_says_for_which_day_it_was_meant_when_no_window_ran_then(make):
    sentence = (
        "Thông báo này lẽ ra gửi thứ Hai, ngày 01/03/2027;"
        " do hệ thống gián đoạn nên nay mới đến Quý cơ quan."
    )
    late = make(NoticeKind.OPENING, meant_on=date(2027, 3, 1), catch_up=True)

    assert 1 == text(late).count(sentence)
    assert 1 == text(late).count("gián đoạn")
    assert sentence not in text(make(NoticeKind.OPENING))


def test_what_was_ready_and_had_to_wait_speaks_of_no_outage(make):
    waited = make(NoticeKind.OPENING, meant_on=date(2027, 3, 1), queued=True, catch_up=True)

    assert "lẽ ra gửi thứ Hai, ngày 01/03/2027; do phải chờ lượt gửi nên nay mới" in text(waited)
    assert "gián đoạn" not in text(waited)


def test_a_digest_of_which_a_part_is_late_says_so(make):
    late = make(NoticeKind.OVERDUE, meant_on=date(2027, 3, 17))
    body = render([late, make(NoticeKind.OPENING)], to_name="Sở Tài chính").text

    assert "Một phần thư này lẽ ra gửi thứ Tư, ngày 17/03/2027; do hệ thống gián đoạn" in body


def test_it_admits_that_it_may_come_twice(make):
    assert "\nThư này có thể đến hai lần" in text(
        make(NoticeKind.REMINDER, possible_duplicate=True)
    )


@pytest.mark.parametrize(
    ("answer", "says"), [("nil", "không phát sinh"), ("not_done", "chưa thực hiện")]
)
def test_a_receipt_says_what_was_answered(answer, says, make):
    item = make(NoticeKind.RECEIPT)
    handed = replace(item.handed, answer=answer, reason="Không có hội nghị trong kỳ.")

    receipt = text(replace(item, handed=handed))

    assert f"{says}.\n\nMã biên nhận: BN-2027-000123\n" in receipt
    assert "Lý do: “Không có hội nghị trong kỳ.”" in receipt


@pytest.mark.parametrize(("late", "says"), [(False, "đúng hạn"), (True, "sau hạn")])
def test_a_receipt_tells_on_time_from_late_without_reproach(late, says, make):
    item = make(NoticeKind.RECEIPT)

    receipt = text(replace(item, handed=replace(item.handed, late=late)))

    assert f"Ghi nhận {says}; hạn là thứ Ba, ngày 16/03/2027.\n" in receipt


@pytest.mark.parametrize(
    ("kind", "missing"),
    [(NoticeKind.RECEIPT, {"handed": None}), (NoticeKind.RETURNED, {"reason": " "})],
)
def test_it_refuses_to_write_without_the_fact_it_is_about(kind, missing, make):
    with pytest.raises(ValueError, match="without"):
        text(make(kind, **missing))


def test_it_refuses_to_write_about_nothing():
    with pytest.raises(ValueError, match="nothing to say"):
        render([], to_name="Sở Tài chính")
