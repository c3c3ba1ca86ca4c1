"""Letters however a mail program encodes them are read alike; what cannot be read waits.

Tests 2 to 5 of replies.md §5.
"""

from __future__ import annotations

import base64

import pytest

from models.kinds import IncomingOutcome
from tests.support.mailroom import CLERK, SAID


def _raw(room, headers: str, body: bytes, subject: str = "Re: Nhac han") -> bytes:
    head = (
        f"From: Nguyen Thi Mai <{CLERK}>\r\nTo: {room.reply_to()}\r\nSubject: {subject}\r\n"
        f"Message-ID: <{len(body)}.thu@so-tai-chinh.example>\r\n"
        f"MIME-Version: 1.0\r\n{headers}\r\n\r\n"
    )
    return head.encode() + body


def _recorded(room) -> list[str | None]:
    return [one.document_number for one in room.submissions()]


def test_windows_1258_writes_marks_apart_and_is_read_all_the_same(quick_room):
    apart = "\u0110a\u0303 nô\u0323p, sô\u0301 12/BC-STC ngày 15/3/2027"
    kind = "Content-Type: text/plain; charset=windows-1258\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, apart.encode("cp1258")))

    assert ["12/BC-STC"] == _recorded(quick_room)


def test_not_yet_is_understood_in_windows_1258_too(quick_room):
    text = "S\u01a1\u0309 ch\u01b0a nô\u0323p, sô\u0301 12/BC-STC nga\u0300y 15/3/2027"
    kind = "Content-Type: text/plain; charset=windows-1258\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, text.encode("cp1258")))

    assert [] == _recorded(quick_room)
    assert "Thư nói chưa nộp" in quick_room.last.reason


def test_base64_and_a_subject_split_inside_a_letter_are_put_together(quick_room):
    words = "Re: [Nhắc hạn] Báo cáo".encode()
    parts = (words[:10], words[10:])  # the cut is inside «ắ»
    subject = "\r\n ".join(f"=?utf-8?B?{base64.b64encode(part).decode()}?=" for part in parts)
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"
    body = base64.encodebytes(SAID.encode())
    quick_room.take(_raw(quick_room, kind, body, subject))

    assert ["12/BC-STC"] == _recorded(quick_room)
    assert "Re: [Nhắc hạn] Báo cáo" == quick_room.last.subject


def test_a_blank_beside_an_encoded_word_is_kept(quick_room):
    quick_room.take(quick_room.letter(Subject="Re: Báo cáo tuyên truyền CCHC quý I/2027"))

    assert "Re: Báo cáo tuyên truyền CCHC quý I/2027" == quick_room.last.subject


def test_a_soft_line_break_inside_the_number_is_no_break(quick_room):
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    body = b"=C4=90=C3=A3 n=E1=BB=99p s=E1=BB=91 12/B=\r\nC-STC ng=C3=A0y 15/3/2027\r\n"
    quick_room.take(_raw(quick_room, kind, body))

    assert ["12/BC-STC"] == _recorded(quick_room)


def test_without_a_charset_it_is_taken_for_utf8(quick_room):
    kind = "Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, SAID.encode()))

    assert ["12/BC-STC"] == _recorded(quick_room)


def test_viscii_waits_for_an_officer_and_stops_nothing(quick_room):
    kind = "Content-Type: text/plain; charset=VISCII\r\nContent-Transfer-Encoding: 8bit"
    body = b"\xd0\xe3 n\xb5p s\xaf 12/BC-STC ng\xe0y 15/3/2027"
    quick_room.put(_raw(quick_room, kind, body))
    result = quick_room.take(quick_room.letter())

    assert ["12/BC-STC"] == _recorded(quick_room)
    assert 1 == result.outcomes[IncomingOutcome.HELD]
    first = quick_room.incoming()[0]
    assert "Thư dùng bảng mã viscii mà hệ thống không đọc được." == first.reason


def test_letters_that_are_not_utf8_though_they_say_so_wait(quick_room):
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, b"\xd0\xe3 n\xf4p 12/BC-STC ng\xe0y 15/3/2027"))

    assert [] == _recorded(quick_room)
    assert IncomingOutcome.HELD is quick_room.last.outcome


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("iso-8859-1", "Báo cáo số 33/BC-STC, 12/3/2027 chưa nộp được".encode()),
        ("windows-1252", "chưa nộp được 33/BC-STC ngày 12/3/2027".encode() + b" \xe9"),
        ("utf-8", "chÆ°a ná»™p Ä‘Æ°á»£c, sá»‘ 33/BC-STC ngày 12/3/2027".encode()),
        ("iso-8859-1", b"B\xb8o c\xb8o s\xe8 33/BC-STC, 12/3/2027 ch\xada n\xe9p"),
        ("utf-8", "B¸o c¸o sè 33/BC-STC, 12/3/2027 ch­a nép".encode()),
        (
            "windows-1252",
            "Baùo soá 33/BC-STC ngaøy 12/3/2027 chöa noäp ñöôïc".encode("cp1252"),
        ),
        ("us-ascii", b"b\xe1o c\xe1o 33/BC-STC ng\xe0y 12/3/2027"),
        ("utf-7", b"ch+AbA-a n+Hs0-p 33/BC-STC ngay 12/3/2027"),
        ("utf-8", "Báo cáo 33/BC-STC ngày 12/3/2027 ch\ufffda nộp".encode()),
        ("punycode", b"33/BC-STC 12/3/2027"),
    ],
)
def test_text_that_came_out_broken_is_never_acted_on(label, body, quick_room):
    kind = f"Content-Type: text/plain; charset={label}\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, body))

    assert [] == _recorded(quick_room)
    assert IncomingOutcome.HELD is quick_room.last.outcome


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1258", "us-ascii", "windows-1252"])
def test_utf8_under_a_wrong_label_is_read_as_what_it_is(label, quick_room):
    kind = f"Content-Type: text/plain; charset={label}\r\nContent-Transfer-Encoding: 8bit"
    quick_room.take(_raw(quick_room, kind, SAID.encode()))

    assert ["12/BC-STC"] == _recorded(quick_room)


def test_html_alone_is_read_as_text(quick_room):
    mail = quick_room.letter()
    mail.clear_content()
    html = "<p>Đã nộp, số 12/BC-STC</p><div>ngày 15/3/2027</div><style>p{}</style>"
    mail.set_content(html, subtype="html")
    quick_room.take(mail)

    assert ["12/BC-STC"] == _recorded(quick_room)
