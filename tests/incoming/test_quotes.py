"""Only new words count, whatever program quotes our mail (replies.md §5.9–5.10)."""

from __future__ import annotations

import pytest

from dondoc.incoming.mail.html import html_to_text
from dondoc.incoming.mail.quote import cut
from models.kinds import IncomingOutcome

OURS = """\
Nếu trả lời bằng thư, xin viết phía trên dòng này

Kính gửi: Sở Tài chính

Đã nộp, số 99/BC-XYZ ngày 01/01/2027
"""
QUOTED = "\n".join(f"> {line}" for line in OURS.splitlines())
NEW = "Đã nộp, số 12/BC-STC ngày 15/3/2027."
OUTLOOK = """\
________________________________
From: Đôn Đốc <don-doc@so-noi-vu.example>
Sent: Monday, March 15, 2027 8:00 AM
To: van-thu@so-tai-chinh.example
Subject: [Nhắc hạn]
"""
OUTLOOK_VI = """\
Từ: Đôn Đốc <don-doc@so-noi-vu.example>
Đã gửi: Thứ Hai, 15 Tháng Ba 2027 8:00 SA
Đến: van-thu@so-tai-chinh.example
Chủ đề: [Nhắc hạn]
"""
ZIMBRA = """\
----- Original Message -----
From: "Đôn Đốc" <don-doc@so-noi-vu.example>
To: "Văn thư" <van-thu@so-tai-chinh.example>
Sent: Monday, March 15, 2027 8:00:00 AM
"""
ZIMBRA_VI = 'Từ: "Đôn Đốc"\nTới: "Văn thư"\nĐã gửi: Thứ Hai, 15 Tháng 3, 2027 8:00:00\n'
GMAIL = "On Mon, Mar 15, 2027 at 8:00 AM Đôn Đốc <don-doc@so-noi-vu.example> wrote:\n"
GMAIL_VI = """\
Vào Th 2, 15 thg 3, 2027 vào lúc 08:00 Đôn Đốc
<don-doc@so-noi-vu.example> đã viết:
"""
THUNDERBIRD = "Vào 15/03/2027 08:00, Đôn Đốc đã viết:\n"
APPLE = "Ngày 15 thg 3, 2027, lúc 08:00, Đôn Đốc <don-doc@so-noi-vu.example> viết:\n"
ORIGINAL_VI = "-----Thư gốc-----\nTừ: Đôn Đốc\n"


@pytest.mark.parametrize(
    "head",
    [OUTLOOK, OUTLOOK_VI, ZIMBRA, ZIMBRA_VI, ORIGINAL_VI, GMAIL, GMAIL_VI, THUNDERBIRD, APPLE],
)
def test_a_quotation_without_marks_is_cut_where_its_head_begins(head):
    assert NEW == cut(f"{NEW}\n\n{head}\n{OURS}").new


@pytest.mark.parametrize("head", [GMAIL, GMAIL_VI, THUNDERBIRD, APPLE, ""])
def test_a_quotation_with_marks_is_cut(head):
    found = cut(f"{NEW}\n\n{head}{QUOTED}\n")

    assert (NEW, "", True) == (found.new, found.below, found.quoted)


def test_our_own_line_cuts_where_nothing_else_does():
    assert NEW == cut(f"{NEW}\n{OURS}").new


def test_words_below_the_quotation_are_told_apart():
    assert ("", NEW) == (cut(f"{QUOTED}\n\n{NEW}").new, cut(f"{QUOTED}\n\n{NEW}").below)


def test_the_signature_is_no_part_of_the_words():
    assert NEW == cut(f"{NEW}\n-- \nPhòng Hành chính, số 5/NQ-HDND ngày 01/01/2026").new


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote"><p>số 99/BC-XYZ ngày 01/01/2027</p></div>',
        '<blockquote type="cite"><div>số 99/BC-XYZ ngày 01/01/2027</div></blockquote>',
        '<div id="divRplyFwdMsg"></div><div>số 99/BC-XYZ ngày 01/01/2027</div>',
        '<hr data-marker="__QUOTED_TEXT__"><div>số 99/BC-XYZ ngày 01/01/2027</div>',
        '<div id="appendonsend"></div><hr>số 99/BC-XYZ ngày 01/01/2027',
    ],
)
def test_the_marks_of_html_programs_are_known(quote):
    assert NEW == cut(html_to_text(f"<p>{NEW}</p>{quote}")).new


def test_our_quoted_sample_alone_is_no_answer(quick_room):
    [letter] = quick_room.postman.to("van-thu%40so-tu-phap.example")
    sent = letter.envelope.text
    assert "đã nộp, số …/BC-STP ngày …" in sent
    quick_room.take(
        quick_room.letter(f"{GMAIL_VI}" + "\n".join(f"> {o}" for o in sent.split("\n")))
    )

    assert ([], IncomingOutcome.HELD) == (quick_room.submissions(), quick_room.last.outcome)


@pytest.mark.parametrize("head", [OUTLOOK_VI, ZIMBRA_VI])
def test_only_the_new_words_of_an_unmarked_quotation_are_read(head, quick_room):
    quick_room.take(quick_room.letter(f"{NEW}\n\n{head}\n{OURS}"))

    assert ["12/BC-STC"] == [one.document_number for one in quick_room.submissions()]


def test_an_answer_below_the_quotation_waits_for_an_officer(quick_room):
    quick_room.take(quick_room.letter(f"{GMAIL_VI}{QUOTED}\n\n{NEW}\n"))

    assert [] == quick_room.submissions()
    assert "Có lời viết bên dưới hoặc xen giữa phần trích." == quick_room.last.reason
