"""Prefect's own UI behind the portal's sign-in, as a viewer and as an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.expected_conditions import element_to_be_clickable
from selenium.webdriver.support.wait import WebDriverWait
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.browser.conftest import PATIENCE, Open
from tests.support.behind_the_portal import Behind, behind_the_portal
from tests.support.cast import Cast
from tests.support.nginx_front import ROOT, Front
from tests.support.prefect_harness import running_server
from tests.support.prefect_things import RUN, Things, leave_things

pytestmark = [
    pytest.mark.browser,
    pytest.mark.prefect,
    pytest.mark.wall,
    pytest.mark.xdist_group("prefect"),
]

_COUNTED = """
window.asked = []; window.waiting = 0;
const real = window.fetch;
window.fetch = async (...given) => {
  const one = given[0] instanceof Request ? given[0] : new Request(...given);
  const what = [one.method, one.url];
  window.waiting++;
  try {
    const answer = await real(...given);
    window.asked.push([...what, answer.status]);
    return answer;
  } finally { window.waiting--; }
};
window.WebSocket = class { constructor(url) { window.asked.push(['LINE', String(url), 0]) } };
"""
"""Put before every page: what it asks for, with the answer's status, and whether it still waits."""

OF_BLOCKS = ("block_documents/filter", "block_documents/count")
"""What an event's and a block's page miss for a viewer: names of blocks, in which secrets lie."""


@dataclass
class Visit:
    """One person's browser in front of Prefect's UI."""

    behind: Behind
    chromium: WebDriver
    refused: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def open(self, page: str) -> None:
        """Be there, with everything that it asks for."""
        self.chromium.get(f"{self.behind.ui}/v2/{page}")
        before: list[Any] = []

        def settled(chromium: WebDriver) -> bool:
            now = chromium.execute_script("return [window.asked.length, window.waiting]")
            done = now[0] > 0 and now == [before[-1] if before else -1, 0]
            before.append(now[0])
            return bool(done)

        WebDriverWait(self.chromium, PATIENCE, poll_frequency=0.3).until(settled)
        for method, url, status in self.chromium.execute_script("return window.asked"):
            if url.startswith(self.behind.ui):
                path = url.removeprefix(f"{self.behind.ui}/api/")
                self.asked.add(path)
                if status in (0, 401, 403):
                    self.refused.add(f"{method} {path}")

    def statuses(self, method: str) -> list[int]:
        """Of the answers to what the page asked by that method."""
        asked = self.chromium.execute_script("return window.asked")
        return [status for done, _url, status in asked if done == method]

    def switch(self) -> None:
        """Press the switch of the schedule on a deployment's page."""
        where = (By.CSS_SELECTOR, "button[role=switch]")
        WebDriverWait(self.chromium, PATIENCE).until(element_to_be_clickable(where)).click()


@pytest.fixture
def behind(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, tmp_path: Path
) -> Iterator[Behind]:
    with behind_the_portal(settings, sqlite_engine, rulebook, Front(tmp_path / "nginx")) as found:
        yield found


@pytest.fixture(scope="module")
def things() -> Things:
    return leave_things(running_server())


def visit(behind: Behind, chromium: WebDriver, account: Account) -> Visit:
    chromium.execute_cdp_cmd("Security.setIgnoreCertificateErrors", {"ignore": True})
    chromium.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _COUNTED})
    name, value = behind.cookie(account)
    cookie = {"name": name, "value": value, "url": behind.front.address, "path": ROOT}
    chromium.execute_cdp_cmd("Network.setCookie", {**cookie, "secure": True, "httpOnly": True})
    return Visit(behind, chromium)


def test_a_viewer_sees_every_page_and_is_refused_nothing_that_shows(
    behind: Behind, things: Things, sqlite_cast: Cast, browser: Open
) -> None:
    seen = visit(behind, browser(), sqlite_cast.viewer)

    for page in things.pages:
        seen.open(page)

    assert set() == {one for one in seen.refused if not one.endswith(OF_BLOCKS)}
    assert {f"flow_runs/{things.run}/graph-v2", "logs/filter", "events/filter"} <= seen.asked


def test_a_viewer_who_presses_a_switch_changes_nothing(
    behind: Behind, things: Things, sqlite_cast: Cast, browser: Open
) -> None:
    seen = visit(behind, browser(), sqlite_cast.viewer)
    before = things.scheduled(behind.prefect)
    seen.open(f"deployments/deployment/{things.deployment}")

    seen.switch()

    WebDriverWait(seen.chromium, PATIENCE).until(lambda _: seen.statuses("PATCH") == [403])
    assert before == things.scheduled(behind.prefect)


def test_an_administrator_switches_a_schedule_without_a_password(
    behind: Behind, things: Things, sqlite_cast: Cast, browser: Open
) -> None:
    with transaction(behind.portal.engine) as session:
        session.get_one(Account, sqlite_cast.officer.id).role = AccountRole.ADMINISTRATOR
    seen = visit(behind, browser(), sqlite_cast.officer)
    seen.open(f"deployments/deployment/{things.deployment}")
    before = things.scheduled(behind.prefect)

    seen.switch()

    waiting = WebDriverWait(seen.chromium, PATIENCE)
    waiting.until(lambda _: before != things.scheduled(behind.prefect))
    assert set() == seen.refused


def test_who_is_signed_out_meanwhile_is_led_to_sign_in(
    behind: Behind, things: Things, sqlite_cast: Cast, browser: Open
) -> None:
    seen = visit(behind, browser(), sqlite_cast.viewer)
    seen.open("runs")
    assert RUN in seen.chromium.find_element(By.TAG_NAME, "main").text
    seen.chromium.execute_cdp_cmd("Network.clearBrowserCookies", {})

    seen.chromium.get(f"{behind.ui}/v2/runs")

    assert seen.chromium.current_url.startswith(f"{behind.front.address}/dang-nhap?tiep=/prefect/")
