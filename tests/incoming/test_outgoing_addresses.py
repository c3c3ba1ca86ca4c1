"""On the wire: answers and bounces come back to addresses that name the message."""

from __future__ import annotations

from datetime import date
from email.utils import parseaddr

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery.dispatch_window import deliver_immediate, dispatch_window
from models.kinds import MessageState
from tests.support.mail_servers import mail_url
from tests.support.mailroom import CLERK, OPENING, Mailroom

OWN = "don-doc@so-noi-vu.example"


@pytest.fixture
def wired(sqlite_engine, mail_settings, rulebook, sqlite_cast, smtp):
    """A mailroom whose letters leave through a real mail server."""
    url = mail_url(smtp.port).rpartition("&to=")[0]
    settings = mail_settings.model_copy(update={"smtp_url": SecretStr(url)})
    return Mailroom(sqlite_engine, settings, rulebook)


def _opening(room: Mailroom) -> None:
    room.morning(OPENING)
    dispatch_window(room.engine, room.settings, room.rulebook, at(OPENING, 8))


def _to(smtp, who: str):
    return next(one for one in smtp.received if one.recipients == [who])


def test_every_letter_to_a_contact_names_its_message_in_reply_to_and_sender(wired, smtp):
    _opening(wired)

    replies = {str(one.message["Reply-To"]) for one in smtp.received}
    senders = {one.sender for one in smtp.received}
    assert (3, 3) == (len(replies), len(senders))
    name, address = parseaddr(replies.pop())
    assert "Sở Nội vụ" == name
    local = address.partition("@")[0]
    assert local.startswith("tra-loi+")
    assert len(local) <= 64
    assert all(one.startswith("thu-hoan+") for one in senders)


def test_an_answer_to_the_letter_on_the_wire_is_recorded(wired, smtp):
    _opening(wired)
    reply_to = str(_to(smtp, CLERK).message["Reply-To"])
    wired.take(wired.letter(to=reply_to))

    assert 1 == len(wired.submissions())


def test_our_question_leaves_with_an_empty_sender(wired, smtp):
    _opening(wired)
    wired.take(wired.letter("Đã gửi.", to=str(_to(smtp, CLERK).message["Reply-To"])))
    deliver_immediate(wired.engine, wired.settings, wired.rulebook, at(date(2027, 3, 15), 12))

    question = smtp.received[-1]
    assert "auto-replied" == question.message["Auto-Submitted"]
    assert "All" == question.message["X-Auto-Response-Suppress"]
    assert "<>" == question.sender


def test_a_server_that_takes_only_its_own_sender_gets_it(wired, smtp):
    wired.settings = wired.settings.model_copy(update={"smtp_connections": 1})
    smtp.answer("MAIL", "553 5.7.1 Sender address rejected: not owned by user")
    _opening(wired)

    assert OWN in {one.sender for one in smtp.received}
    states = {message.state for message in wired.messages()}
    assert {MessageState.SENT} == states


def test_where_no_mail_is_read_everything_stays_as_it_was(wired, smtp):
    plain = {"incoming_url": SecretStr("")}
    wired.settings = wired.settings.model_copy(update=plain)
    _opening(wired)

    one = _to(smtp, CLERK)
    assert "tra-loi@don-doc.example" == parseaddr(str(one.message["Reply-To"]))[1]
    assert OWN == one.sender
    text = one.message.get_body(("plain",)).get_content()
    assert "Kính gửi" in text.splitlines()[0]
