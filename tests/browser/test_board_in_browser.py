"""An officer at the board: on a telephone, with the keyboard alone, without JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.expected_conditions import (
    element_to_be_clickable,
    text_to_be_present_in_element,
    url_to_be,
)
from selenium.webdriver.support.wait import WebDriverWait

from dondoc.clock import at
from dondoc.delivery.sign_in_mail import sign_in_link
from models import Account, Decision
from models.database import transaction
from models.kinds import DecisionKind
from tests.browser.conftest import PATIENCE, Open, follow
from tests.browser.test_contrast import _FAINT
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

NOW = at(date(2027, 3, 17), 9)
_EDGE = "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top]"


@pytest.fixture
def watched(served: Served, sqlite_cast: Cast) -> Served:
    """A day after the due date: one report waits, one was returned, most are overdue."""
    served.now = NOW
    desk = Desk(served)
    desk.hand_in("so-tai-chinh", NOW)
    desk.hand_in("so-y-te", NOW, answer="not_done", reason="Chưa có số liệu")
    return served


def sign_in(served: Served, chromium: WebDriver, account: Account) -> None:
    with transaction(served.engine) as session:
        link = sign_in_link(session, served.settings, account, served.now)
    chromium.get(link)
    follow(chromium, "main button")
    WebDriverWait(chromium, PATIENCE).until(url_to_be(served.url("/bang")))


def pages(served: Served) -> list[str]:
    viec = served.assignment("so-tai-chinh")
    paths = ("/bang", "/bang?loc=qua-han", "/bang?tim=khong-co", f"/bang/viec/{viec}")
    return [served.url(path) for path in paths]


@pytest.mark.parametrize("width", [360, 1280])
def test_only_the_table_scrolls_sideways(
    watched: Served, sqlite_cast: Cast, browser: Open, width: int
) -> None:
    chromium = browser(width, 740)
    sign_in(watched, chromium, sqlite_cast.officer)

    for url in pages(watched):
        chromium.get(url)
        chromium.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        wide = chromium.execute_script("return document.documentElement.scrollWidth")
        assert wide <= width, url


def test_the_first_row_and_column_stay_in_sight_on_a_telephone(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    watched.open_round(now=at(date(2027, 6, 1), 8))  # a second column
    watched.now = at(date(2027, 6, 2), 9)
    chromium = browser(360, 740)
    sign_in(watched, chromium, sqlite_cast.officer)
    region = chromium.find_element(By.CSS_SELECTOR, ".scroll")
    corner = chromium.find_element(By.CSS_SELECTOR, ".corner")
    before = chromium.execute_script(_EDGE, corner)

    chromium.execute_script("arguments[0].scrollTo(60, 900)", region)

    assert before == chromium.execute_script(_EDGE, corner)
    row = chromium.find_element(By.CSS_SELECTOR, ".matrix tbody th[scope=row]")
    assert before[0] == chromium.execute_script(_EDGE, row)[0]


def test_on_a_telephone_the_board_begins_at_the_newest_round(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    watched.open_round(now=at(date(2027, 6, 1), 8))
    watched.open_round(now=at(date(2027, 9, 1), 8))
    watched.now = at(date(2027, 9, 2), 9)
    chromium = browser(360, 740, script=False)
    sign_in(watched, chromium, sqlite_cast.officer)

    heads = chromium.find_elements(By.CSS_SELECTOR, ".matrix thead th")
    unit = chromium.find_element(By.CSS_SELECTOR, ".matrix tbody th[scope=row]")
    places = [(one.rect["x"], one.rect["x"] + one.rect["width"]) for one in heads]

    assert 0 == round(unit.rect["x"])
    assert places[-1][0] >= unit.rect["width"] - 1
    assert places[-1][1] <= 361
    assert places[1][1] < unit.rect["width"]  # quý I is behind, to the left


def test_the_menu_keeps_the_blank_between_its_words(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser(1280, 900)
    sign_in(watched, chromium, sqlite_cast.officer)

    said = chromium.find_element(By.CSS_SELECTOR, "nav a[href$='/dot-xuat']")
    parts = chromium.execute_script(
        "const a = arguments[0], r = document.createRange(); r.selectNodeContents(a.firstChild);"
        " const s = document.createRange(); s.setStart(a.lastChild.firstChild, 1);"
        " s.setEnd(a.lastChild.firstChild, 2);"
        " return [r.getBoundingClientRect().right, s.getBoundingClientRect().left]",
        said,
    )
    assert parts[1] - parts[0] >= 3


def test_the_rounds_stay_in_sight_on_a_wide_screen(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser(1280, 900)
    sign_in(watched, chromium, sqlite_cast.officer)

    chromium.execute_script("window.scrollTo({top: 2000, behavior: 'instant'})")

    heading = chromium.find_element(By.CSS_SELECTOR, ".matrix thead th.chosen")
    assert 0 == chromium.execute_script(_EDGE, heading)[1]


def test_the_table_scrolls_with_the_keyboard(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser(360, 740)
    sign_in(watched, chromium, sqlite_cast.officer)
    region = chromium.find_element(By.CSS_SELECTOR, ".scroll")

    chromium.execute_script("arguments[0].focus()", region)
    region.send_keys(Keys.PAGE_DOWN)

    assert region == chromium.switch_to.active_element
    assert chromium.execute_script(
        "return new Promise(done => { const look = n => arguments[0].scrollTop > 0 || n == 0"
        " ? done(arguments[0].scrollTop) : setTimeout(look, 50, n - 1); look(60) })",
        region,
    )


def test_a_report_is_returned_without_javascript(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser(1280, 900, script=False)
    sign_in(watched, chromium, sqlite_cast.officer)
    chromium.get(watched.url("/bang?tim=tai chinh"))

    follow(chromium, ".cell")
    chromium.find_element(By.CSS_SELECTOR, ".decide summary").click()
    reason = element_to_be_clickable(
        (By.CSS_SELECTOR, "form[action$='/tra-lai/xem'] input[name=ly_do]")
    )
    WebDriverWait(chromium, PATIENCE).until(reason).click()
    chromium.find_element(By.ID, "tra-lai-y_kien").send_keys("Bảng 2 để trống.")
    follow(chromium, "form[action$='/tra-lai/xem'] button")
    assert "Bảng 2 để trống." in chromium.find_element(By.CSS_SELECTOR, ".letter-text").text
    follow(chromium, "form[action$='/tra-lai'] button")

    said = text_to_be_present_in_element((By.CSS_SELECTOR, "[role=status]"), "Đã trả lại")
    assert WebDriverWait(chromium, PATIENCE).until(said)
    [decision] = watched.rows(Decision)
    assert DecisionKind.RETURNED is decision.kind


def test_a_link_in_a_web_mail_leads_to_the_board_of_who_is_signed_in(
    watched: Served, sqlite_cast: Cast, browser: Open
) -> None:
    chromium = browser()
    sign_in(watched, chromium, sqlite_cast.officer)
    board = watched.url("/bang?loc=qua-han")

    chromium.get(f"data:text/html,<a href='{board}'>mở</a>")
    follow(chromium, "a")

    WebDriverWait(chromium, PATIENCE).until(url_to_be(board))
    named = text_to_be_present_in_element((By.CSS_SELECTOR, "header"), "Phạm Thị Hà")
    assert WebDriverWait(chromium, PATIENCE).until(named)


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_of_the_board_reaches_aa(
    watched: Served, sqlite_cast: Cast, browser: Open, *, dark: bool
) -> None:
    chromium = browser(dark=dark)
    chromium.get(watched.url("/bang"))
    assert [] == chromium.execute_script(_FAINT)
    sign_in(watched, chromium, sqlite_cast.officer)

    for url in pages(watched):
        chromium.get(url)
        chromium.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert [] == chromium.execute_script(_FAINT), url
