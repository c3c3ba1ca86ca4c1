"""The unit's list and its calendar feed."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar
from sqlmodel import select

from dondoc.clock import at
from models import Assignment, Round
from models.database import transaction
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal


def test_the_list_parts_what_waits_from_what_was_sent(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)
    portal.open_round(now=at(date(2027, 6, 1), 8))
    portal.now = at(date(2027, 6, 11), 9)

    text = portal.page(f"{home}/danh-sach").text

    waiting, sent = text.split("Đã gửi", 1)
    assert "Báo cáo tuyên truyền CCHC 6 tháng/2027" in waiting
    assert "còn 3 ngày làm việc" in waiting
    assert "Báo cáo tuyên truyền CCHC quý I/2027" in sent
    assert "số 12/BC-STC, 09:14 ngày 15/03/2027" in sent


def test_what_ended_without_anything_sent_is_not_among_what_was_sent(
    portal: Portal, sqlite_cast: Cast
) -> None:
    home = portal.link()
    desk = Desk(portal, sqlite_cast.officer)
    desk.post(f"/bang/viec/{portal.assignment()}/mien", y_kien="Đơn vị mới thành lập")

    sent, rest = portal.page(f"{home}/danh-sach").text.split("Không phải gửi nữa")

    assert sent.endswith("Đã gửi Chưa có. ")
    assert "Báo cáo tuyên truyền CCHC quý I/2027" in rest


def test_a_page_leads_to_the_other_work_of_the_unit(portal: Portal) -> None:
    portal.open_round(now=at(date(2027, 6, 1), 8))
    portal.now = at(date(2027, 6, 11), 9)

    page = portal.page(portal.link())

    assert "Đơn vị còn 1 việc khác đang chờ" in page.text


def test_the_feed_holds_each_deadline_as_a_day_with_an_alarm(portal: Portal) -> None:
    answer = portal.get(f"{portal.link()}/lich.ics")

    calendar = Calendar.from_ical(answer.text)
    (event,) = calendar.walk("VEVENT")
    assert "text/calendar; charset=utf-8" == answer.headers["content-type"]
    assert "PUBLISH" == calendar["METHOD"]
    assert f"viec-{portal.assignment()}@{portal.settings.mail_domain}" == event["UID"]
    assert (date(2027, 3, 16), date(2027, 3, 17)) == (event["DTSTART"].dt, event["DTEND"].dt)
    assert "Hạn: Báo cáo tuyên truyền CCHC quý I/2027" == event["SUMMARY"]
    assert 1 == len(event.walk("VALARM"))
    assert event["URL"].startswith(f"{portal.settings.base_url}{portal.link()}/viec/")


def test_a_moved_date_moves_the_same_entry(portal: Portal) -> None:
    home = portal.link()
    before = _event(portal, home)
    with transaction(portal.engine) as session:
        moved = session.get_one(Assignment, portal.assignment())
        moved.due_on, moved.cycle = date(2027, 3, 17), 2

    after = _event(portal, home)

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert date(2027, 3, 17) == after["DTSTART"].dt


def test_what_was_sent_is_marked_in_the_feed(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)

    assert _event(portal, home)["SUMMARY"].startswith("✓ Đã gửi")


def test_only_what_is_open_rings(portal: Portal) -> None:
    home = portal.link()
    portal.hand_in(home)
    portal.open_round(now=at(date(2027, 6, 1), 8))
    portal.now = at(date(2027, 6, 2), 9)

    events = Calendar.from_ical(portal.get(f"{home}/lich.ics").text).walk("VEVENT")

    rings = {str(event["SUMMARY"]): len(event.walk("VALARM")) for event in events}
    assert {
        "✓ Đã gửi – Hạn: Báo cáo tuyên truyền CCHC quý I/2027": 0,
        "Hạn: Báo cáo tuyên truyền CCHC 6 tháng/2027": 1,
    } == rings


def test_the_feed_starts_with_the_year_and_keeps_what_is_still_owed(portal: Portal) -> None:
    portal.hand_in(portal.link())
    portal.open_round(now=at(date(2027, 6, 1), 8))  # nobody answers
    portal.now = at(date(2028, 1, 3), 9)
    home = portal.link(lasts=timedelta(days=1))

    assert "Hạn: Báo cáo tuyên truyền CCHC 6 tháng/2027" == _event(portal, home)["SUMMARY"]


def test_the_feed_is_the_units_own(portal: Portal) -> None:
    with transaction(portal.engine, write=False) as session:
        units = len(session.exec(select(Assignment).join(Round)).all())

    assert units > 100
    assert 1 == portal.get(f"{portal.link()}/lich.ics").text.count("BEGIN:VEVENT")


def _event(portal: Portal, home: str) -> dict:  # type: ignore[type-arg]
    (event,) = Calendar.from_ical(portal.get(f"{home}/lich.ics").text).walk("VEVENT")
    return dict(event)
