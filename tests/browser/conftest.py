"""A real server on a free port, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from tests.support.served_portal import Served, serving

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=vi",
)
Open = Callable[..., WebDriver]


PATIENCE = 20  # seconds until an awaited event counts as missing; a busy machine is slow


def follow(chromium: WebDriver, selector: str) -> None:
    """Click what leads to another page, and be there."""
    leave(chromium, chromium.find_element(By.CSS_SELECTOR, selector).click)


def leave(chromium: WebDriver, act: Callable[[], object]) -> None:
    """Do what leads to another page, and be there."""
    page = chromium.find_element(By.TAG_NAME, "html")
    act()
    WebDriverWait(chromium, PATIENCE).until(lambda _: _gone(page))


def _gone(page: WebElement) -> bool:
    """Between two pages the driver answers with errors of several kinds, all of them meaning so."""
    try:
        page.is_enabled()
    except WebDriverException:
        return True
    return False


def await_focus(chromium: WebDriver, selector: str) -> None:
    """Until the focus is on what the selector names: a page moves it after it has loaded."""
    look = "return document.activeElement?.matches(arguments[0])"
    WebDriverWait(chromium, PATIENCE).until(lambda one: one.execute_script(look, selector))


@pytest.fixture
def served(sqlite_engine: Engine, settings: Settings, rulebook: Rulebook) -> Iterator[Served]:
    with serving(settings, sqlite_engine, rulebook) as portal:
        yield portal


class Browsers:
    """The browsers of one worker: one whose test is over serves the next, with nothing kept.

    Starting one costs seconds of processor time.
    """

    def __init__(self, folder: Path, chromium: str, driver: str) -> None:
        self._folder, self._chromium, self._driver = folder, chromium, driver
        self._started: list[WebDriver] = []
        self._idle: dict[bool, list[WebDriver]] = {True: [], False: []}

    def lend(self, *, script: bool) -> WebDriver:
        return self._idle[script].pop() if self._idle[script] else self._start(script=script)

    def take_back(self, one: WebDriver, *, script: bool) -> None:
        """Raises what the driver raises where the test left it unfit: it serves no other then."""
        one.get("about:blank")
        one.execute_cdp_cmd("Network.clearBrowserCookies", {})
        one.execute_cdp_cmd("Network.clearBrowserCache", {})
        self._idle[script].append(one)

    def quit(self) -> None:
        for one in self._started:
            one.quit()

    def _start(self, *, script: bool) -> WebDriver:
        options = webdriver.ChromeOptions()
        options.binary_location = self._chromium
        folder = self._folder / f"chromium-{len(self._started)}"
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        if not script:
            no_script = {"profile.managed_default_content_settings.javascript": 2}
            options.add_experimental_option("prefs", no_script)
        service = webdriver.ChromeService(self._driver)
        found = webdriver.Chrome(options=options, service=service)
        self._started.append(found)
        found.implicitly_wait(5)  # a page that leads on at once is not the one asked for
        return found


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsers]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        if os.environ.get("CI") == "true":
            pytest.fail(
                "Không thấy chromium và chromedriver: hãy cài để chạy kiểm thử trình duyệt."
            )
        pytest.skip("Bỏ qua: máy này không có chromium và chromedriver.")
    found = Browsers(tmp_path_factory.mktemp("chromium"), chromium, driver)
    yield found
    found.quit()


@pytest.fixture
def browser(browsers: Browsers) -> Iterator[Open]:
    """Opens a browser of a size; `script=False` switches JavaScript off, `dark` the lights."""
    lent: list[tuple[WebDriver, bool]] = []

    def open_browser(
        width: int = 1280, height: int = 900, *, script: bool = True, dark: bool = False
    ) -> WebDriver:
        found = browsers.lend(script=script)
        lent.append((found, script))
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        found.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        found.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        return found

    yield open_browser
    for one, script in lent:
        browsers.take_back(one, script=script)
