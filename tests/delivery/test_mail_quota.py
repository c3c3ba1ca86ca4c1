"""The mail account's rate and cap: kept in every sliding minute and day, by every process."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.retry import WINDOW_PATIENCE
from dondoc.delivery.sign_in_mail import queue_sign_in
from dondoc.messages.reason_words import reason_words
from models import Account, Attempt, Contact
from models.database import make_engine, transaction
from tests.support.cast import VERIFIED
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
DEFERRED = Outcome(OutcomeKind.DEFERRED, None, "Không kết nối được máy chủ thư")


class FakeWatch:
    """Time passes only where the dispatch waits for it."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def elapsed(self) -> float:
        return sum(self.waited)

    def wait(self, pause: float) -> None:
        self.waited.append(pause)


class Crowded(Office):
    """An office with a limited account, and as many clerks of one unit as wanted."""

    def limit(self, **limits: int) -> None:
        self.settings = self.settings.model_copy(update=limits)

    def clerks(self, more: int) -> None:
        with transaction(self.engine) as session:
            for number in range(more):
                address = f"vt{number}@so-y-te.example"
                row = Contact(unit_code="so-y-te", address=address, also=True)
                row.verified_at = VERIFIED
                session.add(row)

    def timed(self, now: datetime, watch: FakeWatch | None = None):
        where = (self.engine, self.settings, self.rulebook, now, self.postman)
        return dispatch_window(*where, watch=watch or FakeWatch())

    def tries(self) -> list[datetime]:
        return self.read(lambda s: list(s.exec(select(Attempt.at).order_by(col(Attempt.id)))))


@pytest.fixture
def office(engine, settings, rulebook, cast):
    return Crowded(engine, settings, rulebook)


def test_no_minute_has_more_letters_than_the_rate(office):
    office.clerks(7)
    office.limit(smtp_per_minute=4)
    office.morning(OPENING)
    watch = FakeWatch()

    result = office.timed(EIGHT, watch)

    assert (10, 0) == (result.sent, result.limited)
    tries = office.tries()
    minute = timedelta(minutes=1)
    assert 4 == max(sum(0 <= (other - one) / minute < 1 for other in tries) for one in tries)
    assert 2 == len(watch.waited)


def test_what_exceeds_the_patience_waits_visibly_and_runs_once_more(office):
    office.clerks(37)
    office.limit(smtp_per_minute=1)
    office.morning(OPENING)

    result = office.timed(EIGHT)

    minutes = int(WINDOW_PATIENCE / timedelta(minutes=1))
    assert (minutes + 1, 40 - minutes - 1) == (result.sent, result.limited)
    assert f"còn {result.limited} tin chờ vì hạn mức" in result.sentence()
    assert f"{result.limited} chờ hạn mức" in result.figure()
    why = {reason_words(message) for message in office.messages() if message.sent_at is None}
    assert {"Chờ vì hạn mức 1 thư một phút của tài khoản gửi."} == why
    assert result.next_attempt_at is not None
    rest = office.timed(result.next_attempt_at)
    assert (result.limited, 0) == (rest.sent, rest.limited)
    assert {""} == {reason_words(message) for message in office.messages()}


def test_what_exceeds_the_days_cap_waits_until_a_day_has_passed(office):
    office.limit(smtp_per_day=2)
    office.morning(OPENING)

    first = office.timed(EIGHT)

    assert (2, 1, None) == (first.sent, first.limited, first.next_attempt_at)
    assert 0 == office.timed(at(OPENING, 14)).sent
    (left,) = [message for message in office.messages() if message.sent_at is None]
    assert "Chờ vì hạn mức 2 thư trong 24 giờ của tài khoản gửi." == reason_words(left)
    assert 0 == office.timed(EIGHT + timedelta(hours=23, minutes=59)).sent
    assert 1 == office.timed(EIGHT + timedelta(days=1, minutes=1)).sent


def test_who_asked_by_acting_comes_first(office, cast):
    office.morning(OPENING)
    office.limit(smtp_per_day=1)
    with transaction(office.engine) as session:
        account = session.exec(select(Account).where(col(Account.name) == "Phạm Thị Hà")).one()
        queue_sign_in(session, office.settings, account, EIGHT)

    assert 1 == office.timed(EIGHT).sent
    assert ["ha%40so-noi-vu.example"] == [one.url.split("to=")[1] for one in office.postman.sent]


def test_two_processes_together_keep_the_cap(office, settings):
    office.clerks(9)
    office.limit(smtp_per_day=5)
    office.morning(OPENING)
    url = office.engine.url.render_as_string(hide_password=False)
    together = Barrier(2)

    def process() -> None:
        engine = make_engine(url)
        together.wait()
        dispatch_window(engine, office.settings, office.rulebook, EIGHT, office.postman)
        engine.dispose()

    both = [Thread(target=process) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert 5 == len(office.postman.sent)
    assert 5 == len({ready.message_id for ready in office.postman.sent})


def test_what_never_reached_the_server_does_not_count(office):
    office.limit(smtp_per_day=3)
    office.postman.answers["so-"] = [DEFERRED] * 3
    office.morning(OPENING)

    assert (0, 3) == (office.timed(EIGHT).sent, len(office.tries()))
    assert 3 == office.timed(EIGHT + timedelta(minutes=6)).sent


def test_another_channel_is_not_held_back(office):
    with transaction(office.engine) as session:
        for contact in session.exec(select(Contact).where(col(Contact.unit_code) == "so-y-te")):
            contact.channel, contact.address = "json", "chat.example/phong"
    office.limit(smtp_per_day=1)
    office.morning(OPENING)

    result = office.timed(EIGHT)

    assert (2, 1) == (result.sent, result.limited)
    assert 1 == len(office.postman.to("json://"))


def test_the_noon_break_stops_a_dispatch_that_waits_minute_by_minute(office):
    office.clerks(7)
    office.limit(smtp_per_minute=1)
    office.morning(OPENING)

    office.timed(at(OPENING, 11, 25))

    assert 5 == len(office.postman.sent)
    assert at(OPENING, 11, 30) > max(office.tries())
