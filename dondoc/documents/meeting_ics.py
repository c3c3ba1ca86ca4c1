"""A conference as a calendar entry: METHOD:REQUEST without a wish for answers, or METHOD:CANCEL.

Mail text is the truth, the web form the answer. UTC with `Z` and no VTIMEZONE: there is no daylight
saving in Việt Nam, and a bad block shifts the hour in some clients. Organiser and attendee are
written on the wire, where sender and recipient are known (`addressed`): ORGANIZER equals From.
Sources: RFC 5545, RFC 5546 §3.2.2, §3.2.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

_PRODUCT = "-//Don Doc//Hoi nghi//VI"
METHODS = ("REQUEST", "CANCEL", "PUBLISH")


class MeetingState(StrEnum):
    """How it stands for who gets the entry."""

    STANDS = "stands"
    CANCELLED = "cancelled"  # for everybody: STATUS:CANCELLED
    LEFT = "left"  # this one is invited no longer: CANCEL without STATUS


@dataclass(frozen=True)
class MeetingEntry:
    """One meeting under one UID for its life; the highest `sequence` holds (RFC 5545 §3.8.7.4)."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    sequence: int
    stamp: datetime
    description: str
    state: MeetingState = MeetingState.STANDS


def meeting_calendar(entry: MeetingEntry) -> str:
    """The entry as text with CRLF, not addressed yet."""
    return _calendar(entry, "REQUEST" if entry.state is MeetingState.STANDS else "CANCEL")


def meeting_for_all(entry: MeetingEntry) -> str:
    """The entry to be taken along: asks nothing of anybody, whatever its state says."""
    return _calendar(entry, "PUBLISH")


def method_of(ics: str) -> str:
    """What the calendar asks of its reader; the header of its part says the same."""
    lines = ics[:2000].replace("\r\n", "\n").split("\n")
    said = next((line[7:].strip() for line in lines if line.startswith("METHOD:")), "PUBLISH")
    return said if said in METHODS else "PUBLISH"


def addressed(ics: str, *, organizer: tuple[str, str], attendee: tuple[str, str]) -> str:
    """The entry from (name, address) to (name, address); a PUBLISH has neither, and stays as it is.

    RFC 5546 §3.2.1: nobody is asked to a PUBLISH.
    """
    if method_of(ics) == "PUBLISH":
        return ics
    whole = Calendar.from_ical(ics)
    for event in whole.walk("VEVENT"):
        event["organizer"] = _address(*organizer)
        invited = _address(*attendee)
        invited.params["ROLE"] = vText("REQ-PARTICIPANT")
        invited.params["PARTSTAT"] = vText("NEEDS-ACTION")
        invited.params["RSVP"] = vText("FALSE")
        event["attendee"] = invited
    return str(whole.to_ical(), "utf-8")


def _calendar(entry: MeetingEntry, method: str) -> str:
    whole = Calendar()
    whole.add("prodid", _PRODUCT)
    whole.add("version", "2.0")
    whole.add("method", method)
    whole.add_component(_event(entry))
    return str(whole.to_ical(), "utf-8")


def _event(entry: MeetingEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.summary)
    if entry.place:
        event.add("location", entry.place)
    if entry.link:
        event.add("url", entry.link)
    event.add("description", entry.description)
    if entry.state is MeetingState.STANDS:
        event.add("status", "CONFIRMED")
    elif entry.state is MeetingState.CANCELLED:
        event.add("status", "CANCELLED")
    return event


def _address(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    if name:
        found.params["CN"] = vText(name.replace('"', "'"))
    return found
