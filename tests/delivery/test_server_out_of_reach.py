"""A server that cannot be reached is the channel's affair: nobody's clock runs, and it is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from pydantic import SecretStr
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery.channels.smtp.faults import at_the_door, lost_before
from dondoc.delivery.channels.smtp.pool import SmtpAccount
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.operating.standstill import standstills
from models import Attempt, Contact
from models.database import transaction
from models.kinds import About, MessageState
from tests.support.cast import VERIFIED
from tests.support.post import Office, Postman

FRIDAY, MONDAY = date(2027, 3, 5), date(2027, 3, 8)
SERVER = SmtpAccount("mx.example", 25)
NOBODY = at_the_door(TimeoutError("timed out"), SERVER)
BROKE = lost_before(ConnectionResetError("reset"), SERVER)


class Relay(Postman):
    """A relay that can be gone."""

    gone: Outcome | None = None

    def __call__(self, ready):
        if self.gone is None:
            return super().__call__(ready)
        self.sent.append(ready)
        return self.gone


@pytest.fixture
def office(engine, settings, rulebook, cast):
    one_line = settings.model_copy(update={"smtp_connections": 1})
    office = Office(engine, one_line, rulebook)
    office.postman = Relay()
    office.morning(FRIDAY)
    office.postman.gone = NOBODY
    return office


def _crowd(office: Office, more: int) -> None:
    with transaction(office.engine) as session:
        for number in range(more):
            clerk = Contact(unit_code="so-y-te", address=f"vt{number}@so-y-te.example", also=True)
            clerk.verified_at = VERIFIED
            session.add(clerk)
    office.morning(FRIDAY)


def _through(office: Office, first: datetime, last: datetime) -> None:
    """Every run that the dispatches ask for, from one moment to another."""
    now: datetime | None = first
    while now is not None and now <= last:
        now = office.window(now).next_attempt_at


def test_a_relay_that_is_gone_over_the_weekend_costs_nobody_anything(office):
    _through(office, at(FRIDAY, 14), at(MONDAY, 8, 29))
    assert {MessageState.PENDING} == {one.state for one in office.messages()}
    office.postman.sent.clear()
    office.postman.gone = None

    _through(office, at(MONDAY, 8, 30), at(MONDAY, 9, 30))

    assert {MessageState.SENT} == {one.state for one in office.messages()}
    assert 3 == len(office.postman.sent)
    used = office.read(lambda s: s.exec(select(Contact.disabled_at)).all())
    assert {None} == set(used)


def test_it_is_tried_three_times_and_not_once_a_letter(office):
    _crowd(office, 20)

    result = office.window(at(FRIDAY, 8))

    assert 3 == len(office.postman.sent)
    assert at(FRIDAY, 8, 5) <= result.next_attempt_at < at(FRIDAY, 8, 6)
    assert "kênh email không tới được máy chủ từ 08:00 ngày 05/03/2027" in result.sentence()
    assert "1 kênh chờ máy chủ" in result.figure()
    assert 0 == office.window(at(FRIDAY, 8, 3)).deferred
    said = office.read(lambda s: standstills(s, now=at(FRIDAY, 8, 3)))
    assert said[0].startswith("Kênh email không tới được máy chủ từ 08:00 ngày 05/03/2027")


def test_the_rest_grows_and_ends_with_the_first_answer(office):
    _crowd(office, 20)
    runs = [at(FRIDAY, 8)]
    while len(runs) < 5:
        again = office.window(runs[-1]).next_attempt_at
        runs.append(again.replace(second=0, microsecond=0) + timedelta(minutes=1))

    minutes = [(then - before) // timedelta(minutes=1) for before, then in pairwise(runs)]
    assert [6, 16, 16, 61] == minutes
    office.postman.gone = None
    assert 23 == office.window(runs[-1]).sent
    assert [] == office.read(lambda s: standstills(s, now=runs[-1] + timedelta(minutes=1)))


def test_after_an_hour_administrators_hear_of_it_by_another_way(office, start_smtp):
    other = start_smtp()
    url = f"mailto://127.0.0.1:{other.port}?from=a@b.example&to=c@d.example&mode=insecure"
    office.settings = office.settings.model_copy(update={"alarm_urls": SecretStr(url)})
    _crowd(office, 20)

    _through(office, at(FRIDAY, 8), at(FRIDAY, 11))

    (alarm,) = other.received
    assert "không tới được máy chủ" in alarm.message["Subject"]
    assert "tự thử lại" in alarm.message.get_body().get_content()


def test_a_line_that_always_breaks_in_one_letter_while_others_pass_is_that_letters(office):
    office.postman.gone = None
    office.postman.answers["so-tai-chinh"] = [BROKE] * 3
    for hour in (8, 9, 10):
        office.add_contact("so-y-te", f"moi{hour}", also=True)
        office.morning(FRIDAY)
        office.window(at(FRIDAY, hour))

    (mine,) = [one for one in office.messages() if one.state is MessageState.PENDING]
    tried = select(Attempt).where(col(Attempt.message_id) == mine.id)
    assert mine.attempts == len(office.read(lambda s: s.exec(tried).all()))


def test_what_never_came_to_a_server_is_about_the_line():
    assert (OutcomeKind.DEFERRED, About.LINE) == (NOBODY.kind, NOBODY.about)
    assert (OutcomeKind.DEFERRED, About.WAY) == (BROKE.kind, BROKE.about)
