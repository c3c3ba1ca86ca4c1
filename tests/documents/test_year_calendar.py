"""The province's year as a calendar, as two other programs read it."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
import vobject

from dondoc.clock import at
from dondoc.documents.year_calendar import year_calendar
from dondoc.plan.rulebook import Rulebook

STAMP = at(date(2027, 1, 4), 9)


@pytest.fixture(scope="module")
def text(rulebook: Rulebook) -> str:
    return year_calendar(rulebook, 2027, domain="don-doc.example", stamp=STAMP)


def test_a_duty_and_date_is_one_entry_that_counts_its_bodies(text: str) -> None:
    read = icalendar.Calendar.from_ical(text)
    entries = {str(one["summary"]): one for one in read.walk("vevent")}

    report = entries["Hạn: Báo cáo tuyên truyền CCHC quý I/2027 (15 đơn vị)"]
    communes = entries["Hạn: Báo cáo tuyên truyền CCHC quý I/2027 (124 đơn vị)"]
    assert (date(2027, 3, 16), date(2027, 3, 15)) == (
        report.decoded("dtstart"),
        communes.decoded("dtstart"),
    )
    assert "Mục III.1.1" in report["description"]
    assert "Căn cứ của hạn chưa được xác nhận" in report["description"]
    own = entries["Hạn: Báo cáo tổng hợp tuyên truyền CCHC quý I/2027 (1 đơn vị)"]
    assert date(2027, 3, 18) == own.decoded("dtstart")


def test_both_programs_read_the_same_days(text: str) -> None:
    one = {
        (str(entry["uid"]), entry.decoded("dtstart"))
        for entry in icalendar.Calendar.from_ical(text).walk("vevent")
    }
    other = {
        (entry.uid.value, entry.dtstart.value) for entry in vobject.readOne(text).contents["vevent"]
    }
    assert one == other
    assert len(one) > 100


def test_no_two_entries_share_a_name_and_none_is_busy(text: str) -> None:
    entries = icalendar.Calendar.from_ical(text).walk("vevent")
    names = [str(one["uid"]) for one in entries]
    assert sorted(set(names)) == sorted(names)
    assert {"TRANSPARENT"} == {str(one["transp"]) for one in entries}


def test_a_date_that_moves_keeps_its_name(rulebook: Rulebook) -> None:
    def named(year: int) -> set[str]:
        read = year_calendar(rulebook, year, domain="x.example", stamp=STAMP)
        return {str(one["uid"]) for one in icalendar.Calendar.from_ical(read).walk("vevent")}

    assert "nam-bao-cao-dinh-ky-2027-q1-so-nganh@x.example" in named(2027)
    assert "nam-bao-cao-dinh-ky-2026-q1-so-nganh@x.example" in named(2026)


def test_the_same_facts_are_the_same_text(rulebook: Rulebook, text: str) -> None:
    assert text == year_calendar(rulebook, 2027, domain="don-doc.example", stamp=STAMP)
