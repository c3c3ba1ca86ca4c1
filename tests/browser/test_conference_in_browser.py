"""The desk on a telephone: taps that count once, a line that drops, a page without its script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.portal.sign_in.session import COOKIE, open_session
from dondoc.settings import Settings
from models import Attendance, CheckIn, Conference
from models.conference_kinds import CheckInOutcome
from models.database import transaction
from tests.browser.conftest import PATIENCE, Open, follow
from tests.support.cast import Cast
from tests.support.conference_day import OPENS_AT, ConferenceDay, conference_day
from tests.support.served_portal import Served, serving

pytestmark = pytest.mark.browser

HOME = "/bang/hoi-nghi/hoi-nghi-2026/ban-don"
LOSES_ONE_ANSWER = """
const real = window.fetch
window.fetch = async (...asked) => {
  window.fetch = real
  await real(...asked)
  throw new TypeError('cut')
}
"""
FAULTS_ONCE = """
const real = window.fetch
window.fetch = async () => { window.fetch = real; return new Response('', {status: 503}) }
"""
WAITED_OR_REFUSED = """
const kept = JSON.parse(localStorage.getItem('dondoc-ban-don-hoi-nghi-2026'))
return kept.refused.length > 0 || kept.waiting.some(one => one.tried)
"""
NOTHING_WAITS = """
return JSON.parse(localStorage.getItem('dondoc-ban-don-hoi-nghi-2026')).waiting.length === 0
"""
WIDE = "return document.documentElement.scrollWidth"


@pytest.fixture
def at_desk(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook
) -> Iterator[tuple[Served, ConferenceDay]]:
    with serving(settings, sqlite_engine, rulebook) as portal:
        portal.now = OPENS_AT
        yield portal, conference_day(sqlite_engine)


def sign_in(chromium: WebDriver, portal: Served, cast: Cast) -> None:
    with transaction(portal.engine) as session:
        value = open_session(session, cast.officer, now=portal.now)
    chromium.get(portal.url("/robots.txt"))
    chromium.add_cookie({"name": COOKIE, "value": value})


def until(chromium: WebDriver, selector: str, words: str) -> None:
    def says(_: WebDriver) -> bool:
        return words in chromium.find_element(By.CSS_SELECTOR, selector).text

    WebDriverWait(chromium, PATIENCE).until(says)


def drop_line(chromium: WebDriver, *, dropped: bool) -> None:
    chromium.execute_cdp_cmd("Network.enable", {})
    chromium.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {"offline": dropped, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )


def row(code: str) -> str:
    return f"#moi-nguoi .person[data-ma={code}]"


def tap(chromium: WebDriver, code: str, name: str = "co_mat") -> None:
    chromium.find_element(By.CSS_SELECTOR, f"{row(code)} button[name={name}]").click()


def test_a_delegate_is_found_and_counted_on_a_telephone(
    at_desk: tuple[Served, ConferenceDay], sqlite_cast: Cast, browser: Open
) -> None:
    portal, day = at_desk
    chromium = browser(360, 740)
    sign_in(chromium, portal, sqlite_cast)
    chromium.get(portal.url(HOME))

    chromium.find_element(By.ID, "o-tim").send_keys("nguoi 2 tai chinh", Keys.ENTER)
    shown = [
        one.get_attribute("data-ma")
        for one in chromium.find_elements(By.CSS_SELECTOR, "#moi-nguoi .person")
        if one.is_displayed()
    ]
    chromium.switch_to.active_element.send_keys(Keys.ENTER)
    until(chromium, "#ket-qua", "đã ghi có mặt lúc 07:30")

    assert ["CCCCC"] == shown
    until(chromium, "#dem", "1")
    until(chromium, row("CCCCC"), "07:30, Bàn đón")
    assert 360 >= chromium.execute_script(WIDE)
    assert [CheckInOutcome.COUNTED] == [one.outcome for one in day.rows(CheckIn)]


def test_taps_while_the_line_is_down_are_kept_and_sent_once(
    at_desk: tuple[Served, ConferenceDay], sqlite_cast: Cast, browser: Open
) -> None:
    portal, day = at_desk
    chromium = browser(360, 740)
    sign_in(chromium, portal, sqlite_cast)
    chromium.get(portal.url(HOME))
    drop_line(chromium, dropped=True)
    tap(chromium, "AAAAA")
    until(chromium, "#hang-doi", "1 lần ghi chờ đồng bộ")
    tap(chromium, "DDDDD")
    until(chromium, row("DDDDD"), "chờ đồng bộ")
    day.scan("d" * 20, "DDDDD", device="Bàn 2")  # another desk, whose line is up
    kept = len(day.rows(CheckIn))

    drop_line(chromium, dropped=False)
    chromium.refresh()  # as a telephone does that was put away: what waits is still there
    WebDriverWait(chromium, PATIENCE).until(lambda one: one.execute_script(NOTHING_WAITS))
    chromium.refresh()  # the line came back before the first: that page may be of a moment earlier
    until(chromium, row("AAAAA"), "Bàn đón")

    assert (1, 3) == (kept, len(day.rows(CheckIn)))
    outcomes = {one.outcome for one in day.rows(CheckIn) if one.offline}
    assert {CheckInOutcome.COUNTED, CheckInOutcome.FORCED} == outcomes
    assert 2 == len(day.rows(Attendance))


def test_an_answer_that_was_lost_is_asked_for_again_by_the_same_id(
    at_desk: tuple[Served, ConferenceDay], sqlite_cast: Cast, browser: Open
) -> None:
    portal, day = at_desk
    chromium = browser(360, 740)
    sign_in(chromium, portal, sqlite_cast)
    chromium.get(portal.url(HOME))
    chromium.execute_script(LOSES_ONE_ANSWER)
    tap(chromium, "AAAAA")
    until(chromium, "#hang-doi", "1 lần ghi chờ đồng bộ")
    before = [one.scan_id for one in day.rows(CheckIn)]

    chromium.execute_script("window.dispatchEvent(new Event('online'))")
    until(chromium, row("AAAAA"), "07:30, Bàn đón")

    assert 1 == len(before)
    assert before == [one.scan_id for one in day.rows(CheckIn)]


def test_what_is_refused_for_good_is_dropped_and_said_and_a_fault_is_tried_again(
    at_desk: tuple[Served, ConferenceDay], sqlite_cast: Cast, browser: Open
) -> None:
    portal, day = at_desk
    chromium = browser(360, 740)
    sign_in(chromium, portal, sqlite_cast)
    chromium.get(portal.url(HOME))
    day.change(Conference, day.conference_id, cancelled_at=OPENS_AT)
    chromium.execute_script(FAULTS_ONCE)
    tap(chromium, "AAAAA")
    WebDriverWait(chromium, PATIENCE).until(lambda one: one.execute_script(WAITED_OR_REFUSED))

    chromium.execute_script("window.dispatchEvent(new Event('online'))")
    until(chromium, "#khong-ghi", "Người 1 của so-tai-chinh")

    assert "bàn đón đã đóng" in chromium.find_element(By.ID, "khong-ghi").text
    assert not chromium.find_element(By.ID, "hang-doi").is_displayed()
    assert [CheckInOutcome.REFUSED] == [one.outcome for one in day.rows(CheckIn)]


def test_the_desk_works_without_its_script(
    at_desk: tuple[Served, ConferenceDay], sqlite_cast: Cast, browser: Open
) -> None:
    portal, day = at_desk
    chromium = browser(360, 740, script=False)
    sign_in(chromium, portal, sqlite_cast)
    chromium.get(portal.url(f"{HOME}?ma=AAAAA"))

    follow(chromium, ".chosen button[name=co_mat]")

    said = chromium.find_element(By.ID, "ket-qua").text
    assert "Người 1 của so-tai-chinh (Sở Tài chính): đã ghi có mặt lúc 07:30." == said
    assert 1 == len(day.rows(Attendance))
