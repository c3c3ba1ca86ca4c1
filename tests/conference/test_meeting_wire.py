"""The calendar of a conference off the wire, read by two programs: icalendar and vobject."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import icalendar
import pytest
import vobject
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.delivery.dispatch_window import deliver_immediate
from tests.support.conference_hall import TITLE, Hall, to_day

INVITED, MOVED = at(date(2026, 11, 5), 9), at(date(2026, 11, 10), 9)
CLERK, SENDER = "van-thu@so-y-te.example", "don-doc@so-noi-vu.example"

pytestmark = pytest.mark.one_database


class Wire:
    """The hall with a real mail server behind it."""

    def __init__(self, hall: Hall, settings: Any, smtp: Any) -> None:
        url = f"mailto://127.0.0.1:{smtp.port}?from={SENDER}&mode=insecure"
        self.hall, self.smtp = hall, smtp
        self.settings = settings.model_copy(update={"smtp_url": SecretStr(url)})

    def leaves(self, now: datetime) -> None:
        deliver_immediate(self.hall.engine, self.settings, self.hall.rulebook, now)

    def letters(self, to: str = CLERK) -> list[EmailMessage]:
        return [one.message for one in self.smtp.received if [to] == one.recipients]


@pytest.fixture
def wire(hall: Hall, settings, smtp) -> Wire:
    hall.plan()
    hall.invite(INVITED)
    made = Wire(hall, settings, smtp)
    made.leaves(INVITED)
    return made


def _part(letter: EmailMessage) -> EmailMessage:
    [part] = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    return part


def _text(letter: EmailMessage) -> str:
    return str(_part(letter).get_payload(decode=True).decode())


def _event(letter: EmailMessage) -> Any:
    [event] = icalendar.Calendar.from_ical(_text(letter)).walk("VEVENT")
    return event


def test_it_is_asked_of_its_recipient_by_who_sends_it(wire: Wire) -> None:
    [letter] = wire.letters()

    event = _event(letter)
    assert f"mailto:{SENDER}" == event["organizer"]
    assert SENDER in letter["From"]
    assert f"mailto:{CLERK}" == event["attendee"]
    assert "FALSE" == event["attendee"].params["RSVP"]
    assert "CONFIRMED" == event["status"]
    assert TITLE == event["summary"]


def test_the_header_of_its_part_says_its_method_and_the_file_is_the_same(wire: Wire) -> None:
    [letter] = wire.letters()

    part = _part(letter)
    assert ("REQUEST", "utf-8") == (part.get_param("method"), part.get_param("charset"))
    assert "REQUEST" == icalendar.Calendar.from_ical(_text(letter))["method"]
    [file] = list(letter.iter_attachments())
    assert ("invite.ics", "application/ics") == (file.get_filename(), file.get_content_type())
    assert _text(letter) == file.get_payload(decode=True).decode()
    kinds = [one.get_content_type() for one in letter.walk()]
    wanted = ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
    assert [*wanted, "text/calendar", "application/ics"] == kinds


def test_eight_in_the_morning_is_one_in_utc_and_no_zone_is_named(wire: Wire) -> None:
    [letter] = wire.letters()

    text = _text(letter)
    assert "DTSTART:20261127T010000Z\r\n" in text
    assert "DTEND:20261127T043000Z\r\n" in text
    assert "VTIMEZONE" not in text
    assert "08 giờ 00 phút đến 11 giờ 30 phút" in letter.get_body(("plain",)).get_content()


def test_both_readers_agree(wire: Wire) -> None:
    [letter] = wire.letters()

    one, other = _event(letter), vobject.readOne(_text(letter)).vevent
    assert str(one["uid"]) == other.uid.value
    assert one["dtstart"].dt == other.dtstart.value.astimezone(UTC)
    assert str(one["summary"]) == other.summary.value
    assert str(one["location"]) == other.location.value
    assert str(one["sequence"]) == other.sequence.value


def test_no_line_is_longer_than_75_octets(wire: Wire) -> None:
    [letter] = wire.letters()

    assert max(len(line.encode()) for line in _text(letter).split("\r\n")) <= 75


def test_a_move_has_the_same_uid_and_the_next_sequence(wire: Wire) -> None:
    wire.hall.move(MOVED, to_day(date(2026, 12, 4)))
    wire.leaves(MOVED)

    first, second = (_event(letter) for letter in wire.letters())
    assert first["uid"] == second["uid"]
    assert str(first["uid"]).endswith(f"@{wire.settings.mail_domain}")
    assert (0, 1) == (first["sequence"], second["sequence"])
    assert datetime(2026, 12, 4, 1, tzinfo=UTC) == second["dtstart"].dt
    assert first["dtstamp"].dt < second["dtstamp"].dt


def test_a_cancellation_agrees_in_method_status_and_header(wire: Wire) -> None:
    wire.hall.answer(at(date(2026, 11, 6), 9), "so-y-te", "cannot", reason="Bận họp")
    wire.hall.cancel(MOVED)
    wire.leaves(MOVED)

    for unit in ("so-y-te", "so-tai-chinh", "so-tu-phap"):
        sent = wire.letters(f"van-thu@{unit}.example")
        [letter] = [one for one in sent if one["Subject"].startswith("[Hủy họp]")]
        event = _event(letter)
        assert ("CANCELLED", 1) == (event["status"], event["sequence"])
        assert "METHOD:CANCEL\r\n" in _text(letter)
        assert "CANCEL" == _part(letter).get_param("method")


def test_one_unit_out_has_no_status_and_the_others_get_nothing(wire: Wire) -> None:
    wire.hall.remove(MOVED, "so-y-te")
    wire.leaves(MOVED)

    last = wire.letters()[-1]
    assert "METHOD:CANCEL\r\n" in _text(last)
    assert "STATUS" not in _text(last)
    assert 1 == _event(last)["sequence"]
    assert 1 == len(wire.letters("van-thu@so-tai-chinh.example"))


def test_a_reminder_carries_the_very_same_again(wire: Wire) -> None:
    from dondoc.delivery.dispatch_window import dispatch_window
    from dondoc.notices.write import plan_notices
    from models.database import transaction

    on = date(2026, 11, 12)
    with transaction(wire.hall.engine) as session:
        plan_notices(session, wire.hall.rulebook, now=at(on, 7, 30), after_due=True)
    dispatch_window(wire.hall.engine, wire.settings, wire.hall.rulebook, at(on, 8))

    first, again = (_event(letter) for letter in wire.letters())
    assert (first["uid"], first["sequence"]) == (again["uid"], again["sequence"])
    assert "Trả lời giấy mời" in wire.letters()[-1].get_body(("html",)).get_content()


def test_a_deadline_elsewhere_stays_published(wire: Wire) -> None:
    from dondoc.documents.meeting_ics import addressed

    published = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
    whose = {"organizer": ("", SENDER), "attendee": ("", CLERK)}

    assert published == addressed(published, **whose)


def test_the_receipt_says_what_was_answered_and_names_nobody(wire: Wire) -> None:
    answered = at(date(2026, 11, 6), 9)
    wire.hall.answer(answered, "so-y-te", "substitute", "Nguyễn Văn An")
    wire.leaves(answered)

    said = wire.letters()[-1].get_body(("plain",)).get_content()
    assert "cử người dự thay, 1 đại biểu." in said
    assert "Thời gian: từ 08 giờ 00 phút" in said
    assert "Nguyễn Văn An" not in said
    assert "đúng hạn" not in said
