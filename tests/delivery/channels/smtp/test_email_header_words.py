"""Traps of header writing, on the letter's bytes."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.smtp.mime import NamedAddress, ascii_file_name, build
from tests.support.mail_servers import letter, mail_url
from tests.support.smtp_server import SmtpServer

NOW = dt.datetime(2027, 3, 15, 1, 30, tzinfo=dt.UTC)


def read(**given: Any) -> EmailMessage:
    data = build(
        given.pop("envelope", None) or letter(),
        subject=given.pop("subject", "Nhắc hạn"),
        sender=NamedAddress("Đôn Đốc", "a@so-noi-vu.example"),
        recipient=given.pop("recipient", NamedAddress("", "b@so-tai-chinh.example")),
        now=NOW,
        **given,
    )
    return message_from_bytes(data, policy=default)


def test_it_makes_a_subject_with_line_ends_one_line() -> None:
    message = read(subject="Nhắc hạn\r\nBcc: nguoi-la@example.com\r\n\r\nx")

    assert "Nhắc hạn Bcc: nguoi-la@example.com x" == message["Subject"]
    assert message["Bcc"] is None


def test_it_sends_a_subject_with_line_ends_through_the_door(smtp: SmtpServer) -> None:
    apprise_send.send(mail_url(smtp.port), title="Một\r\nX-Y: z", body="x", envelope=letter())

    message = smtp.received[0].message
    assert ("Một X-Y: z", None) == (message["Subject"], message["X-Y"])


@pytest.mark.parametrize("subject", ["Nhắc việc & <hạn> :smile: \\n", "Plain", "", "Ă" * 300])
def test_it_brings_the_subject_through_unchanged(smtp: SmtpServer, subject: str) -> None:
    url = mail_url(smtp.port, emojis="yes", overflow="split", format="html")
    apprise_send.send(url, title=subject, body="x" * 50_000, envelope=letter())

    assert [subject] == [received.message["Subject"] for received in smtp.received]


def test_it_writes_one_message_id_even_if_the_address_brings_another(smtp: SmtpServer) -> None:
    url = f"{mail_url(smtp.port)}&%2BMessage-ID=%3Cx%40y%3E&%2BX-Unit=stc"
    apprise_send.send(url, title="a", body="x", envelope=letter())

    message = smtp.received[0].message
    assert ["<3f9c2a7d41b04c6b8f0e.v1@don-doc.example>"] == message.get_all("Message-ID")
    assert "stc" == message["X-Unit"]


def test_it_lets_no_header_name_stand_twice_in_another_case() -> None:
    envelope = letter(headers={"auto-submitted": "auto-replied", "FROM": "x@y.vn"})
    message = read(envelope=envelope, extra={"Auto-Submitted": "no"})

    assert ["auto-replied"] == message.get_all("Auto-Submitted")
    assert ["Đôn Đốc <a@so-noi-vu.example>"] == message.get_all("From")


def test_it_drops_a_header_whose_name_is_no_name() -> None:
    message = read(extra={"X-A: b\r\nBcc": "x@y.vn", "Content-Type": "text/html", "X-Ok": "a"})

    assert ("a", None, "text/plain") == (
        message["X-Ok"],
        message["Bcc"],
        message.get_content_type(),
    )


def test_it_keeps_a_date_that_the_letter_brings() -> None:
    """A letter sent again is the same letter, to the minute."""
    given = "Mon, 15 Mar 2027 08:00:00 +0700"

    assert [given] == read(envelope=letter(headers={"Date": given})).get_all("Date")
    assert ["Mon, 15 Mar 2027 08:30:00 +0700"] == read().get_all("Date")


def test_it_names_the_recipient() -> None:
    recipient = NamedAddress("Văn thư Sở Tài chính", "b@so-tai-chinh.example")

    assert "Văn thư Sở Tài chính <b@so-tai-chinh.example>" == read(recipient=recipient)["To"]


@pytest.mark.parametrize("message_id", ["", "không@x", "a b@x", "a@x>\r\nBcc: <c@x", "khong-co"])
def test_it_refuses_a_message_id_that_is_not_one_word(message_id: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        read(envelope=letter(message_id))


def test_it_keeps_a_long_message_id_on_the_line_of_its_name() -> None:
    data = build(
        letter(f"{'a' * 64}.v1@don-doc.so-noi-vu.tuyenquang.example"),
        subject="a",
        sender=NamedAddress("", "a@so-noi-vu.example"),
        recipient=NamedAddress("", "b@so-tai-chinh.example"),
        now=NOW,
    )

    assert b"\r\nMessage-ID: <aaa" in data


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Báo cáo quý I.ics", "Bao-cao-quy-I.ics"),
        ("Đôn đốc.ics", "Don-doc.ics"),
        ('a"; b\r\nc.ics', "a-b-c.ics"),
        ("…", "lich.ics"),
    ],
)
def test_it_writes_file_names_in_ascii(given: str, expected: str) -> None:
    assert expected == ascii_file_name(given)
