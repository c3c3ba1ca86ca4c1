"""Whom a mail server's words concern: every code of the registry, and replies as they are met."""

from __future__ import annotations

import pytest

from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.refusal import about_report, judge, read_refusal
from models.kinds import About

REGISTRY = {
    About.ADDRESS: "5.1.1 5.1.2 5.1.3 5.1.6 5.1.10 5.2.1",
    About.MAILBOX: "5.2.0 5.2.2 5.2.4",
    About.LETTER: (
        "5.1.0 5.1.4 5.1.5 5.2.3 5.3.3 5.3.4 5.6.0 5.6.1 5.6.2 5.6.3 5.6.4 5.6.5 5.6.6 5.6.7"
        " 5.6.8 5.6.9 5.6.10 5.7.16"
    ),
    About.US: (
        "5.1.7 5.1.8 5.5.0 5.5.1 5.5.2 5.5.3 5.5.4 5.5.5 5.5.6 5.7.0 5.7.1 5.7.2 5.7.3 5.7.4 5.7.5"
        " 5.7.6 5.7.7 5.7.8 5.7.9 5.7.10 5.7.11 5.7.12 5.7.13 5.7.14 5.7.15 5.7.17 5.7.18 5.7.19"
        " 5.7.20 5.7.21 5.7.22 5.7.23 5.7.24 5.7.25 5.7.26 5.7.27 5.7.28 5.7.29 5.7.30"
    ),
    About.WAY: (
        "5.1.9 5.3.0 5.3.1 5.3.2 5.3.5 5.3.6 5.4.0 5.4.1 5.4.2 5.4.3 5.4.4 5.4.5 5.4.6 5.4.7 5.4.8"
    ),
}
"""The enumerated status codes (RFC 3463 and after), each with the basic code left at 550."""

UNREGISTERED = [("5.4.316", About.WAY), ("5.4.300", About.WAY), ("5.7.606", About.US)] + [
    (code, About.LETTER) for code in ("5.1.90", "5.8.1", "5.9.99", "5.6.211")
]


@pytest.mark.parametrize("about", REGISTRY)
def test_every_code_of_the_registry_has_its_class(about: About):
    codes = REGISTRY[about].split()

    assert dict.fromkeys(codes, about) == {
        code: read_refusal(550, f"{code} no", at_recipient=True).about for code in codes
    }


@pytest.mark.parametrize(("code", "about"), UNREGISTERED)
def test_a_code_that_no_registry_has_is_the_letters_or_its_subjects(code: str, about: About):
    assert about is read_refusal(550, f"{code} no", at_recipient=True).about


def test_what_passes_never_names_the_address():
    for codes in REGISTRY.values():
        for code in codes.split():
            passing = f"4{code[1:]} later"
            assert About.ADDRESS is not read_refusal(550, passing, at_recipient=True).about


