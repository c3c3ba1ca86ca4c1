"""A permanent bounce ends a contact and the next one takes over; nobody can forge one.

Tests 17 and 18 of replies.md §5.
"""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.delivery.operating.standstill import standstills
from models import Contact, Message
from models.kinds import IncomingKind, IncomingOutcome, MessageState
from tests.support.cast import VERIFIED
from tests.support.mailroom import CLERK, NOON, OPENING
from tests.support.reports import delivery_report

pytestmark = pytest.mark.one_database

NEXT = "phong-tc@so-tai-chinh.example"


def _usable(room) -> bool:
    return room.contact().disabled_at is None


def test_a_permanent_bounce_disables_the_contact_with_its_reason(room):
    room.take(delivery_report(room.bounce_to()))

    assert "Thư bị trả lại: 550 5.1.1 User unknown" == room.contact().disabled_why
    mail = room.last
    assert (IncomingKind.BOUNCE, IncomingOutcome.DISABLED) == (mail.kind, mail.outcome)
    assert (room.message().id, room.contact().id) == (mail.message_id, mail.contact_id)
    assert MessageState.REFUSED is room.message().state


def test_the_next_contact_in_order_says_what_was_returned(room):
    heir = Contact(unit_code="so-tai-chinh", address=NEXT, position=2, verified_at=VERIFIED)
    room.change(lambda s: s.add(heir))
    room.take(delivery_report(room.bounce_to()))
    room.window(at(date(2027, 3, 15), 14))

    (letter,) = room.postman.to("phong-tc")
    assert "Báo cáo" in letter.title


def test_the_same_bounce_twice_is_one(room):
    room.take(delivery_report(room.bounce_to()))
    room.take(delivery_report(room.bounce_to(), number=9))

    outcomes = [one.outcome for one in room.incoming()]
    assert [IncomingOutcome.DISABLED, IncomingOutcome.NOTED] == outcomes


@pytest.mark.parametrize(
    ("action", "status", "words"),
    [
        ("delayed", "4.4.1", "connect to mx timed out"),
        ("delivered", "2.0.0", "250 ok"),
        ("relayed", "2.0.0", "250 ok"),
    ],
)
def test_what_passes_is_only_noted(action, status, words, quick_room):
    report = delivery_report(quick_room.bounce_to(), action=action, status=status, words=words)
    quick_room.take(report)

    assert _usable(quick_room)
    assert IncomingOutcome.NOTED is quick_room.last.outcome


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.2.2", "552 5.2.2 mailbox full"),
        ("5.4.4", "Host not found"),
        ("4.4.1", "connect to mx.example[203.0.113.9]:25: Connection timed out"),
        ("5.7.1", "550 5.7.1 Message rejected due to content restrictions (spam)"),
        ("5.7.26", "550-5.7.26 Unauthenticated email is not accepted due to DMARC policy"),
        ("5.4.300", "550 5.4.300 Message expired -> 421 4.4.0 not available"),
        ("5.4.316", "550 5.4.316 Message expired, connection refused"),
        ("5.2.3", "550 5.2.3 RESOLVER.RST.RecipSizeLimit"),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit"),
        ("5.0.0", "550 No such user"),
    ],
)
def test_a_failure_that_is_not_the_addresss_is_told_to_the_next_and_ends_nobody(
    status, words, quick_room
):
    quick_room.add_contact("so-tai-chinh", "phong-tc", position=2)
    quick_room.take(delivery_report(quick_room.bounce_to(), status=status, words=words))
    quick_room.window(at(date(2027, 3, 15), 14))

    assert _usable(quick_room)
    assert IncomingOutcome.RETURNED is quick_room.last.outcome
    assert MessageState.REFUSED is quick_room.message().state
    assert words in quick_room.message().reason_words
    (letter,) = quick_room.postman.to("phong-tc")
    assert "Báo cáo" in letter.title
    board = quick_room.read(lambda s: standstills(s, now=NOON))
    assert [
        f"Bảy ngày qua có 1 tin không đến nơi: tin {quick_room.message().id} (Sở Tài chính: "
    ] == [line.partition("Thư bị trả lại")[0] for line in board]


def test_with_nobody_else_so_noi_vu_learns_that_the_unit_got_nothing(quick_room):
    who = "van-thu@so-y-te.example"
    full = {"status": "5.2.2", "words": "552 5.2.2 mailbox full"}
    quick_room.take(delivery_report(quick_room.bounce_to(who), recipient=who, **full))
    quick_room.window(at(date(2027, 3, 15), 14))

    (told,) = quick_room.postman.to("%40so-noi-vu")
    assert "Sở Y tế" in told.body
    assert "552 5.2.2 mailbox full" in told.body


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"rfc822; {CLERK}", f'rfc822; "{CLERK}"'),
        (f"rfc822; {CLERK}", f"RFC822;<{CLERK.upper()}>"),
        ("Action: failed\n", ""),
        ("Action: failed\n", "Action: Failure (permanent)\n"),
        ("Diagnostic-Code: smtp; 550", "Diagnostic-Code: 550"),
        ("Final-Recipient", "Original-Recipient"),
    ],
)
def test_a_report_is_read_as_servers_write_it(quick_room, before, after):
    report = delivery_report(quick_room.bounce_to())
    assert before.encode() in report
    quick_room.take(report.replace(before.encode(), after.encode()))

    assert not _usable(quick_room)


def test_a_report_that_names_nobody_waits_with_the_message_it_is_about(quick_room):
    report = delivery_report(quick_room.bounce_to())
    quick_room.take(report.replace(b"Final-Recipient", b"X-Recipient"))

    assert IncomingOutcome.HELD is quick_room.last.outcome
    assert f"về tin số {quick_room.message().id}." in quick_room.last.reason


