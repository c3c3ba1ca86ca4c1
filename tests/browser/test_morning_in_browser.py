"""An officer's morning: from the letter to five decisions and out, by few clicks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from dondoc.clock import at
from dondoc.decisions.decide import ask_extension
from dondoc.delivery.sign_in_mail import sign_in_link
from models import Decision
from models.database import transaction
from models.kinds import DecisionKind
from tests.browser.conftest import Open, await_focus, follow
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.post import Office
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

YESTERDAY, TODAY = at(date(2027, 3, 10), 15), at(date(2027, 3, 11), 8)
MOST_CLICKS = 20
REPORTS = ("so-y-te", "so-xay-dung", "so-ngoai-vu")


class Morning:
    """Counts each click, the links of the mail with those of the pages."""

    def __init__(self, chromium: WebDriver) -> None:
        self.chromium, self.clicks = chromium, 0

    def mail_link(self, link: str) -> None:
        self.clicks += 1
        self.chromium.get(link)

    def follow(self, selector: str) -> None:
        self.clicks += 1
        follow(self.chromium, selector)

    def tick(self, selector: str) -> None:
        self.clicks += 1
        self.chromium.find_element(By.CSS_SELECTOR, selector).click()

    def done(self) -> None:
        await_focus(self.chromium, "#vua-xong")


def test_five_decisions_from_the_letter_and_out_within_twenty_clicks(
    served: Served, sqlite_cast: Cast, browser: Open
) -> None:
    links = letter_links(served)
    served.now = TODAY
    morning = Morning(browser(360, 740))

    morning.mail_link(links[0])  # a request for time: it leads through signing in to its page
    morning.chromium.find_element(By.ID, "dia_chi").send_keys(sqlite_cast.officer.address)
    morning.follow("main button")
    with transaction(served.engine) as session:
        link = sign_in_link(session, served.settings, sqlite_cast.officer, served.now)
    morning.mail_link(f"{link}?tiep={links[0].removeprefix(served.address)}")
    morning.follow("main button")
    assert links[0] == morning.chromium.current_url

    morning.follow("button[value='dong-y']")
    morning.follow("main form .button")
    morning.done()
    morning.mail_link(links[1])  # «chưa thực hiện được»
    morning.tick("input[value='thoi']")
    morning.follow("form[action$='/ly-do/xem'] button")
    morning.follow("main form .button")
    morning.done()
    morning.mail_link(links[2])  # the first report; each leads on to the next
    morning.follow("form[action$='/chap-nhan'] button")
    for _next in REPORTS[1:]:
        morning.done()
        morning.follow("#vua-xong a")
        morning.follow("form[action$='/chap-nhan'] button")
    morning.done()
    morning.follow("header form button.link")

    kinds = [row.kind for row in served.rows(Decision)][1:]
    accepted = DecisionKind.ACCEPTED
    assert [DecisionKind.EXTENSION_GRANTED, accepted, accepted, accepted, accepted] == kinds
    assert morning.clicks <= MOST_CLICKS


def letter_links(served: Served) -> list[str]:
    """Yesterday units asked and reported; the links of this morning's letter."""
    Desk(served).hand_in(
        "so-tu-phap", YESTERDAY, answer="not_done", reason="Chưa có số liệu", figures={}
    )
    for unit in REPORTS:
        Desk(served).hand_in(unit, YESTERDAY, document_on="10/03/2027")
    with transaction(served.engine) as session:
        ask_extension(
            session,
            served.rulebook,
            assignment_id=served.assignment("so-tai-chinh"),
            by="contact:1",
            asked_on=date(2027, 3, 17),
            reason="Chờ số liệu cấp xã",
            now=YESTERDAY,
        )
    settings = served.settings.model_copy(update={"trial": False})
    office = Office(served.engine, settings, served.rulebook)
    office.window(TODAY)
    [letter] = office.postman.to("ha%40so-noi-vu.example")
    return re.findall(r"^  (http\S+)$", letter.body, re.M)
