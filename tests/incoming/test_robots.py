"""Robots: recorded, never taken for an answer, never written to in a circle (tests 19 to 21)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Message
from models.kinds import IncomingKind, IncomingOutcome
from tests.support.mailroom import SAID
from tests.support.reports import read_receipt

pytestmark = pytest.mark.one_database

AWAY = f"Tôi vắng mặt đến hết 20/3/2027. {SAID}"


def _noted(room, kind: IncomingKind) -> None:
    assert (kind, IncomingOutcome.NOTED) == (room.last.kind, room.last.outcome)
    assert [] == room.submissions()
    assert [] == room.answers()


def test_a_read_receipt_is_noted_and_the_clock_runs(quick_room):
    quick_room.take(read_receipt(quick_room.reply_to()))

    _noted(quick_room, IncomingKind.READ_RECEIPT)
    quick_room.morning(date(2027, 3, 17))
    assert 0 < quick_room.window(at(date(2027, 3, 17), 8)).sent


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-replied; owner-email=x"},
        {"X_Autoreply": "yes"},
        {"Precedence": "auto_reply"},
        {"Subject": "Trả lời tự động: [Mở kỳ] Báo cáo"},
        {"Subject": "Vắng mặt: công tác"},
        {"Subject": "Automatic reply: [Mở kỳ] Báo cáo"},
        {"Subject": "Out of Office Re: [Mở kỳ]"},
    ],
)
def test_out_of_office_is_noted_with_and_without_a_header(headers, quick_room):
    quick_room.take(quick_room.letter(AWAY, **headers))

    _noted(quick_room, IncomingKind.ROBOT)
    known = (quick_room.message().id, quick_room.contact().id)
    assert known == (quick_room.last.message_id, quick_room.last.contact_id)


def test_a_robot_that_sends_our_receipt_back_gets_no_second_one(room):
    room.take(room.letter())
    (receipt,) = room.answers()

    room.take(room.letter(receipt.envelope.text, to=receipt.envelope.reply_to))
    assert [] == room.answers()
    assert 1 == len(room.submissions())

    room.take(room.letter(SAID, to=receipt.envelope.reply_to))
    assert [] == room.answers()
    assert "Số 12/BC-STC đã có trong sổ từ trước." == room.last.reason
    assert 1 == len(room.submissions())


def test_a_sender_gets_one_question_a_day_and_a_robot_no_circle(room):
    room.take(room.letter("Đã gửi qua hệ thống văn bản."))
    (question,) = room.answers()

    for number in range(3):
        text = f"Cảm ơn, thư của bạn đã được nhận ({number})."
        room.take(room.letter(text, to=question.envelope.reply_to))
    assert [] == room.answers()

    tomorrow = at(date(2027, 3, 16), 9)
    room.take(room.letter("Đã gửi rồi.", to=question.envelope.reply_to), now=tomorrow)
    assert 1 == len(room.answers(tomorrow))


def test_our_question_is_marked_so_that_no_robot_answers(quick_room):
    mail = quick_room.letter("Đã gửi qua hệ thống văn bản.")
    quick_room.take(mail)

    (question,) = quick_room.answers()
    envelope = question.envelope
    assert ("auto-replied", "") == (envelope.headers["Auto-Submitted"], envelope.sender)
    assert mail["Message-ID"] == envelope.headers["In-Reply-To"]


def test_our_own_mail_in_our_mailbox_is_noted(quick_room):
    sender = "don-doc@so-noi-vu.example"
    quick_room.take(quick_room.letter(sender=sender))

    _noted(quick_room, IncomingKind.OWN)


def test_our_own_mail_that_comes_back_is_known_by_its_number(quick_room):
    known = f"<{quick_room.message().mime_id}>"
    quick_room.take(quick_room.letter(Message_ID=known))

    _noted(quick_room, IncomingKind.OWN)


def test_machines_mail_that_concerns_nothing_of_ours_is_noted(quick_room):
    quick_room.take(quick_room.letter(sender="no-reply@tin.example", to="tra-loi@don-doc.example"))

    _noted(quick_room, IncomingKind.ROBOT)
    assert 0 == sum(message.address is not None for message in quick_room.rows(Message))


@pytest.mark.parametrize(
    "headers",
    [{"Precedence": "list"}, {"Precedence": "bulk"}, {"List_Id": "<van-thu.so-tai-chinh.example>"}],
)
def test_a_weak_sign_discards_no_answer_and_without_a_number_it_waits_unanswered(
    headers, quick_room
):
    quick_room.take(quick_room.letter("Đã gửi qua trục.", **headers))
    assert IncomingOutcome.HELD is quick_room.last.outcome
    assert [] == quick_room.answers()

    quick_room.take(quick_room.letter(SAID, **headers))
    assert 1 == len(quick_room.submissions())


@pytest.mark.parametrize(
    ("subject", "words", "kind"),
    [
        ("Đã đọc: [Mở kỳ] Báo cáo", "Thư của bạn đã được xem.", IncomingKind.READ_RECEIPT),
        ("Accepted: Báo cáo", "", IncomingKind.ROBOT),
        ("Re: Báo cáo", "Tôi đi công tác đến 20/3, cần gì xin gọi anh Hùng.", IncomingKind.ROBOT),
    ],
)
def test_a_click_is_noted_and_nobody_is_written_to(subject, words, kind, quick_room):
    quick_room.take(quick_room.letter(words, Subject=subject))

    _noted(quick_room, kind)


@pytest.mark.parametrize("subject", ["Đã đọc: [Mở kỳ] Báo cáo", "Accepted: Báo cáo"])
def test_what_names_a_document_is_an_answer_whatever_its_subject_begins_with(subject, quick_room):
    quick_room.take(quick_room.letter(SAID, Subject=subject))

    assert 1 == len(quick_room.submissions())


def test_an_absence_that_speaks_of_the_matter_waits_for_an_officer(quick_room):
    quick_room.take(quick_room.letter("Chị Mai nghỉ ốm nên báo cáo sẽ nộp tuần sau."))

    assert IncomingOutcome.HELD is quick_room.last.outcome
