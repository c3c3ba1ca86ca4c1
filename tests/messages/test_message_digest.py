"""Many things to one contact: one message, the pressing first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.messages.message_facts import (
    Person,
)
from dondoc.messages.render import render, render_chat, render_verification_chat
from models.kinds import NoticeKind

NOW = {"as_of": date(2027, 3, 12)}


def dated(make, day, left, **facts):
    on = date(2027, 3, day)
    kind = NoticeKind.OVERDUE if left < 0 else NoticeKind.REMINDER
    link = f"https://dondoc.example/v/{day}"
    return make(
        kind, **{**NOW, "due_on": on, "target_on": on, "days_left": left, "link": link, **facts}
    )


def test_what_is_overdue_comes_first_then_by_date(make):
    items = [dated(make, 19, 5), dated(make, 16, 2), dated(make, 10, -2)]

    lines = render(items, to_name="Sở Tài chính").text.splitlines()

    links = [line.removeprefix("https://dondoc.example/v/") for line in lines if "://" in line]
    assert ["10", "16", "19", "10/lich.ics"] == links
    assert "trong đó 1 việc đã quá hạn" in lines[2]


def test_each_period_just_opened_is_named_once_with_its_days(make):
    days = {"due_on": date(2027, 3, 16), "as_of": date(2027, 3, 1)}
    opened = [make(NoticeKind.OPENING, **days, short=name) for name in ("Báo cáo A", "Báo cáo B")]

    text = render(opened, to_name="Sở Tài chính").text

    said = "Quý I/2027: số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn.\n"
    assert 1 == text.count(said)
    assert said not in render([dated(make, 16, 2), dated(make, 19, 5)], to_name="Sở A").text


def test_each_thing_has_one_line_and_its_own_link(make):
    message = render([dated(make, 16, 2), dated(make, 19, 5)], to_name="Sở Tài chính")

    expected = (
        "\n1. Báo cáo tuyên truyền CCHC quý I/2027 – hạn thứ Ba, 16/03/2027,"
        " còn 2 ngày làm việc.\nhttps://dondoc.example/v/16\n\n2. "
    )
    assert expected in message.text


def test_it_ends_with_the_calendar_of_all_the_units_dates_on_a_line_of_its_own(make):
    message = render([dated(make, 19, 5), dated(make, 16, 2)], to_name="Sở Tài chính")

    lines = message.text.splitlines()
    at = lines.index("https://dondoc.example/v/16/lich.ics")
    says = "Thêm hạn vào lịch:"
    assert says == lines[at - 1]
    assert "https://dondoc.example/v/16/lich.ics" in message.html


def test_who_is_told_of_other_units_gets_no_calendar(make):
    items = [make(NoticeKind.ESCALATION, link=f"https://x.example/bang/viec/{n}") for n in (1, 2)]

    assert "lich.ics" not in render(items, to_name="UBND tỉnh").text


def test_what_is_only_told_brings_no_calendar(make):
    reason = "Không phát sinh."
    items = [make(NoticeKind.WAIVED, clause=clause, reason=reason) for clause in ("III.1", "II.3")]

    assert "lich.ics" not in render(items, to_name="Sở Tài chính").text


def test_the_subject_counts_and_names_the_nearest_day(make):
    items = [dated(make, 16, 2, short="Báo cáo"), dated(make, 17, 3), dated(make, 19, 5)]

    expected = "[Nhắc hạn] 3 việc, gần nhất T3 16/03 – báo cáo CCHC quý I/2027"
    assert expected == render(items, to_name="Sở Tài chính").subject


def test_the_subject_says_that_something_is_overdue(make):
    items = [dated(make, 16, 2), dated(make, 10, -2, brief="Kế hoạch", period_short="năm 2027")]

    expected = "[Quá hạn] 2 việc, 1 quá hạn từ T4 10/03 – kế hoạch năm 2027"
    assert expected == render(items, to_name="Sở Tài chính").subject


def test_where_all_of_it_is_overdue_or_due_today_the_subject_says_only_that(make):
    late = [dated(make, 10, -2, brief="Kế hoạch", period_short="năm 2027"), dated(make, 11, -1)]
    today = [dated(make, 12, 0, short="Báo cáo"), dated(make, 19, 5)]
    today[0] = replace(today[0], kind=NoticeKind.DUE_TODAY)

    expected = "[Quá hạn] 2 việc quá hạn từ T4 10/03 – kế hoạch năm 2027"
    assert expected == render(late, to_name="Sở Tài chính").subject
    assert render(today, to_name="Sở Tài chính").subject.startswith("[Hôm nay] 2 việc, gần nhất")


def test_one_thing_beside_what_is_only_reported_has_a_date_not_a_nearest_one(make):
    items = [dated(make, 16, 2, short="Báo cáo"), make(NoticeKind.ESCALATION, clause="II.3.3")]

    expected = "[Nhắc hạn] 1 việc, hạn T3 16/03 – báo cáo CCHC quý I/2027"
    assert expected == render(items, to_name="Sở Nội vụ").subject


def test_many_openings_are_an_opening(make):
    items = [make(NoticeKind.OPENING, clause=clause) for clause in ("III.1.1", "II.3.3")]

    assert render(items, to_name="Sở Tài chính").subject.startswith("[Mở kỳ] 2 việc, gần nhất")


def test_it_states_the_plan_once_and_a_shared_basis_once(make):
    items = [dated(make, 16, 2), dated(make, 17, 3), dated(make, 19, 5, clause="II.3.3")]

    text = render(items, to_name="Sở Tài chính").text

    plan = "Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang"
    notes = "mục ¹ III.1.1, gạch đầu dòng thứ ba; ² II.3.3."
    assert f"Căn cứ: {plan}, {notes} Chưa có kế hoạch công khai" in text
    assert "thứ Ba, 16/03/2027, còn 2 ngày làm việc.¹\n" in text
    assert "thứ Sáu, 19/03/2027, còn 5 ngày làm việc.²\n" in text
    assert 1 == text.count("Hạn do Sở Nội vụ đề xuất, chưa được xác nhận.")


def test_rows_on_one_clause_have_no_marks(make):
    text = render([dated(make, 16, 2), dated(make, 17, 3)], to_name="Sở Tài chính").text

    assert "Tuyên Quang, mục III.1.1, gạch đầu dòng thứ ba. " in text
    assert not set("¹²³") & set(text)


def test_another_basis_says_of_which_rows_it_is(make):
    given = {"basis": "Hạn gửi lại do Sở Nội vụ ấn định, thứ Ba, 16/03/2027", "clause": "II.3.3"}
    items = [dated(make, 16, 2), dated(make, 17, 3), dated(make, 19, 5, **given)]

    text = render(items, to_name="Sở Tài chính").text

    assert "\nViệc 1 và 2: hạn do Sở Nội vụ đề xuất, chưa được xác nhận.\nViệc 3: hạn gửi" in text


def test_it_says_whom_to_call_about_which(make):
    items = [dated(make, 16, 2, call=Person("Lê Văn Tú")), dated(make, 17, 3, call=None)]

    text = render(items, to_name="Sở Tài chính").text

    assert "\nCần trao đổi: Lê Văn Tú (việc 1); Sở Nội vụ (việc 2).\n" in text


def test_what_is_only_told_comes_last(make):
    items = [make(NoticeKind.ACCEPTED), dated(make, 19, 5), dated(make, 20, 6)]

    text = render(items, to_name="Sở Tài chính").text

    assert "Quý cơ quan có 2 việc cần gửi" in text
    assert "\nThông tin để Quý cơ quan biết:\n\n3. Báo cáo" in text


def test_the_superior_reads_one_list_of_units(make):
    items = [make(NoticeKind.ESCALATION, unit_name=name) for name in ("Sở Y tế", "Sở Xây dựng")]

    message = render(items, to_name="UBND tỉnh Tuyên Quang")

    what = "báo cáo CCHC quý I/2027"
    assert f"[Báo cáo] 2 đơn vị quá hạn, từ T3 16/03 – {what}" == message.subject
    assert "\n2. Sở Xây dựng: báo cáo tuyên truyền CCHC quý I/2027 – quá hạn 7 ngày" in message.text


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        (({}, {"title": "Kế hoạch"}), "[Báo cáo] 2 việc quá hạn, từ T3 16/03 – Sở Y tế"),
        (
            ({}, {"unit_name": "Sở Xây dựng", "title": "Kế hoạch"}),
            "[Báo cáo] 2 việc quá hạn, từ T3 16/03 – 2 đơn vị",
        ),
        (
            ({"tone": "request"}, {"tone": "request", "unit_name": "Hội Nông dân tỉnh"}),
            "[Báo cáo] 2 đơn vị chưa có thông tin, từ T3 16/03 – phối hợp CCHC quý I/2027",
        ),
        (
            ({}, {"kind": NoticeKind.UNREACHABLE, "unit_name": "UBND xã 01"}),
            "[Báo cáo] 2 việc cần biết, 1 việc quá hạn",
        ),
    ],
)
def test_the_subject_of_what_is_reported_counts_and_names_no_first(make, changes, subject):
    items = [
        make(**{"kind": NoticeKind.ESCALATION, "unit_name": "Sở Y tế", **change})
        for change in changes
    ]
    assert subject == render(items, to_name="UBND tỉnh Tuyên Quang").subject


def test_the_head_is_greeted_and_asked_once(make):
    items = [make(NoticeKind.OVERDUE_HEAD), make(NoticeKind.OVERDUE_HEAD, clause="II.3.3")]

    text = render(items, to_name="Sở Tài chính").text

    assert text.startswith("Kính gửi: Lãnh đạo Sở Tài chính\n")
    assert 1 == text.count("Kính đề nghị Lãnh đạo cơ quan quan tâm, chỉ đạo.")


def test_on_the_day_of_the_report_the_line_asks_before_eleven(make):
    late = {"as_of": date(2027, 3, 18), "days_left": -2, "answer_today": True}
    items = [make(NoticeKind.OVERDUE, **late), make(NoticeKind.OVERDUE, clause="II.3.3", **late)]

    assert "; đề nghị gửi trong hôm nay, trước 11 giờ." in render(items, to_name="Sở").text


def test_chat_is_one_line_with_what_when_and_the_link(make):
    title, body = render_chat([make(NoticeKind.REMINDER, short="Báo cáo CCHC")])

    assert "Sở Nội vụ nhắc" == title
    expected = (
        "Sở Nội vụ nhắc: Báo cáo CCHC quý I/2027, hạn thứ Ba 16/03. https://dondoc.example/v/3fK9"
    )
    assert expected == body


def test_chat_of_many_has_a_line_each_and_nobodys_name(make):
    title, body = render_chat([dated(make, 19, 5), dated(make, 10, -2)])

    assert "Sở Nội vụ nhắc 2 việc:" == body.splitlines()[0]
    assert 3 == len(body.splitlines())
    assert body.splitlines()[1].endswith("https://dondoc.example/v/10")
    assert "Nguyễn" not in title + body


def test_a_chat_message_admits_that_it_may_come_twice(make):
    says = "Tin này có thể đến hai lần do lỗi đường truyền; nếu trùng, xin bỏ qua."
    items = [make(NoticeKind.REMINDER), make(NoticeKind.OVERDUE)]
    repeated = [replace(item, possible_duplicate=True) for item in items]

    assert [0, 0] == [render_chat(some)[1].count(says) for some in (items[:1], items)]
    assert [1, 1] == [render_chat(some)[1].count(says) for some in (repeated[:1], repeated)]
    link = "https://don-doc.example/xac-nhan/x"
    assert render_verification_chat(repeated, link=link)[1].endswith(says)