def test_prose_to_an_address_with_our_code_waits_with_the_message_it_is_about(quick_room):
    prose = (
        f"Return-Path: <>\nFrom: Postmaster <postmaster@mx.example>\nTo: {quick_room.bounce_to()}\n"
        "Subject: =?utf-8?b?VGjGsCBraMO0bmcgZ+G7rWkgxJHGsOG7o2M=?=\nMessage-ID: <8@mx.example>\n"
        "Content-Type: text/plain; charset=utf-8\n\n"
        f"Thư gửi tới {CLERK} không phát được: hộp thư không tồn tại (550).\n"
    )
    quick_room.take(prose.encode())

    about = quick_room.message().id
    assert f"Thư báo lỗi không đọc được, về tin số {about}." == quick_room.last.reason
    assert (IncomingOutcome.HELD, about) == (quick_room.last.outcome, quick_room.last.message_id)


def test_an_absence_note_to_the_envelopes_sender_is_no_report(quick_room):
    note = quick_room.letter(
        "Tôi nghỉ phép.", to=quick_room.bounce_to(), Auto_Submitted="auto-replied"
    )
    quick_room.take(note)

    assert (IncomingKind.ROBOT, IncomingOutcome.NOTED) == (
        quick_room.last.kind,
        quick_room.last.outcome,
    )


def test_a_morning_of_reports_stops_the_channel_and_ends_nobody(room):
    hosts = [f"noi-{number}.example" for number in range(12)]
    for number, host in enumerate(hosts):
        address = f"van-thu@{host}"
        room.add_contact("so-y-te", also=True, address=address, position=number + 2)
    room.morning(OPENING)
    room.window(at(OPENING, 9))
    result = room.take(
        *(
            delivery_report(
                room.bounce_to(f"van-thu@{host}"), recipient=f"van-thu@{host}", number=n
            )
            for n, host in enumerate(hosts)
        )
    )

    assert "kênh thư tự tạm dừng: 12 trong" in result.sentence()
    assert [] == [one.address for one in room.rows(Contact) if one.disabled_at is not None]
    assert {IncomingOutcome.RETURNED} == {one.outcome for one in room.incoming()}
    waits = [one for one in room.rows(Message) if one.state is MessageState.PENDING]
    assert 12 == len(waits)
    assert ("email",) == room.window(at(date(2027, 3, 15), 14)).paused


def test_a_report_without_our_code_disables_nobody_and_waits_for_an_officer(quick_room):
    original = quick_room.message().mime_id
    quick_room.take(delivery_report("thu-hoan@don-doc.example", original=original))

    assert _usable(quick_room)
    assert IncomingOutcome.HELD is quick_room.last.outcome
    assert "không có mã của hệ thống nên có thể bị giả" in quick_room.last.reason


@pytest.mark.parametrize("change", [lambda code: "a" * len(code), lambda code: code[:-1]])
def test_a_wrong_code_is_none(change, quick_room):
    local, _, domain = quick_room.bounce_to().partition("@")
    name, _, code = local.partition("+")
    original = quick_room.message().mime_id
    quick_room.take(delivery_report(f"{name}+{change(code)}@{domain}", original=original))

    assert _usable(quick_room)


def test_the_code_of_reply_to_is_no_bounce_code(quick_room):
    code = quick_room.reply_to().partition("+")[2].partition("@")[0]
    quick_room.take(delivery_report(f"thu-hoan+{code}@don-doc.example"))

    assert _usable(quick_room)


def test_a_bounce_that_a_server_wrote_in_capitals_counts(quick_room):
    quick_room.take(delivery_report(quick_room.bounce_to().upper()))

    assert not _usable(quick_room)


def test_a_failure_at_an_address_that_it_was_forwarded_to_waits(quick_room):
    quick_room.take(delivery_report(quick_room.bounce_to(), recipient="cu@khac.example"))

    assert _usable(quick_room)
    assert IncomingOutcome.HELD is quick_room.last.outcome


def test_a_person_who_quotes_an_error_ends_nobody(quick_room):
    quick_room.take(quick_room.letter("Thư trước bị trả lại: 550 5.1.1 User unknown"))

    assert _usable(quick_room)
    assert IncomingKind.LETTER is quick_room.last.kind


def test_a_report_on_nothing_of_ours_is_noted(quick_room):
    quick_room.take(delivery_report("tra-loi@don-doc.example", original="la@noi-khac.example"))

    assert "Báo lỗi về một thư không phải của hệ thống." == quick_room.last.reason


def test_an_old_servers_prose_waits_for_an_officer(quick_room):
    qmail = (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: {quick_room.bounce_to()}\n"
        "Subject: failure notice\nMessage-ID: <7@mx.example>\n\n"
        "Hi. This is the qmail-send program at mx.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{CLERK}>:\nSorry, no mailbox here by that name.\n"
    )
    quick_room.take(qmail.encode())

    assert _usable(quick_room)
    assert "không theo mẫu máy đọc được" in quick_room.last.reason


def test_a_report_with_raw_letters_in_its_header_is_read(quick_room):
    report = delivery_report(quick_room.bounce_to())
    quick_room.take(report.replace(b"Mail Delivery System", "Hệ thống thư".encode()))

    assert not _usable(quick_room)


def test_a_letter_with_raw_letters_in_its_header_is_read(quick_room):
    raw = quick_room.letter(sender=CLERK).as_bytes()
    head = raw.partition(b"\n")[0]
    quick_room.take(raw.replace(head, f"From: Nguyễn Thị Mai <{CLERK}>".encode()))

    assert IncomingKind.LETTER is quick_room.last.kind
    assert 1 == len(quick_room.submissions())
