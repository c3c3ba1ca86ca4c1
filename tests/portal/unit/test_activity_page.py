"""A unit adds what it did on a page of its own: short, counted, never late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Activity
from tests.support.counted_plan import NEWS, counted_rulebook
from tests.support.portal import Portal
from tests.support.reading import Page

MARCH = "2027-M03"


@pytest.fixture(scope="session")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def counting(
    portal_settings: Settings, sqlite_engine: Engine, counted: Rulebook
) -> Iterator[Portal]:
    built = Portal(portal_settings, sqlite_engine, counted)
    built.open_round(NEWS, now=at(date(2027, 3, 3), 7, 30))
    yield built
    built.close()


def home_of(portal: Portal, unit: str = "so-tai-chinh") -> tuple[str, str]:
    """The link, and the page of March behind it."""
    assignment = portal.assignment(unit, NEWS, MARCH)
    home = portal.link(unit, assignment_id=assignment)
    return home, f"{home}/hoat-dong/{assignment}"


def add(portal: Portal, home: str, page: str, **typed: str):  # type: ignore[no-untyped-def]
    form = {**portal.page(page).values("hoat-dong"), **typed}
    return portal.client.post(f"{home}/hoat-dong", data=form)


def test_the_link_of_a_message_leads_to_the_page(counting: Portal) -> None:
    home, page = home_of(counting)

    answer = counting.get(home)

    assert (303, page) == (answer.status_code, answer.headers["location"])
    assert 200 == counting.get(page).status_code


def test_the_years_link_opens_the_month_that_it_is(counting: Portal) -> None:
    """The one letter of a year was written in March; in April it leads to April."""
    home, page = home_of(counting)
    counting.open_round(NEWS, now=at(date(2027, 4, 2), 7, 30))
    april = counting.assignment("so-tai-chinh", NEWS, "2027-M04")
    counting.now = at(date(2027, 4, 20), 9)

    assert f"{home}/hoat-dong/{april}" == counting.get(home).headers["location"]
    assert 200 == counting.get(page).status_code


def test_it_says_what_is_counted_and_that_nothing_is_late(counting: Portal) -> None:
    counting.now = at(date(2027, 12, 1), 9)
    _home, page = home_of(counting)

    text = counting.page(page).text

    assert "Đã ghi trong kỳ: 0/4 tin, bài" in text
    assert "từ thứ Hai, 01/03/2027 đến thứ Tư, 31/03/2027" in text
    assert "Chưa đạt 0/4" in text
    assert [] == re.findall("quá hạn|trễ|Quá hạn|đôn đốc", text)


def test_today_is_filled_in_and_the_entry_is_shown_back(counting: Portal) -> None:
    home, page = home_of(counting)

    answer = add(counting, home, page, title="Một cửa điện tử <b>mới</b>")

    shown = counting.page(answer.headers["location"].partition("#")[0])
    assert 303 == answer.status_code
    noted = "Đã ghi: Một cửa điện tử <b>mới</b>, thứ Hai, 15/03/2027, tính vào tháng 3"
    assert noted in shown.text
    assert "Đã ghi trong kỳ: 1/4 tin, bài" in shown.text
    assert "<b>mới" not in shown.html


def test_what_was_typed_stays_when_something_is_wrong(counting: Portal) -> None:
    home, page = home_of(counting)

    answer = add(counting, home, page, title="Tin một", done_on="31/02/2027", link="stc")

    shown = Page(answer.text)
    assert 422 == answer.status_code
    assert "Có 2 chỗ cần sửa" in shown.text
    assert {"#done_on", "#link"} <= set(shown.links)
    assert "Tin một" == shown.values("hoat-dong")["title"]
    assert [] == counting.rows(Activity)


def test_a_duplicate_is_refused_with_the_reason(counting: Portal) -> None:
    home, page = home_of(counting)
    add(counting, home, page, title="Tin một")
    counting.now = at(date(2027, 3, 15), 9, 30)

    answer = add(counting, home, page, title="Tin một")

    assert 422 == answer.status_code
    assert "đã ghi một mục cùng tên, cùng ngày 15/03/2027" in answer.text


def test_a_double_tap_is_one_entry(counting: Portal) -> None:
    home, page = home_of(counting)

    first, second = (add(counting, home, page, title="Tin một") for _ in range(2))

    assert first.headers["location"] == second.headers["location"]
    assert 1 == len(counting.rows(Activity))


def test_a_private_address_is_refused_outside_the_demo(counting: Portal) -> None:
    home, page = home_of(counting)

    answer = add(counting, home, page, title="Tin một", link="http://127.0.0.1:4450/api")

    assert 422 == answer.status_code
    assert "không thuộc mạng Internet công cộng" in answer.text


def test_an_entry_of_another_month_is_counted_there_and_shown_there(counting: Portal) -> None:
    counting.open_round(NEWS, now=at(date(2027, 4, 1), 7, 30))
    counting.now = at(date(2027, 4, 1), 9)
    home, page = home_of(counting)
    april = counting.assignment("so-tai-chinh", NEWS, "2027-M04")

    answer = add(counting, home, page, title="Tin tháng tư", done_on="01/04/2027")

    assert answer.headers["location"].startswith(f"{home}/hoat-dong/{april}?moi=")


def test_an_entry_by_mistake_is_withdrawn_and_stays_visible(counting: Portal) -> None:
    home, page = home_of(counting)
    add(counting, home, page, title="Tin ghi nhầm")

    answer = counting.client.post(f"{home}/hoat-dong/rut", data=counting.page(page).values("rut"))

    text = counting.page(page).text
    assert 303 == answer.status_code
    assert "Đã ghi trong kỳ: 0/4" in text
    assert "Tin ghi nhầm" in text
    assert "Đã rút lúc 09:14 ngày 15/03/2027, không tính" in text


def test_nothing_is_done_for_another_unit(counting: Portal) -> None:
    theirs, their_page = home_of(counting, "so-tu-phap")
    add(counting, theirs, their_page, title="Tin của Sở Tư pháp")
    home, _page = home_of(counting)
    before = counting.dump()

    number = counting.assignment("so-tu-phap", NEWS, MARCH)
    answers = [
        counting.get(f"{home}/hoat-dong/{number}"),
        counting.client.post(f"{home}/hoat-dong", data={"assignment": number, "title": "x"}),
        counting.client.post(f"{home}/hoat-dong/rut", data={"activity": "1"}),
        counting.client.post(f"{home}/hoat-dong/rut", data={"activity": "x"}),
    ]

    assert [404] * 4 == [answer.status_code for answer in answers]
    assert before == counting.dump()


def test_reading_changes_nothing(counting: Portal) -> None:
    home, page = home_of(counting)
    before = counting.dump()

    answers = [counting.get(path) for path in (home, page, f"{page}?moi=1", f"{home}/hoat-dong")]

    assert [303, 200, 200, 303] == [answer.status_code for answer in answers]
    assert before == counting.dump()


def test_the_list_has_it_among_what_is_done_all_the_time(counting: Portal) -> None:
    home, _page = home_of(counting)

    shown = counting.page(f"{home}/danh-sach")

    assert "Việc thường xuyên" in shown.text
    assert "Tin, bài CCHC tháng 3/2027" in shown.text
    assert "Không có việc nào đang chờ" in shown.text
    assert "BEGIN:VEVENT" not in counting.get(f"{home}/lich.ics").text


def test_nothing_to_count_is_an_answer(counting: Portal) -> None:
    home, page = home_of(counting)
    form = {**counting.page(page).values("nop"), "reason": "Trang đang nâng cấp", "seen": "1"}

    answer = counting.client.post(f"{home}/nop", data=form)

    assert 303 == answer.status_code
    assert "– Không phát sinh" in counting.page(page).text
