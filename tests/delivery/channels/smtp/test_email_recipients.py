from __future__ import annotations

import pytest
from apprise import Apprise

from dondoc.delivery import apprise_send
from dondoc.delivery.channels.install import install
from dondoc.delivery.channels.smtp.smtp_channel import addressed
from dondoc.delivery.envelope import OutcomeKind
from dondoc.problems import Refused
from tests.support.mail_servers import CLERK, SENDER, letter, mail_url
from tests.support.smtp_server import SmtpServer


def base(smtp: SmtpServer) -> str:
    return f"mailto://127.0.0.1:{smtp.port}?from={SENDER}&mode=insecure"


@pytest.mark.parametrize(
    "to",
    [
        "",
        "khong-phai-dia-chi",
        "văn-thư@so-tai-chinh.example",
        f"{CLERK}, x@so-tai-chinh.example",
        f"{CLERK}\r\nRCPT TO:<x@so-tai-chinh.example>",
    ],
)
def test_it_refuses_anything_but_one_recipient(smtp: SmtpServer, to: str) -> None:
    """Apprise would mail the sender and report success."""
    envelope = letter()

    outcome = apprise_send.send(addressed(base(smtp), to), title="a", body="x", envelope=envelope)

    assert (OutcomeKind.REFUSED, outcome) == (outcome.kind, envelope.outcome)
    assert (0, []) == (smtp.connections, smtp.received)


def test_it_refuses_an_address_without_any_recipient(smtp: SmtpServer) -> None:
    outcome = apprise_send.send(base(smtp), title="a", body="x", envelope=letter())

    assert OutcomeKind.REFUSED is outcome.kind


@pytest.mark.parametrize("to", [CLERK, "van.thu+cchc@so-tai-chinh.example", SENDER])
def test_it_mails_the_one_recipient_that_was_added(smtp: SmtpServer, to: str) -> None:
    apprise_send.send(addressed(base(smtp), to), title="a", body="x", envelope=letter())

    assert [[to]] == [received.recipients for received in smtp.received]


def test_it_writes_our_name_where_the_address_gives_none(smtp: SmtpServer) -> None:
    apprise_send.send(addressed(base(smtp), CLERK), title="a", body="x", envelope=letter())

    assert f"Đôn Đốc <{SENDER}>" == smtp.received[0].message["From"]


@pytest.mark.parametrize("name", ["Sở Nội vụ, Tuyên Quang", "So Noi vu, Tuyen Quang", "Sở 'A'"])
def test_it_writes_the_addresss_name(smtp: SmtpServer, name: str) -> None:
    apprise_send.send(mail_url(smtp.port, name=name), title="a", body="x", envelope=letter())

    (sender,) = smtp.received[0].message["From"].addresses
    assert (name, SENDER) == (sender.display_name, sender.addr_spec)


def test_it_answers_to_the_addresss_reply_box_if_the_letter_names_none(
    smtp: SmtpServer,
) -> None:
    url = mail_url(smtp.port, reply="cchc@so-noi-vu.example")
    apprise_send.send(url, title="a", body="x", envelope=letter())
    apprise_send.send(url, title="a", body="x", envelope=letter(reply_to="an@so-noi-vu.example"))

    assert ["cchc@so-noi-vu.example", "an@so-noi-vu.example"] == [
        received.message["Reply-To"] for received in smtp.received
    ]


@pytest.mark.parametrize("query", [{"cc": "x@y.vn"}, {"bcc": "x@y.vn"}, {"pgp": "encrypt"}])
def test_it_refuses_what_it_would_drop_in_silence(smtp: SmtpServer, query: dict[str, str]) -> None:
    url = mail_url(smtp.port, **query)

    assert (
        OutcomeKind.CHANNEL is apprise_send.send(url, title="a", body="x", envelope=letter()).kind
    )
    with pytest.raises(Refused, match=r"hãy bỏ|không dùng"):
        apprise_send.check_url(url)


def test_it_defers_a_letter_that_cannot_be_built(smtp: SmtpServer) -> None:
    outcome = apprise_send.send(mail_url(smtp.port), title="a", body="x", envelope=letter("hỏng"))

    assert OutcomeKind.DEFERRED is outcome.kind
    assert "Message-ID" in outcome.words


def test_it_leaves_other_users_of_apprise_their_mail_but_not_to_themselves(
    smtp: SmtpServer,
) -> None:
    install()

    assert [True, False] == [
        bool(Apprise(url).notify(body="x", title="a")) for url in (mail_url(smtp.port), base(smtp))
    ]
    assert [[CLERK]] == [received.recipients for received in smtp.received]
