"""Sent again after a try whose end nobody knows: the reader is told, and the Message-ID is one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.delivery import apprise_send
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.retry import LEASE
from dondoc.delivery.sign_in_mail import queue_sign_in
from models import Message
from models.database import transaction
from models.kinds import MessageState
from tests.support.broken_mail import Broken, base
from tests.support.smtp_server import DROP, Received, SmtpServer

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
AGAIN = EIGHT + 2 * LEASE + timedelta(minutes=1)
SAYS = "Thư này có thể đến hai lần do lỗi đường truyền; nếu trùng, xin bỏ qua."


@pytest.fixture
def office(engine, settings, rulebook, cast, smtp):
    office = Broken(engine, settings, rulebook)
    office.point(base(smtp))
    return office


def _parts(letter: Received) -> tuple[str, str]:
    message = letter.message
    found = [message.get_body((kind,)) for kind in ("plain", "html")]
    return tuple(part.get_content() if part else "" for part in found)


def _says_so(letter: Received) -> set[int]:
    """How often its two parts admit it."""
    return {part.count(SAYS) for part in _parts(letter)}


def _repeated(smtp: SmtpServer) -> tuple[list[Received], list[Received]]:
    """The letters that came twice, in their order, and the others."""
    ids = Counter(one.message["Message-ID"] for one in smtp.received)
    twice = [one for one in smtp.received if ids[one.message["Message-ID"]] == 2]
    return twice, [one for one in smtp.received if one not in twice]


def test_a_line_that_dropped_after_the_dot_is_told_in_the_second_copy_alone(office, smtp):
    office.morning(OPENING)
    smtp.answer("DOT", DROP)
    office.for_real(EIGHT)
    office.for_real(AGAIN)

    (first, second), others = _repeated(smtp)
    assert first.recipients == second.recipients
    assert ({0}, {1}) == (_says_so(first), _says_so(second))
    assert [{0}, {0}] == [_says_so(one) for one in others]
    assert first.message["Subject"] == second.message["Subject"]


def test_a_copy_of_the_next_day_speaks_of_no_outage(office, smtp):
    """The first one left on its day, and may have come."""
    office.morning(OPENING)
    smtp.answer("DOT", DROP)
    office.for_real(EIGHT)
    office.for_real(at(date(2027, 3, 2), 8))

    (_first, second), _others = _repeated(smtp)
    assert {1} == _says_so(second)
    assert [False, False] == [words in _parts(second)[0] for words in ("gián đoạn", "lẽ ra")]


def test_the_second_copy_says_the_same_as_the_first_and_no_more_than_that(office, smtp):
    office.morning(OPENING)
    smtp.answer("DOT", DROP)
    office.for_real(EIGHT)
    office.for_real(AGAIN)

    (first, second), _others = _repeated(smtp)
    before, after = _parts(first)[0].splitlines(), _parts(second)[0].splitlines()
    assert [SAYS] == [line for line in after if line not in before]
    assert [] == [line for line in before if line not in after]


def test_what_a_dead_sender_left_is_told_as_well(office, smtp, rulebook):
    def dies_after(ready):
        apprise_send.send(ready.url, title=ready.title, body=ready.body, envelope=ready.envelope)
        raise KeyboardInterrupt

    office.morning(OPENING)
    with pytest.raises(KeyboardInterrupt):
        dispatch_window(office.engine, office.settings, rulebook, EIGHT, dies_after)
    gone = len(smtp.received)
    office.for_real(EIGHT + LEASE + timedelta(minutes=1))

    twice, others = _repeated(smtp)
    assert gone >= 1
    assert [{0}] * gone == [_says_so(one) for one in twice[:gone]]
    assert [{1}] * gone == [_says_so(one) for one in twice[gone:]]
    assert len(smtp.received) == len(twice) + len(others)


def test_deferred_after_it_was_in_doubt_it_is_told_once(office, smtp):
    office.morning(OPENING)
    smtp.answer("DOT", DROP)
    office.for_real(EIGHT)
    smtp.answer("RCPT", "450 4.2.0 busy")
    office.for_real(AGAIN)
    office.for_real(AGAIN + timedelta(minutes=20))

    (_first, second), _others = _repeated(smtp)
    assert {1} == _says_so(second)


def test_a_question_to_confirm_an_address_is_told_as_well(office, smtp):
    office.forget_contact("van-thu@so-y-te.example")
    office.morning(OPENING)
    office.for_real(EIGHT)
    question = next(one for one in office.messages() if one.key.startswith("xac-nhan|"))
    _in_doubt(office, question)
    office.for_real(AGAIN)

    (first, second), _others = _repeated(smtp)
    assert ["van-thu@so-y-te.example"] == second.recipients
    assert ({0}, {1}) == (_says_so(first), _says_so(second))


def test_a_sign_in_link_is_told_as_well(office, smtp, cast):
    with transaction(office.engine) as session:
        queue_sign_in(session, office.settings, cast.officer, now=EIGHT)
    smtp.answer("DOT", DROP)
    office.for_real(EIGHT)
    office.for_real(AGAIN)

    (first, second), _others = _repeated(smtp)
    assert ({0}, {1}) == (_says_so(first), _says_so(second))


def _in_doubt(office: Broken, message: Message) -> None:
    """As a sender leaves it that died after the dot, before it wrote what came of it."""
    with transaction(office.engine) as session:
        row = session.get_one(Message, message.id)
        row.state, row.lease_until, row.sent_at = MessageState.SENDING, EIGHT, None
