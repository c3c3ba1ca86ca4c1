"""References: a contact's messages about one round hang on the first that spoke of it."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from tests.support.post import Office

pytestmark = pytest.mark.one_database

OPENING, REMINDED = date(2027, 3, 1), date(2027, 3, 12)
JUNE = date(2027, 6, 1)
CLERK, HEAD, SUPERIOR = "van-thu%40so-tai-chinh", "giam-doc%40so-tai-chinh", "vp%40ubnd-tinh"


@pytest.fixture
def office(engine, settings, rulebook, cast):
    office = Office(engine, settings, rulebook)
    _say(office, OPENING)
    return office


def _say(office: Office, on: date) -> None:
    office.morning(on)
    office.window(at(on, 8))


def _threads(office: Office, who: str) -> list[tuple[str | None, str | None]]:
    headers = [ready.envelope.headers for ready in office.postman.to(who)]
    return [(one.get("References"), one.get("In-Reply-To")) for one in headers]


def _ids(office: Office, who: str) -> list[str]:
    return [f"<{ready.envelope.message_id}>" for ready in office.postman.to(who)]


def test_every_later_message_of_the_round_names_the_first(office):
    for on in (REMINDED, date(2027, 3, 16), date(2027, 3, 17)):
        _say(office, on)

    first, *_later = _ids(office, CLERK)
    assert [(None, None), *[(first, first)] * 3] == _threads(office, CLERK)


def test_each_contact_has_its_own_thread(office):
    _say(office, REMINDED)
    _say(office, date(2027, 3, 17))  # overdue: the clerk and the head

    assert [(None, None)] == _threads(office, HEAD)
    clerk = _ids(office, CLERK)[0]
    assert (clerk, clerk) == _threads(office, CLERK)[-1]


def test_one_round_may_be_asked_of_several_units(office, cast):
    """A superior hears of the late units, and a month later of one more: one round, one thread."""
    office.extend("so-tai-chinh", cast.officer, date(2027, 3, 5), date(2027, 3, 17))
    for day in (17, 18, 25, 26):  # the units hear that they are late, then who is above
        _say(office, date(2027, 3, day))
    _say(office, date(2027, 4, 26))

    first, later = _ids(office, SUPERIOR)
    assert first != later
    assert [(None, None), (first, first)] == _threads(office, SUPERIOR)


def test_a_digest_of_two_rounds_belongs_to_neither_thread(office):
    _say(office, date(2027, 3, 25))
    _say(office, JUNE)  # quý I still open, the half-year opens

    assert "2 việc" in office.postman.to(CLERK)[-1].title
    assert (None, None) == _threads(office, CLERK)[-1]


def test_where_the_first_message_of_a_round_was_a_digest_the_thread_hangs_on_it(office):
    _say(office, date(2027, 3, 25))
    _say(office, JUNE)
    digest = _ids(office, CLERK)[-1]

    _say(office, date(2027, 6, 14))

    last = office.postman.to(CLERK)[-1]
    assert "6 tháng" in last.title
    assert (digest, digest) == _threads(office, CLERK)[-1]
