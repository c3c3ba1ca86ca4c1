"""The HTML part: the same words, one column, nothing fetched, nothing smuggled in."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from dondoc.messages.render import render
from models.kinds import NoticeKind

TONES = ("order", "request")
BUTTON = re.compile(r"<a [^>]*display:inline-block[^>]*>[^<]*</a>")


HIDDEN = re.compile(r'<div style="display:none[^>]*>[^<]*</div>')


def words(markup):
    body = HIDDEN.sub("", markup.partition("<body")[2].partition(">")[2])
    without_bold = re.sub(r"</?strong>", "", BUTTON.sub("", body))
    return html.unescape(re.sub(r"<[^>]+>", " ", without_bold)).split()


@pytest.mark.parametrize("late", [{"catch_up": True}, {"meant_on": date(2027, 3, 1)}])
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_it_says_the_same_as_the_text(kind, tone, late, make, reader):
    item = make(kind, tone, possible_duplicate=True, **late)

    message = render([item], to_name=reader(item))

    assert message.text.split() == words(message.html)


def test_a_digest_says_the_same_as_its_text(make):
    items = [make(kind) for kind in NoticeKind]

    message = render(items, to_name="Sở Tài chính")

    assert message.text.split() == words(message.html)


def test_it_has_one_button_and_the_whole_link(make):
    message = render([make(NoticeKind.REMINDER)], to_name="Sở Tài chính")

    assert 1 == len(BUTTON.findall(message.html))
    assert ">https://dondoc.example/v/3fK9</span>" in message.html
    assert 1 == message.html.count('href="https://dondoc.example/v/3fK9"')


def test_it_keeps_the_place_of_a_link_that_is_made_on_the_wire(make):
    message = render([make(NoticeKind.REMINDER, link="⟦417⟧")], to_name="Sở Tài chính")

    assert "\n⟦417⟧\n" in message.text
    assert 1 == message.html.count('href="⟦417⟧"')


def test_where_nil_is_usual_a_second_button_and_address_say_so_in_both_parts(make):
    nil = {"link": "https://dondoc.example/v/3fK9", "nil_link": "https://dondoc.example/v/3fK9/nil"}
    one = make(NoticeKind.OPENING, **nil, period_label="tháng 3 năm 2027")

    for items in ([one], [one, make(NoticeKind.OPENING)]):
        message = render(items, to_name="Sở Tài chính")
        assert message.text.split() == words(message.html)
        assert 1 == message.html.count('href="https://dondoc.example/v/3fK9/nil"')
        assert "\nhttps://dondoc.example/v/3fK9/nil\n" in message.text


def test_the_due_day_stands_out(make):
    message = render([make(NoticeKind.REMINDER)], to_name="Sở Tài chính")

    assert "<strong>thứ Ba, ngày 16/03/2027</strong>" in message.html


@pytest.mark.parametrize("field", ["unit_name", "title", "reason", "basis"])
def test_it_escapes_what_people_wrote(field, make):
    attack = "<script>alert('x')</script>"
    item = make(NoticeKind.RETURNED, **{field: attack})

    message = render([item], to_name=item.unit_name)

    assert "<script" not in message.html
    assert "&lt;script&gt;" in message.html
    assert attack in message.text


def test_it_escapes_the_lines_of_a_digest(make):
    items = [make(NoticeKind.ESCALATION, unit_name="<script>") for _ in range(2)]

    assert "<script" not in render(items, to_name="<b>UBND</b>").html


def test_it_is_one_column_in_vietnamese_that_loads_nothing(make):
    message = render([make(NoticeKind.REMINDER)], to_name="Sở Tài chính")

    assert '<html lang="vi">' in message.html
    assert "max-width:600px" in message.html
    assert '<meta name="color-scheme" content="light dark">' in message.html
    assert [] == re.findall(r"<(?:img|style|script|link|iframe|form)|src=|url\(", message.html)
