"""A clerk at the page: on a telephone, with the keyboard alone, without JavaScript."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from dondoc.clock import at
from models import File, Submission
from tests.browser.conftest import Open, await_focus, follow, leave
from tests.support.portal import TYPED
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

SIZES = [(360, 740), (1280, 900)]


def pages(served: Served) -> list[str]:
    """One address of every kind of page that a unit may see."""
    home = served.link()
    served.hand_in(home)
    other = served.link("so-tu-phap")
    late = served.link("so-y-te")
    paths = [f"{home}", f"{home}?sua=1", f"{home}/bien-nhan/1", f"{home}/danh-sach", other, late]
    return [served.url(path) for path in (*paths, "/v/khong-co", "/")]


_OPENED_WIDTH = """
document.querySelectorAll("details").forEach(one => one.open = true)
return document.documentElement.scrollWidth
"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_page_scrolls_sideways(served: Served, browser: Open, width: int, height: int) -> None:
    chromium = browser(width, height)

    for url in pages(served):
        chromium.get(url)
        wide = chromium.execute_script(_OPENED_WIDTH)
        assert wide <= width, url


def test_everything_that_is_tapped_is_large_enough(served: Served, browser: Open) -> None:
    chromium = browser(360, 740)

    for url in pages(served):
        chromium.get(url)
        small = chromium.execute_script(_SMALL_TARGETS)
        assert small == [], url


def test_the_date_is_the_biggest_thing_and_seen_at_once(served: Served, browser: Open) -> None:
    served.now = at(date(2027, 3, 11), 9)
    chromium = browser(360, 740)

    chromium.get(served.url(served.link()))

    sizes = chromium.execute_script(
        "return [...document.querySelectorAll('main *')].map(e => [e.className,"
        " parseFloat(getComputedStyle(e).fontSize)])"
    )
    assert "due-date" == max(sizes, key=lambda pair: pair[1])[0]
    date_shown = chromium.find_element(By.CLASS_NAME, "due-left")
    assert date_shown.location["y"] + date_shown.size["height"] < 740


def test_a_report_is_sent_with_the_keyboard_alone(served: Served, browser: Open) -> None:
    chromium = browser()
    chromium.get(served.url(served.link()))

    _tab_to(chromium, "document_number").send_keys(TYPED["document_number"])
    _tab_to(chromium, "document_on").send_keys(TYPED["document_on"])
    _tab_to(chromium, "signer").send_keys(TYPED["signer"])
    for name in ("figure_tin_bai", "figure_hoi_nghi", "figure_an_pham", "figure_luot_nguoi"):
        _tab_to(chromium, name).send_keys(TYPED[name])
    while chromium.switch_to.active_element.tag_name != "button":
        _tab(chromium)
    assert "Gửi báo cáo" == chromium.switch_to.active_element.text
    outline = chromium.switch_to.active_element.value_of_css_property("outline-style")
    assert "solid" == outline
    leave(chromium, lambda: chromium.switch_to.active_element.send_keys(Keys.ENTER))

    assert "Đã nhận báo cáo số 12/BC-STC" in chromium.find_element(By.TAG_NAME, "h1").text
    assert 1 == len(served.rows(Submission))


def test_it_all_works_without_javascript(served: Served, browser: Open, tmp_path: Path) -> None:
    pdf = tmp_path / "Báo cáo quý I.pdf"
    pdf.write_bytes(b"%PDF-1.7 bao cao")
    chromium = browser(360, 740, script=False)
    chromium.get("data:text/html,<title>tat</title><script>document.title='bat'</script>")
    assert "tat" == chromium.title
    chromium.get(served.url(served.link()))

    wrong = {**TYPED, "document_on": "31/02/2027"}
    for name in (name for name in wrong if name != "answer"):
        chromium.find_element(By.ID, name).send_keys(wrong[name])
    chromium.find_element(By.ID, "file").send_keys(str(pdf))
    follow(chromium, ".main-form button")

    assert "Có 1 chỗ cần sửa" in chromium.find_element(By.CLASS_NAME, "problems").text
    assert "12/BC-STC" == chromium.find_element(By.ID, "document_number").get_property("value")
    field = chromium.find_element(By.ID, "document_on")
    field.clear()
    field.send_keys(TYPED["document_on"])
    follow(chromium, ".main-form button")

    assert "Đã nhận báo cáo số 12/BC-STC" in chromium.find_element(By.TAG_NAME, "h1").text
    assert ["Báo cáo quý I.pdf"] == [file.name for file in served.rows(File)]


def test_the_error_summary_has_the_focus_and_leads_to_the_field(
    served: Served, browser: Open
) -> None:
    chromium = browser()
    chromium.get(served.url(served.link()))
    follow(chromium, ".main-form button")

    await_focus(chromium, ".problems")
    chromium.find_element(By.CSS_SELECTOR, ".problems a").send_keys(Keys.ENTER)

    await_focus(chromium, "#document_number")
    assert "document_number" == chromium.switch_to.active_element.get_attribute("id")


def _tab(chromium: WebDriver) -> None:
    ActionChains(chromium).send_keys(Keys.TAB).perform()


def _tab_to(chromium: WebDriver, name: str) -> WebElement:
    for _ in range(40):
        _tab(chromium)
        if chromium.switch_to.active_element.get_attribute("id") == name:
            return chromium.switch_to.active_element
    raise AssertionError(f"không tới được ô {name} bằng phím Tab")


# Links inside a sentence may be smaller (WCAG 2.5.8); everything that stands by itself may not.
_SMALL_TARGETS = """
return [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea')]
  .filter(e => e.offsetParent && !e.matches('.skip, p a, dd a, li > a:only-child, .problems a'))
  .map(e => [e.closest('label') || e, e.outerHTML.slice(0, 80)])
  .map(([e, html]) => [Math.round(e.getBoundingClientRect().height), html])
  .filter(([height]) => height < 44)
"""
