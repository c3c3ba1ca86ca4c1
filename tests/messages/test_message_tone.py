"""Mặt trận, organisations and the Party's press are asked to work together, never chased."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from dondoc.messages.render import render, render_chat
from models.kinds import NoticeKind

CHASING = re.compile(
    r"quá hạn|yêu cầu|đôn đốc|trễ|chậm|chưa gửi|phải|nghiêm|nhắc|hạn gửi", re.IGNORECASE
)
ASKING = (
    NoticeKind.OPENING,
    NoticeKind.REMINDER,
    NoticeKind.DUE_TODAY,
    NoticeKind.OVERDUE,
    NoticeKind.OVERDUE_HEAD,
    NoticeKind.RETURNED,
)
TO_ANOTHER = (NoticeKind.ESCALATION, NoticeKind.UNREACHABLE, NoticeKind.BELOW_THRESHOLD)
TO_THE_UNIT = [kind for kind in NoticeKind if kind not in TO_ANOTHER]


def words_of(items, to_name):
    message = render(items, to_name=to_name)
    title, chat = render_chat(items)
    spoken = "\n".join([message.subject, message.text, message.html, title, chat])
    return spoken.replace("không phải gửi lại", "").replace("không phải nhập lại", "")


@pytest.mark.parametrize("kind", TO_THE_UNIT)
def test_a_request_never_chases(kind, make):
    item = make(kind, "request")

    assert [] == CHASING.findall(words_of([item], item.unit_name))


@pytest.mark.parametrize("kind", ASKING)
def test_a_request_asks_respectfully(kind, make):
    item = make(kind, "request")

    assert "rân trọng đề nghị" in render([item], to_name=item.unit_name).text
    assert render([item], to_name=item.unit_name).subject.startswith("[Đề nghị]")


@pytest.mark.parametrize("kind", [NoticeKind.REMINDER, NoticeKind.OVERDUE])
def test_a_request_says_that_nothing_is_known_yet(kind, make):
    item = make(kind, "request")

    assert "chưa có thông tin" in render([item], to_name=item.unit_name).text


def test_one_request_makes_the_whole_digest_a_request(make):
    asked = make(NoticeKind.OVERDUE, "request")
    ordered = make(NoticeKind.OVERDUE, "order", unit_name=asked.unit_name)
    told = replace(ordered, kind=NoticeKind.ACCEPTED)

    words = words_of([ordered, told, asked], asked.unit_name)

    assert [] == CHASING.findall(words)
    assert "[Đề nghị]" in words


def test_what_is_reported_of_an_asked_unit_does_not_change_the_readers_own_tone(make):
    own = make(NoticeKind.OVERDUE, unit_name="Sở Nội vụ", monitor="Văn phòng UBND tỉnh")
    other = make(NoticeKind.UNREACHABLE, "request")

    message = render([other, own], to_name="Sở Nội vụ")

    assert message.subject.startswith("[Quá hạn]")
    assert "chưa nhận được thông báo" in message.text


def test_the_superior_of_an_asked_unit_reads_no_blame(make):
    item = make(NoticeKind.ESCALATION, "request", as_of=date(2027, 3, 18))

    message = render([item], to_name="Sở Nội vụ")

    assert [] == re.findall(r"quá hạn|chậm|trễ|yêu cầu", message.subject + message.text)
    assert "Kính gửi: Lãnh đạo Sở Nội vụ" in message.text