@pytest.mark.parametrize(
    ("reply", "about"),
    [
        # about the address
        ("550 5.1.1 no such user", About.ADDRESS),
        (
            "550 5.1.1 <spam.content@x.example>: User unknown in relay recipient table",
            About.ADDRESS,
        ),
        ("550-5.1.1 The email account that you tried to reach does not exist.", About.ADDRESS),
        ("550 5.2.1 The email account that you tried to reach is inactive", About.ADDRESS),
        ("550 sorry, no mailbox here by that name (#5.1.1)", About.ADDRESS),
        ("556 5.1.10 Recipient address has null MX", About.ADDRESS),
        # perhaps: where others at that host are taken
        ("550 No such user here", About.RECIPIENT),
        ("551 User not local", About.RECIPIENT),
        ("550 5.0.0 mailbox unavailable", About.RECIPIENT),
        # the mailbox for now
        ("552 5.2.2 mailbox full", About.MAILBOX),
        ("552 Quota exceeded", About.MAILBOX),
        ("550 5.2.1 The user is receiving mail at a rate that prevents more", About.MAILBOX),
        ("450 4.2.0 busy", About.MAILBOX),
        ("450 4.2.1 The user is receiving mail too quickly", About.MAILBOX),
        # this letter
        ("552 5.3.4 Message size exceeds fixed limit", About.LETTER),
        ("550 5.7.1 Message rejected due to content restrictions (spam)", About.LETTER),
        ("554 5.7.1 looks like spam", About.LETTER),
        ("554 rejected: contains a virus", About.LETTER),
        ("554 Transaction failed", About.LETTER),
        ("554 5.0.0 what", About.LETTER),
        ("599 what", About.LETTER),
        # us
        ("554 5.7.1 Relay access denied", About.US),
        ("550 5.1.1 relaying denied", About.US),
        ("550 we do not relay", About.US),
        ("553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", About.US),
        ("554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using a list", About.US),
        ("550 5.7.26 Unauthenticated email is not accepted due to DMARC policy", About.US),
        ("550 5.1.7 <x@y.example>: Sender address rejected: unverified address", About.US),
        ("550 5.1.1 <x@y.example>: Sender address rejected: User unknown", About.US),
        ("550 Sender verify failed", About.US),
        ("451 4.7.1 Greylisted, try again", About.US),
        ("450 4.2.0 Recipient address rejected: Greylisted", About.MAILBOX),
        ("503 5.5.1 Error: need RCPT command", About.US),
        ("503 bad sequence of commands", About.US),
        ("571 Delivery not authorized, message refused", About.US),
        ("421 4.7.0 too many connections", About.US),
        # the way
        ("550 5.4.4 Host not found", About.WAY),
        ("451 4.4.1 connect timed out", About.WAY),
        ("421 4.4.0 Remote server not available", About.WAY),
        ("451 try later", About.WAY),
        ("451 4.3.0 try later", About.WAY),
        ("451 4.3.1 disk full", About.WAY),
    ],
)
def test_a_reply_to_rcpt_is_about(reply: str, about: About):
    code, _, words = (
        reply.replace("-", " ", 1).partition(" ") if reply[3] == "-" else (reply.partition(" "))
    )

    assert about is read_refusal(int(code), words, at_recipient=True).about


@pytest.mark.parametrize(
    "reply",
    [
        "550 5.4.5 Daily user sending limit exceeded",
        "550 5.4.5 Daily sending quota exceeded",
        "550 5.1.90 Your message can't be sent: daily limit for message recipients",
        "550 Authentication required",
        "554 5.7.0 You must authenticate first",
        "550 5.7.1 You have exceeded your sending limit",
    ],
)
def test_what_stops_every_letter_of_the_account_is_the_channels(reply: str):
    code, _, words = reply.partition(" ")
    judged = judge(Outcome(OutcomeKind.REFUSED, int(code), words))

    assert (OutcomeKind.CHANNEL, About.US) == (judged.kind, judged.about)


def test_a_bare_550_after_the_letter_is_not_about_its_reader():
    assert About.LETTER is read_refusal(550, "Rejected").about


@pytest.mark.parametrize(
    ("status", "words", "about"),
    [
        ("5.1.1", "550 5.1.1 <x>: Recipient address rejected: User unknown", About.ADDRESS),
        ("5.1.1", "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found", About.ADDRESS),
        ("5.0.0", "550 5.1.1 User unknown", About.ADDRESS),
        ("5.1.1", "", About.ADDRESS),
        ("5.1.1", "550 5.0.0 mailbox unavailable", About.ADDRESS),
        ("5.1.1", "550 5.7.1 blocked", About.US),
        ("5.1.1", "552 mailbox full", About.MAILBOX),
        ("5.0.0", "550 No such user", About.LETTER),
        ("", "", About.LETTER),
        ("5.7.1", "550 5.7.1 Message rejected due to content restrictions (spam)", About.LETTER),
        ("5.7.26", "550-5.7.26 Unauthenticated email from so-noi-vu.example", About.US),
        ("5.4.300", "550 5.4.300 Message expired -> 421 4.4.0 not available", About.WAY),
        ("5.4.316", "550 5.4.316 Message expired, connection refused", About.WAY),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", About.LETTER),
        ("5.2.3", "550 5.2.3 RESOLVER.RST.RecipSizeLimit", About.LETTER),
        ("5.2.2", "552 5.2.2 mailbox full", About.MAILBOX),
        ("4.4.1", "connect to mx.example[203.0.113.9]:25: Connection timed out", About.WAY),
        ("4.2.2", "452 4.2.2 The email account is over quota", About.MAILBOX),
    ],
)
def test_a_report_is_about(status: str, words: str, about: About):
    assert about is about_report(status, words)
