"""Which assignment a letter is about: one code, a right one, one thing asked (tests 22–24, 26)."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from models import Assignment
from models.kinds import IncomingKind, IncomingOutcome
from tests.support.mailroom import SAID

pytestmark = pytest.mark.one_database


def _held(room) -> str:
    assert ([], IncomingOutcome.HELD) == (room.submissions(), room.last.outcome)
    return room.last.reason


def _code(room) -> str:
    return room.reply_to().rpartition("+")[2].partition("@")[0]  # the name may hold a «+» too


def test_the_same_mail_twice_is_one_answer(room):
    mail = room.letter().as_bytes()
    room.take(mail, mail)
    room.take(mail)

    assert (1, 1) == (len(room.submissions()), len(room.incoming()))


def test_the_same_message_id_by_another_way_is_one_answer(room):
    mail = room.letter().as_bytes()
    room.take(mail, b"Received: by mx2.example\r\n" + mail)

    assert 1 == len(room.submissions())
    assert (IncomingKind.REPEATED, IncomingOutcome.NOTED) == (room.last.kind, room.last.outcome)


def test_the_same_message_id_with_other_words_waits(room):
    room.take(room.letter(Message_ID="<x@y.example>"))
    room.take(room.letter("Số 13/BC-STC ngày 15/3/2027", Message_ID="<x@y.example>"))

    assert 1 == len(room.submissions())
    assert "Cùng Message-ID với thư số 1 nhưng khác nội dung." == room.last.reason


def test_a_year_late_it_waits(quick_room):
    later = at(date(2028, 3, 15), 9)
    quick_room.take(quick_room.letter(), now=later)

    assert "Mã trong địa chỉ không đúng hoặc đã quá hạn." == _held(quick_room)


def test_for_an_assignment_that_is_closed_it_waits(quick_room):
    def _close(session):
        number = quick_room.assignment("so-tai-chinh")
        session.get_one(Assignment, number).completed_at = at(date(2027, 3, 14), 9)

    quick_room.change(_close)
    quick_room.take(quick_room.letter())

    assert "đã được chấp nhận nên không sửa được nữa" in _held(quick_room)


def test_two_codes_wait(quick_room):
    other = quick_room.reply_to("van-thu@so-y-te.example")
    quick_room.take(quick_room.letter(Cc=other))

    assert "Có mã của nhiều thư: chưa rõ về việc nào." == _held(quick_room)


def test_no_code_waits_with_what_its_thread_hints_at(quick_room):
    hint = f"<{quick_room.message().mime_id}>"
    quick_room.take(quick_room.letter(to="tra-loi@don-doc.example", In_Reply_To=hint))

    assert "Không có mã của thư nào: chưa rõ về việc gì." == _held(quick_room)
    assert quick_room.message().id == quick_room.last.message_id


def test_a_code_in_capitals_or_with_retyped_letters_is_accepted(quick_room):
    code = _code(quick_room).upper().replace("O", "0").replace("L", "1")
    quick_room.take(quick_room.letter(to=f"TRA-LOI+{code}@DON-DOC.example"))

    assert 1 == len(quick_room.submissions())


@pytest.mark.parametrize("spoil", [lambda c: c[:-1], lambda c: c[:-1] + "~", lambda c: "b" + c])
def test_a_wrong_code_waits(spoil, quick_room):
    quick_room.take(quick_room.letter(to=f"tra-loi+{spoil(_code(quick_room))}@don-doc.example"))

    assert "Mã trong địa chỉ không đúng hoặc đã quá hạn." == _held(quick_room)


def test_the_code_is_found_where_the_server_put_the_address(quick_room):
    mail = quick_room.letter(to="Sở Nội vụ <thu@so-noi-vu.example>")
    mail["X-Original-To"] = quick_room.reply_to().rpartition("<")[2].rstrip(">")
    quick_room.take(mail)

    assert 1 == len(quick_room.submissions())


def test_mail_older_than_the_start_is_not_read(quick_room):
    starts = {"incoming_from_on": date(2027, 3, 15)}
    quick_room.settings = quick_room.settings.model_copy(update=starts)
    quick_room.put(quick_room.letter(), came=at(date(2027, 3, 14), 23, 59))
    quick_room.put(quick_room.letter(SAID), came=at(date(2027, 3, 15), 0, 0))
    quick_room.read_mail()

    assert 1 == len(quick_room.incoming())
