"""An administrator without JavaScript: a list looked at, then written; a day off, what it moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from dondoc.clock import at
from models import Assignment, Contact
from tests.browser.conftest import Open, follow
from tests.browser.test_board_in_browser import sign_in
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

FILE = "đơn vị,đầu mối,địa chỉ,thứ tự\nSở Tài chính,Nguyễn Thị Mai,mai@so-tai-chinh.example,2\n"
PAGES = ("", "/tai-khoan", "/dau-moi?don-vi=so tai chinh", "/kenh", "/lich-nghi", "/ke-hoach")


def said(chromium: WebDriver) -> str:
    return chromium.find_element(By.CSS_SELECTOR, "[role=status]").text


def test_a_list_and_a_day_off_are_looked_at_and_then_count(
    served: Served, sqlite_cast: Cast, browser: Open, tmp_path: Path
) -> None:
    served.now = at(date(2027, 3, 2), 9)
    admin = AdminDesk(served)
    chromium = browser(360, 740, script=False)
    assert admin.account is not None
    sign_in(served, chromium, admin.account)
    follow(chromium, "nav a[href$='/quan-tri']")

    follow(chromium, ".doors a[href$='/dau-moi']")
    (tmp_path / "danh-ba.csv").write_text(FILE, encoding="utf-8")
    chromium.find_element(By.ID, "tep").send_keys(str(tmp_path / "danh-ba.csv"))
    follow(chromium, "form[action$='/xem'] .button")
    assert "1 đầu mối thêm mới" in chromium.find_element(By.CSS_SELECTOR, ".lead").text
    follow(chromium, "main form .button")
    assert "Đã ghi danh bạ" in said(chromium)
    assert "mai@so-tai-chinh.example" in {row.address for row in served.rows(Contact)}

    chromium.get(served.url("/quan-tri/lich-nghi"))
    chromium.find_element(By.CSS_SELECTOR, "main > details:last-of-type summary").click()
    for name, words in (("title", "Nghỉ bù"), ("days_off", "16/3/2027"), ("source", "Công báo")):
        chromium.find_element(By.ID, name).send_keys(words)
    follow(chromium, "form[action$='/lich-nghi/xem'] .button")
    assert "sang thứ Tư, 17/03/2027" in chromium.find_element(By.TAG_NAME, "main").text
    follow(chromium, "form[action$='/lich-nghi'] .button")
    assert "Đã ghi quyết định" in said(chromium)
    dates = {row.due_on for row in served.rows(Assignment) if row.unit_code == "so-tai-chinh"}
    assert {date(2027, 3, 17)} == dates


def test_no_page_of_administration_scrolls_sideways_on_a_telephone(
    served: Served, sqlite_cast: Cast, browser: Open
) -> None:
    admin = AdminDesk(served)
    chromium = browser(360, 740)
    assert admin.account is not None
    sign_in(served, chromium, admin.account)
    script = "document.querySelectorAll('details').forEach(d => d.open = true)"
    for path in (*PAGES, "/nhat-ky"):
        chromium.get(served.url(f"/quan-tri{path}"))
        chromium.execute_script(script)
        assert 360 >= chromium.execute_script("return document.documentElement.scrollWidth"), path
