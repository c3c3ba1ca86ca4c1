"""An invitation answered on a telephone: what is asked fits the answer, and is said back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.conference_kinds import RsvpAnswer
from tests.browser.conftest import Open, follow
from tests.support.cast import Cast
from tests.support.invitation_guest import LOOKED, Guest, invited_hall
from tests.support.served_portal import serving

pytestmark = pytest.mark.browser

WIDE = "return document.documentElement.scrollWidth"


@pytest.fixture
def guest(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, sqlite_cast: Cast
) -> Iterator[Guest]:
    with serving(settings, sqlite_engine, rulebook) as portal:
        portal.now = LOOKED
        yield Guest(portal, invited_hall(sqlite_engine, portal.settings, rulebook))


def type_into(chromium: WebDriver, name: str, words: str) -> None:
    chromium.find_element(By.NAME, name).send_keys(words)


def shows(chromium: WebDriver, selector: str) -> bool:
    return chromium.find_element(By.CSS_SELECTOR, selector).is_displayed()


def test_a_unit_answers_on_a_telephone_without_a_script(guest: Guest, browser: Open) -> None:
    chromium = browser(360, 740, script=False)
    chromium.get(guest.portal.url(guest.home))
    chromium.find_element(By.CSS_SELECTOR, "[value=cannot]").click()
    cannot = (shows(chromium, ".people-fields"), shows(chromium, ".reason-field"))
    chromium.find_element(By.CSS_SELECTOR, "[value=comes]").click()
    comes = (shows(chromium, ".people-fields"), shows(chromium, ".reason-field"))
    type_into(chromium, "name_1", "Nguyễn Văn An")
    type_into(chromium, "telephone_1", "0207 300 0123")
    follow(chromium, ".rsvp .button")

    assert ((False, True), (True, False)) == (cannot, comes)
    assert "Dự họp, 1 đại biểu." in chromium.find_element(By.ID, "tinh-trang").text
    assert 360 >= chromium.execute_script(WIDE)
    assert [RsvpAnswer.COMES] == [one.answer for one in guest.hall.rsvps("so-y-te")]
