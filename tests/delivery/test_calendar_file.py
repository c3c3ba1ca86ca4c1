"""The calendar file as another program reads it (vobject), off the wire and after a moved date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery.dispatch_window import deliver_immediate, dispatch_window
from tests.support.post import Office

OPENING, ASKED, DUE, LATER = (
    date(2027, 3, 1),
    date(2027, 3, 5),
    date(2027, 3, 16),
    date(2027, 3, 17),
)
CLERK = "van-thu@so-tai-chinh.example"


@pytest.fixture
def office(sqlite_engine, settings, rulebook, smtp, sqlite_cast):
    url = f"mailto://127.0.0.1:{smtp.port}?from=don-doc@so-noi-vu.example&mode=insecure"
    given = {"smtp_url": SecretStr(url)}
    office = Office(sqlite_engine, settings.model_copy(update=given), rulebook)
    office.morning(OPENING)
    dispatch_window(office.engine, office.settings, rulebook, at(OPENING, 8))
    return office


def _read(smtp: Any) -> list[Any]:
    """Every calendar that the clerk was sent, read by the second program."""
    letters = [one.message for one in smtp.received if [CLERK] == one.recipients]
    parts = [part for letter in letters for part in letter.iter_attachments()]
    return [vobject.readOne(part.get_payload(decode=True).decode()) for part in parts]


def test_it_is_published_not_asked(office, smtp):
    (calendar,) = _read(smtp)

    assert "PUBLISH" == calendar.method.value
    assert "2.0" == calendar.version.value
    assert not hasattr(calendar.vevent, "organizer")


def test_it_is_one_whole_day_that_does_not_make_one_busy(office, smtp):
    (calendar,) = _read(smtp)
    event = calendar.vevent

    assert (DUE, DUE + timedelta(days=1)) == (event.dtstart.value, event.dtend.value)
    assert "TRANSPARENT" == event.transp.value
    assert event.summary.value.startswith("Hạn: Báo cáo")


def test_it_rings_at_eight_on_the_day_before(office, smtp):
    (calendar,) = _read(smtp)
    alarm = calendar.vevent.valarm

    starts = at(calendar.vevent.dtstart.value, 0)
    assert at(date(2027, 3, 15), 8) == starts + alarm.trigger.value
    assert "DISPLAY" == alarm.action.value


def test_a_moved_date_replaces_the_entry(office, smtp, sqlite_cast):
    office.extend("so-tai-chinh", sqlite_cast.officer, ASKED, LATER)
    deliver_immediate(office.engine, office.settings, office.rulebook, at(ASKED, 10))

    before, after = (calendar.vevent for calendar in _read(smtp))
    assert before.uid.value == after.uid.value
    assert ["0", "1"] == [before.sequence.value, after.sequence.value]
    assert [DUE, LATER] == [before.dtstart.value, after.dtstart.value]
    assert before.dtstamp.value < after.dtstamp.value


def test_a_reminder_of_the_same_date_repeats_the_same_entry(office, smtp):
    office.morning(date(2027, 3, 12))
    dispatch_window(office.engine, office.settings, office.rulebook, at(date(2027, 3, 12), 8))

    first, again = (calendar.vevent for calendar in _read(smtp))
    assert first.uid.value == again.uid.value
    assert first.sequence.value == again.sequence.value
    assert first.dtstart.value == again.dtstart.value
