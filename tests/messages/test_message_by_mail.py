"""Where answers by mail are read, a letter says how to write one; nothing of it is an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dondoc.incoming.document_reference import read_reference
from dondoc.incoming.mail.html import html_to_text
from dondoc.incoming.mail.quote import cut
from dondoc.messages.phrasing import ABOVE
from dondoc.messages.render import render
from dondoc.messages.render_account import render_missing
from models.kinds import NoticeKind

TONES = ("order", "request")
SAMPLE = "Có thể trả lời ngay thư này, ghi số và ngày văn bản, như: đã nộp, số …/BC-… ngày …/…/…."


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_under_new_words_nothing_of_ours_is_read(kind, tone, make, reader):
    item = make(kind, tone)
    message = render([item], to_name=reader(item), by_mail=True)

    assert "Mời xem" == cut(f"Mời xem\n{message.text}").new
    assert "Mời xem" == cut(html_to_text(f"<p>Mời xem</p>{message.html}")).new.split("\n")[0]
    assert "" == read_reference(cut(html_to_text(f"<p>Mời xem</p>{message.html}")).new).number


def test_the_sample_is_no_number():
    assert ("", "") == (read_reference(SAMPLE).number, read_reference(SAMPLE).signed_on)


@pytest.mark.parametrize("kind", [NoticeKind.OPENING, NoticeKind.REMINDER, NoticeKind.OVERDUE])
def test_a_letter_that_asks_shows_how_to_answer(kind, make, reader):
    item = make(kind, "order")
    by_mail = render([item], to_name=reader(item), by_mail=True)

    assert SAMPLE in by_mail.text
    assert by_mail.text.startswith(ABOVE)
    assert SAMPLE not in render([item], to_name=reader(item)).text


@pytest.mark.parametrize("kind", [NoticeKind.ESCALATION, NoticeKind.WAIVED])
def test_a_letter_that_asks_nothing_of_its_reader_does_not(kind, make, reader):
    item = make(kind, "order")

    assert "trả lời ngay thư này" not in render([item], to_name=reader(item), by_mail=True).text


@pytest.mark.parametrize("tone", TONES)
def test_a_receipt_of_an_answer_by_mail_says_what_is_still_to_come(tone, make, reader):
    item = make(NoticeKind.RECEIPT, tone)
    handed = replace(item.handed, lacks=("người ký", "số liệu"))
    text = render([replace(item, handed=handed)], to_name=reader(item), by_mail=True).text

    assert "bổ sung" in text
    assert "người ký, số liệu" in text
    assert "Nếu ghi chưa đúng, có thể trả lời thư này với số và ngày văn bản đúng." in text


def test_the_question_names_what_is_missing_and_greets_a_stranger_without_a_sample():
    came = datetime(2027, 3, 15, 2, 14, tzinfo=UTC)
    given = {"received_at": came, "says": "Chưa thấy ngày của văn bản"}
    known = render_missing(
        to="Sở Tài chính", link="https://x.example/v/1", known=True, one=True, **given
    )
    stranger = render_missing(to="a@b.example", link="", known=False, one=False, **given)

    assert "Thư của Quý cơ quan đã đến lúc 09:14, thứ Hai, ngày 15/03/2027" in known.text
    assert "Chưa thấy ngày của văn bản." in known.text
    assert SAMPLE in known.text
    assert "https://x.example/v/1" in known.text
    assert "Thư của Ông/Bà" in stranger.text
    assert SAMPLE not in stranger.text
