from __future__ import annotations

import re
from typing import Any

from dondoc.delivery import apprise_send
from dondoc.delivery.envelope import Outcome, OutcomeKind
from tests.support.mail_servers import CLERK, LINK, SENDER, TEXT, letter, mail_url
from tests.support.smtp_server import SmtpServer

SUBJECT = "[Nhắc hạn] Báo cáo tuyên truyền cải cách hành chính quý I năm 2027, hạn 16/03/2027"
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Hạn nộp báo cáo\r\nEND:VCALENDAR\r\n"
FULL: dict[str, Any] = {
    "html": f'<p>Kính gửi: Sở Tài chính</p><p><a href="{LINK}">Xác nhận</a></p>',
    "headers": {
        "References": "<first.v1@don-doc.example>",
        "In-Reply-To": "<first.v1@don-doc.example>",
        "List-Id": "Đôn Đốc <don-doc.so-noi-vu.example>",
    },
    "reply_to": "Nguyễn Văn An <an@so-noi-vu.example>",
    "ics": ICS,
    "ics_name": "Báo cáo quý I.ics",
}


def send_full(smtp: SmtpServer) -> Outcome:
    return apprise_send.send(mail_url(smtp.port), title=SUBJECT, body=TEXT, envelope=letter(**FULL))


def test_it_tells_the_servers_reply(smtp: SmtpServer) -> None:
    expected = Outcome(OutcomeKind.SENT, 250, "2.0.0 Ok: queued as 4F2A")

    assert expected == send_full(smtp)


def test_it_sends_one_envelope_to_one_recipient(smtp: SmtpServer) -> None:
    send_full(smtp)

    (received,) = smtp.received
    assert (SENDER, [CLERK]) == (received.sender, received.recipients)


def test_it_writes_every_header_exactly_once(smtp: SmtpServer) -> None:
    send_full(smtp)

    message = smtp.received[0].message
    expected = {
        "Message-ID": "<3f9c2a7d41b04c6b8f0e.v1@don-doc.example>",
        "From": f"Sở Nội vụ – Đôn Đốc <{SENDER}>",
        "To": CLERK,
        "Subject": SUBJECT,
        "Reply-To": "Nguyễn Văn An <an@so-noi-vu.example>",
        "References": "<first.v1@don-doc.example>",
        "In-Reply-To": "<first.v1@don-doc.example>",
        "List-Id": "Đôn Đốc <don-doc.so-noi-vu.example>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "MIME-Version": "1.0",
    }
    assert {name: [value] for name, value in expected.items()} == {
        name: message.get_all(name) for name in expected
    }
    assert {*expected, "Date", "Content-Type"} == set(message.keys())
    assert len(message.keys()) == len(set(message.keys()))


def test_it_dates_the_letter_by_the_clock_in_viet_nam(smtp: SmtpServer) -> None:
    send_full(smtp)

    assert smtp.received[0].message["Date"].endswith("+0700")


def test_it_keeps_the_link_on_its_own_line_of_the_text_part(smtp: SmtpServer) -> None:
    send_full(smtp)

    text = smtp.received[0].message.get_body(("plain",))
    assert text is not None
    assert "quoted-printable" == text["Content-Transfer-Encoding"]
    assert TEXT.splitlines() == text.get_content().splitlines()
    assert LINK in text.get_content().splitlines()


def test_it_offers_the_html_as_the_alternative(smtp: SmtpServer) -> None:
    send_full(smtp)

    message = smtp.received[0].message
    html = message.get_body(("html",))
    assert html is not None
    assert FULL["html"] == html.get_content().rstrip("\r\n")
    assert ["multipart/alternative", "text/calendar"] == [
        part.get_content_type() for part in message.iter_parts()
    ]


def test_it_attaches_the_calendar_file_as_published(smtp: SmtpServer) -> None:
    send_full(smtp)

    (calendar,) = smtp.received[0].message.iter_attachments()
    assert "text/calendar" == calendar.get_content_type()
    assert {"method": "PUBLISH", "charset": "utf-8"} == dict(calendar["Content-Type"].params)
    assert "Bao-cao-quy-I.ics" == calendar.get_filename()
    assert "base64" == calendar["Content-Transfer-Encoding"]
    assert ICS.encode() == calendar.get_payload(decode=True)


def test_it_sends_text_alone_without_a_multipart(smtp: SmtpServer) -> None:
    apprise_send.send(mail_url(smtp.port), title=SUBJECT, body=TEXT, envelope=letter())

    assert "text/plain" == smtp.received[0].message.get_content_type()


def test_it_never_sends_a_bare_line_feed_or_a_long_line(smtp: SmtpServer) -> None:
    send_full(smtp)

    data = smtp.received[0].data
    assert [] == re.findall(rb"(?<!\r)\n|\r(?!\n)", data)
    assert 78 >= max(len(line) for line in data.split(b"\r\n"))


def test_it_keeps_lines_that_begin_with_a_dot(smtp: SmtpServer) -> None:
    text = ".\n..\n.một dòng\nhết\n"
    apprise_send.send(mail_url(smtp.port), title=SUBJECT, body=text, envelope=letter(text=text))

    assert text.splitlines() == smtp.received[0].message.get_content().splitlines()
