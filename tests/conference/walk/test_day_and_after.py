"""The last word with its codes, who is called, and how the conference stands at the end."""

from __future__ import annotations

from tests.conference.walk.conference_walk import ConferenceWalk, GuestManner
from tests.conference.walk.whole_life import (
    ABSENT,
    ANSWER,
    CHANGES,
    HOST,
    PROMPT,
    SILENT,
    SUBSTITUTE,
    WALKS_IN,
    asker,
)

EXPECTED = {PROMPT: 2, SUBSTITUTE: 1, ABSENT: 1}
"""Codes in the letter of the eve: one a delegate."""


def test_the_last_word_has_a_code_and_its_picture_for_each_delegate(
    life_walked: ConferenceWalk,
) -> None:
    found: dict[GuestManner, set[int]] = {}
    for one in life_walked.letters:
        if one.word == "03/12 Sắp họp":
            pictures = len(one.ready.envelope.images)
            found.setdefault(life_walked.manners[one.unit], set()).add(pictures)

    assert {manner: {count} for manner, count in EXPECTED.items()} == found


def test_who_never_answered_is_called(life_walked: ConferenceWalk) -> None:
    assert set(life_walked.of(SILENT, WALKS_IN)) == set(life_walked.called)


def test_who_was_absent_is_asked_to_read_whatever_it_had_said(life_walked: ConferenceWalk) -> None:
    others = {*life_walked.of(SILENT, CHANGES, ABSENT)} - {HOST}
    assert others == set(life_walked.absent)


def test_who_was_absent_is_asked_to_confirm_and_not_to_send_the_documents(
    life_walked: ConferenceWalk,
) -> None:
    unit = life_walked.of(SILENT)[1]  # the first is the host, who is not asked
    asked, again = [one.text for one in life_walked.letters if one.unit == unit][-2:]

    assert "gửi xác nhận đã đọc tài liệu “Hội nghị hướng dẫn chấm điểm" in asked
    assert "Sở Nội vụ chưa nhận được xác nhận đã đọc tài liệu" in again
    for text in (asked, again):
        assert "Xem và xác nhận tại trang Hội nghị, không phải gửi văn bản:" in text
        assert "số và ngày văn bản" not in text
        assert "Hạn theo thư gửi tài liệu cho đơn vị không dự họp." in text


def test_the_answer_is_in_the_letter_to_who_asked(life_walked: ConferenceWalk) -> None:
    [told] = [one for one in life_walked.letters if one.word == "11/12 Trả lời"]

    assert asker(life_walked) == told.unit
    assert ANSWER in told.text


def test_the_figures_at_the_end_are_those_of_what_was_done(life_walked: ConferenceWalk) -> None:
    units = {manner: len(life_walked.of(manner)) for manner in GuestManner}
    figures = life_walked.figures
    assert figures is not None

    assert sum(units.values()) == figures.invited
    assert units[SILENT] + units[WALKS_IN] == figures.silent
    assert units[PROMPT] + units[SUBSTITUTE] + units[ABSENT] == figures.coming
    assert (units[CHANGES], 0) == (figures.unable, figures.to_confirm)
    # A substitute's place is taken at the desk: who was to come stays on the list.
    registered = 2 * units[PROMPT] + 2 * units[SUBSTITUTE] + units[WALKS_IN] + units[ABSENT]
    assert registered == figures.delegates
    assert 2 * units[PROMPT] + units[SUBSTITUTE] + units[WALKS_IN] == figures.checked_in
    assert (1, 0) == (figures.questions, figures.questions_open)
    assert units[CHANGES] + units[ABSENT] == life_walked.read
