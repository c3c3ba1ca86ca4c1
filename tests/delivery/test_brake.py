"""Where many are refused, the channel stands still: nobody is flagged, nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.brake import FEW, FIRST, MANY, Tried, suspicious, why_to_stop
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.pause_withdraw import pause_channel, release_channel
from dondoc.delivery.settle_refusals import WITHIN, believe_refusals, put_in_question
from dondoc.ledger.actors import SYSTEM
from models import ChannelAlarm, Contact, Message
from models.database import transaction
from models.kinds import About, MessageState
from models.reasons import MessageReason
from tests.support.campaign import plan_messages
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
SENT, REFUSED, UNKNOWN = OutcomeKind.SENT, OutcomeKind.REFUSED, OutcomeKind.UNKNOWN
ADDRESS = "550 5.1.1 no such user"


def tries(*kinds: OutcomeKind, about: About | None = About.ADDRESS, hosts: int = 99) -> list[Tried]:
    """Newest first, each to somebody else."""
    return [
        Tried(kind, about, f"van-thu-{number}@{number % hosts}.example", "lời máy chủ")
        for number, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("latest", "stops"),
    [
        (tries(*[REFUSED] * FIRST), True),
        (tries(*[REFUSED] * (FIRST - 1)), False),
        (tries(*[REFUSED] * FIRST, hosts=2), False),
        (tries(*[REFUSED] * MANY, hosts=1), True),  # a province whose bodies share one host
        (tries(*[REFUSED, SENT, SENT] * 10), True),
        (tries(*[REFUSED, SENT, SENT, SENT] * 8), False),
        (tries(*[REFUSED] * FEW, about=About.US), True),
        (tries(REFUSED, REFUSED, SENT, REFUSED, about=About.US), False),
        (tries(*[REFUSED] * FEW, about=About.US, hosts=1), False),  # one gateway's own policy
        (tries(*[UNKNOWN] * FEW), True),
        (tries(UNKNOWN, UNKNOWN, SENT), False),
        (tries(*[UNKNOWN, SENT, SENT] * 10), True),
        ([Tried(REFUSED, About.US, "van-thu@a.example")] * FIRST, False),  # one letter, again
        ([], False),
    ],
)
def test_the_channel_stops(latest: list[Tried], stops: bool):
    assert stops is bool(why_to_stop(latest))


@pytest.mark.parametrize(
    ("kinds", "early"), [([REFUSED] * FEW, True), ([REFUSED, REFUSED, SENT, REFUSED], False)]
)
def test_it_is_too_early_to_blame_anybody(kinds: list[OutcomeKind], early: bool):
    assert early is suspicious(tries(*kinds))


@pytest.fixture
def office(sqlite_engine, settings, rulebook):
    return Office(sqlite_engine, settings, rulebook)


def _every(office: Office, reply: str, *, last: int | None = None) -> None:
    code, _, words = reply.partition(" ")

    def refuses(ready):
        office.postman.sent.append(ready)
        taken = last is not None and len(office.postman.sent) > last
        kind = OutcomeKind.SENT if taken else OutcomeKind.REFUSED
        return Outcome(kind, int(code), words)

    office.postman = _Scripted(refuses)


class _Scripted:
    def __init__(self, answer):
        self.answer, self.sent = answer, []

    def __call__(self, ready):
        return self.answer(ready)


def _ended(office: Office) -> int:
    gone = col(Contact.disabled_at).is_not(None)
    return len(office.read(lambda s: s.exec(select(Contact).where(gone)).all()))


@pytest.mark.parametrize(
    "reply",
    [
        "554 5.7.1 Relay access denied",
        "550 5.4.5 Daily user sending limit exceeded",
        "554 5.7.1 Service unavailable; Client host blocked using a list",
        "554 5.7.1 Message rejected as spam content",
        "552 5.3.4 Message size exceeds fixed limit",
        "552 5.2.2 mailbox full",
        "503 5.5.1 need RCPT",
        "571 Delivery not authorized",
        ADDRESS,
        "550 No such user",
    ],
)
def test_a_server_that_refuses_everybody_ends_nobody(office: Office, rulebook, reply: str):
    count = 278 if "Relay" in reply else 40
    plan_messages(office.engine, rulebook, count)
    _every(office, reply)
    result = office.window(EIGHT)

    assert 0 == _ended(office)
    assert ("email",) == result.paused
    assert reply.partition(" ")[2] in result.sentence()
    assert len(office.postman.sent) < MANY + 2 * office.settings.smtp_connections
    assert {MessageState.PENDING} == {one.state for one in office.messages()}
    assert count == len(office.notices())  # nobody was told instead
    assert 1 == len(office.read(lambda s: s.exec(select(ChannelAlarm)).all()))


def test_a_server_that_never_answers_the_dot_gets_a_letter_a_line_and_no_more(
    office: Office, rulebook
):
    plan_messages(office.engine, rulebook, 60)
    lost = Outcome(UNKNOWN, None, "không trả lời sau khi nhận thư")

    def keeps(ready):
        office.postman.sent.append(ready)
        return lost

    office.postman = _Scripted(keeps)
    result = office.window(EIGHT)

    assert len(office.postman.sent) <= FEW + office.settings.smtp_connections
    assert ("email",) == result.paused
    assert "Hãy hỏi quản trị máy chủ thư: vì sao trả lời chậm" in result.sentence()
    before = len(office.postman.sent)
    for hour in (9, 10, 11, 14):
        office.window(at(OPENING, hour))
    assert before == len(office.postman.sent)

    for day in range(2, 4):  # released each morning, with nothing mended
        _release(office, at(date(2027, 3, day), 7, 45))
        for hour in (8, 9, 10):
            office.window(at(date(2027, 3, day), hour))
    copies = Counter(ready.message_id for ready in office.postman.sent)
    assert max(copies.values()) <= 2


def test_after_it_is_released_everything_leaves(office: Office, rulebook):
    plan_messages(office.engine, rulebook, 40)
    _every(office, ADDRESS)
    office.window(EIGHT)
    _release(office, at(OPENING, 9))
    office.postman = Office(office.engine, office.settings, rulebook).postman
    result = office.window(at(OPENING, 14))

    assert (40, ()) == (result.sent, result.paused)
    assert 0 == _ended(office)


def _release(office: Office, now) -> None:
    with transaction(office.engine) as session:
        release_channel(session, "email", by=SYSTEM, now=now)


@pytest.fixture
def small(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    return office


def _answers(office: Office, reply: str, *who: str) -> None:
    code, _, words = reply.partition(" ")
    for one in who:
        office.postman.answers[one] = [Outcome(OutcomeKind.REFUSED, int(code), words)]


def test_one_of_many_is_refused_by_itself(small: Office):
    """What is wrong with one letter stops no other."""
    for reply, unit in (("550 5.7.1 not allowed", "so-y-te"), ("552 5.3.4 too big", "so-tu-phap")):
        _answers(small, reply, f"van-thu%40{unit}")
    result = small.window(EIGHT)

    assert ((), 1) == (result.paused, result.sent)
    found = {(one.state, one.reason) for one in small.messages()}
    assert (MessageState.HELD, MessageReason.LETTER_REFUSED) in found
    assert (MessageState.PENDING, None) in found
    assert 0 == _ended(small)


def test_three_in_a_row_refused_because_of_us_are_enough(small: Office):
    _answers(small, "554 5.7.1 Relay access denied", "so-y-te", "so-tu-phap", "so-tai-chinh")
    result = small.window(EIGHT)

    assert (("email",), 0) == (result.paused, _ended(small))


def test_a_bare_550_is_about_the_address_where_others_at_that_host_are_taken(small: Office):
    small.add_contact("so-y-te", "pho", position=2, also=True)
    _answers(small, "550 No such user", "van-thu%40so-y-te")
    small.morning(OPENING)
    small.window(EIGHT)

    assert small.contact("van-thu@so-y-te.example").disabled_at is not None


def test_a_bare_550_is_the_letters_where_nobody_else_at_that_host_shows_it(small: Office):
    _answers(small, "550 No such user", "van-thu%40so-y-te")
    small.window(EIGHT)

    assert small.contact("van-thu@so-y-te.example").disabled_at is None
    (held,) = [one for one in small.messages() if one.state is MessageState.HELD]
    assert "550 No such user" == held.reason_words


def test_a_few_that_are_refused_alone_are_tried_again_after_an_hour(small: Office):
    everybody = ("so-y-te", "so-tu-phap", "van-thu%40so-tai-chinh")
    _answers(small, ADDRESS, *everybody)
    small.window(EIGHT)
    assert (0, ()) == (_ended(small), small.window(EIGHT + timedelta(minutes=30)).paused)

    again = EIGHT + WITHIN + timedelta(minutes=1)
    assert (3, 0) == (small.window(again).sent, _ended(small))


def test_a_few_that_are_refused_a_second_time_are_believed(small: Office):
    everybody = ("so-y-te", "so-tu-phap", "van-thu%40so-tai-chinh")
    for number in (0, 1, 2):
        if number < 2:
            _answers(small, ADDRESS, *everybody)
        small.window(EIGHT + number * (WITHIN + timedelta(minutes=1)))

    assert 3 == _ended(small)


def test_what_a_person_has_looked_at_is_believed_when_the_channel_is_released(
    office: Office, rulebook
):
    plan_messages(office.engine, rulebook, 40)
    _every(office, ADDRESS)
    office.window(EIGHT)
    refused = len(office.postman.sent)
    with transaction(office.engine) as session:
        release_channel(session, "email", by=SYSTEM, now=at(OPENING, 9))
        ended = believe_refusals(session, rulebook, "email", now=at(OPENING, 9))

    assert (refused, refused) == (ended, _ended(office))


def test_what_a_dead_process_left_in_question_is_unblamed_by_the_release(office: Office, rulebook):
    plan_messages(office.engine, rulebook, 20)
    with transaction(office.engine) as session:
        message = _one(session)
        put_in_question(message, ADDRESS)
        pause_channel(session, "email", by=SYSTEM, now=EIGHT)
    _release(office, at(OPENING, 9))

    (left,) = office.messages()
    assert (MessageState.PENDING, None) == (left.state, left.reason)


def _one(session) -> Message:
    contact = session.exec(select(Contact)).first()
    moments = {"created_at": EIGHT, "next_attempt_at": EIGHT}
    letter = {"key": "k", "channel": "email", "window": "w", "mime_id": "m"}
    message = Message(contact_id=contact.id, **letter, **moments)
    session.add(message)
    session.flush()
    return message
