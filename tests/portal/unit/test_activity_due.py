"""What is logged and yet owed by a date: the page says the date, asks hour and minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Activity
from tests.support.portal import Portal

DUTY = "III.1.6.a"
AIRED = {
    "title": "Chuyên đề cải cách hành chính",
    "done_on": "10/03/2021",
    "hour": "20h15",
    "minutes": "20",
}


@pytest.fixture
def quarter(
    portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook
) -> Iterator[Portal]:
    """Quý I/2021: the broadcaster is still ordered, not asked."""
    built = Portal(portal_settings, sqlite_engine, rulebook)
    built.now = at(date(2021, 3, 15), 9)
    built.open_round(DUTY, now=at(date(2021, 2, 1), 7, 30))
    yield built
    built.close()


def home_of(portal: Portal, unit: str, period: str) -> tuple[str, str]:
    assignment = portal.assignment(unit, DUTY, period)
    home = portal.link(unit, assignment_id=assignment)
    return home, f"{home}/hoat-dong/{assignment}"


def test_the_page_says_by_when_and_that_the_log_is_all(quarter: Portal) -> None:
    _home, page = home_of(quarter, "dai-ptth", "2021-Q1")

    text = quarter.get(page).text

    assert "Hạn: <b>thứ Năm, 25/03/2021</b>. Ghi đủ là xong, không phải gửi báo cáo riêng." in text
    assert "không bị nhắc" not in text
    assert "Xin gia hạn" in text
    assert "Xác nhận đã nhận" in text


def test_what_is_aired_is_kept_with_its_hour_and_settles_it(quarter: Portal) -> None:
    home, page = home_of(quarter, "dai-ptth", "2021-Q1")
    form = {**quarter.page(page).values("hoat-dong"), **AIRED}

    answer = quarter.client.post(f"{home}/hoat-dong", data=form)

    assert 303 == answer.status_code
    (kept,) = quarter.rows(Activity)
    assert ("20:15", 20) == (kept.hour, kept.minutes)
    text = quarter.get(page).text
    assert "Thứ Tư, 10/03/2021</time>, 20:15 <b>Chuyên đề" in text
    assert "1/1 chuyên đề" in text
    assert "Xin gia hạn" not in text


@pytest.mark.parametrize("missing", ["hour", "minutes"])
def test_hour_and_minutes_are_asked_for(quarter: Portal, missing: str) -> None:
    home, page = home_of(quarter, "dai-ptth", "2021-Q1")
    form = {**quarter.page(page).values("hoat-dong"), **AIRED, missing: ""}

    answer = quarter.client.post(f"{home}/hoat-dong", data=form)

    assert (422, []) == (answer.status_code, quarter.rows(Activity))
    assert f'id="{missing}-loi"' in answer.text


def test_who_is_asked_reads_of_no_deadline(quarter: Portal) -> None:
    quarter.now = at(date(2027, 3, 30), 9)  # press and broadcaster are one Party organ
    quarter.open_round(DUTY, now=at(date(2027, 2, 1), 7, 30))
    _home, page = home_of(quarter, "bao-va-dai", "2027-Q1")

    text = quarter.get(page).text

    assert "Rất mong Quý cơ quan ghi khi có, nếu thuận tiện trước hết <b>thứ Năm, 25/03" in text
    assert "quá hạn" not in text.lower()
    assert "Xin lùi thời gian" in text
