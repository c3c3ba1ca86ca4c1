"""A plain answer by mail from the registered clerk becomes a submission (replies.md §5.1)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.messages.reason_words import cancel_words
from models import Assignment, File
from models.kinds import IncomingKind, IncomingOutcome, MessageState, Way
from tests.support.mailroom import PDF, SAID


def test_number_and_date_from_the_registered_sender_are_recorded(room):
    room.take(room.letter())

    (kept,) = room.submissions()
    assert ("12/BC-STC", date(2027, 3, 15)) == (kept.document_number, kept.document_on)
    assert (Way.REPLY, f"contact:{room.contact().id}") == (kept.way, kept.recorded_by)
    assert room.assignment("so-tai-chinh") == kept.assignment_id
    mail = room.last
    assert (IncomingKind.LETTER, IncomingOutcome.RECORDED) == (mail.kind, mail.outcome)
    assert (kept.id, kept.assignment_id) == (mail.submission_id, mail.assignment_id)
    assert (room.message().id, room.contact().id) == (mail.message_id, mail.contact_id)


def test_it_counts_from_when_the_server_got_it_not_from_what_the_mail_says(room):
    room.put(room.letter(Date="Mon, 01 Mar 2027 00:00:00 +0700"), came=at(date(2027, 3, 15), 9))
    room.read_mail()

    assert at(date(2027, 3, 15), 9) == room.submissions()[0].received_at


def test_the_receipt_says_what_is_recorded_what_is_missing_and_how_to_correct_it(room):
    room.take(room.letter())

    (receipt,) = room.answers()
    assert "van-thu%40so-tai-chinh" in receipt.url
    for words in (
        "Số, ký hiệu: 12/BC-STC",
        "còn thiếu người ký, số liệu",
        "Bổ sung hoặc sửa tại đường dẫn sau",
        "có thể trả lời thư này với số và ngày văn bản đúng",
    ):
        assert words in receipt.envelope.text


def test_what_it_lacks_is_flagged_for_the_officer_who_alone_accepts_it(room):
    room.take(room.letter())

    assert "Trả lời bằng thư, chưa có: người ký, số liệu." == room.submissions()[0].flags
    (asked,) = [one for one in room.rows(Assignment) if one.unit_code == "so-tai-chinh"]
    assert asked.completed_at is None


def test_it_stops_the_next_reminder(room):
    room.take(room.letter())
    room.answers()

    room.morning(date(2027, 3, 16))
    room.window(at(date(2027, 3, 16), 8))

    assert 2 == len(room.postman.to("so-tai-chinh"))  # the opening and the receipt


def test_an_answer_in_the_mailbox_stops_a_reminder_that_is_planned_already(room):
    due_in_two_days = date(2027, 3, 12)
    assert 0 < room.morning(due_in_two_days)
    early = at(due_in_two_days, 7, 50)
    room.put(room.letter("Đã nộp, số 12/BC-STC ngày 11/3/2027"), came=early)

    room.read_mail(early)
    room.window(at(due_in_two_days, 8))

    titles = [letter.title for letter in room.postman.to("so-tai-chinh")]
    assert ["[Mở kỳ]", "[Biên nhận]"] == [title.partition("]")[0] + "]" for title in titles]
    stopped = [cancel_words(one) for one in room.notices() if one.cancelled_why]
    assert "Đơn vị đã trả lời trước khi thông báo được gửi." in stopped


def test_a_file_comes_along_through_the_checks_of_the_form(room):
    mail = room.letter()
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Báo cáo quý I.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="pdf", filename="virus.pdf")
    room.take(mail)

    (file,) = room.rows(File)
    assert ("Báo cáo quý I.pdf", "application/pdf") == (file.name, file.media_type)
    flags = room.submissions()[0].flags.splitlines()
    assert "Tệp «virus.pdf» trong thư không nhận được, vẫn giữ trong thư." in flags


def test_a_correction_by_answering_the_receipt_is_a_new_version(room):
    room.take(room.letter())
    room.answers()

    room.take(room.letter("Đính chính: số 13/BC-STC ngày 15/3/2027"))

    assert ["12/BC-STC", "13/BC-STC"] == [one.document_number for one in room.submissions()]


def test_the_sender_gets_the_receipt_too_where_the_clerk_is_somebody_else(room):
    room.take(room.letter(SAID, sender="giam-doc@so-tai-chinh.example"))

    addressed = sorted(one.url.rpartition("to=")[2] for one in room.answers())
    assert ["giam-doc%40so-tai-chinh.example", "van-thu%40so-tai-chinh.example"] == addressed


@pytest.mark.parametrize("words", ["Sở chưa nộp", "Sở sẽ nộp"])
def test_not_yet_is_no_answer_and_the_number_beside_it_is_none(words, quick_room):
    quick_room.take(quick_room.letter(f"{words} báo cáo số 12/BC-STC ngày 15/3/2027."))

    assert ([], IncomingOutcome.HELD) == (quick_room.submissions(), quick_room.last.outcome)


def test_in_trial_mode_a_question_to_an_address_not_listed_is_held(quick_room):
    quick_room.settings = quick_room.settings.model_copy(update={"trial": True})
    quick_room.take(quick_room.letter("Đã gửi."))

    assert [] == quick_room.answers()
    assert MessageState.HELD is quick_room.messages()[-1].state
