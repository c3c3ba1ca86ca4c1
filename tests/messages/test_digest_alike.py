"""Many things of one kind are one letter of a few lines: a check may find forty."""

from __future__ import annotations

from dataclasses import replace

from dondoc.messages.digest import MOST_ALIKE
from dondoc.messages.message_facts import Item
from dondoc.messages.render import render, render_chat
from models.kinds import NoticeKind
from tests.messages.conftest import BY_HAND, REPORT


def _finding(number: int) -> Item:
    subject = f"Thiếu thủ tục 1.{number:06d} (Trang thông tin điện tử)"
    item = replace(REPORT, **BY_HAND, kind=NoticeKind.FINDING, brief="Sửa TTHC", about=subject)
    return replace(item, short=subject, title=subject, link=f"https://dondoc.example/v/{number}")


def test_forty_findings_name_the_first_and_count_the_others() -> None:
    found = [_finding(number) for number in range(40)]

    letter = render(found, to_name="Sở Tài chính").text

    assert "có 40 việc cần gửi kết quả" in letter
    assert MOST_ALIKE == letter.count("Thiếu thủ tục")
    assert "4. Và 37 việc khác cùng loại – hạn thứ Ba, 16/03/2027." in letter
    assert "https://dondoc.example/v/3/danh-sach" in letter
    assert "Khi đã sửa, xin báo tại đường dẫn của việc đó" in letter
    assert len(letter) < 2500


def test_a_chat_message_names_as_few() -> None:
    _title, body = render_chat([_finding(number) for number in range(40)])

    assert MOST_ALIKE == body.count("Thiếu thủ tục")
    assert "40 việc" in body
    assert "Và 37 việc khác cùng loại" in body


def test_a_few_are_all_named_and_what_is_of_another_date_stands_apart() -> None:
    few = [_finding(number) for number in range(MOST_ALIKE + 1)]

    letter = render([*few, replace(REPORT, due_on=REPORT.due_on)], to_name="Sở Tài chính").text

    assert len(few) == letter.count("Thiếu thủ tục")
    assert "khác cùng loại" not in letter
