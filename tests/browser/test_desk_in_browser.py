"""An officer at one assignment: enters a paper, decides, and is led to what was done."""

from __future__ import annotations

from datetime import date

import pytest
from selenium.webdriver.common.by import By

from dondoc.clock import at
from models import Decision, Submission
from models.kinds import DecisionKind, Way
from tests.browser.conftest import Open, await_focus, follow
from tests.browser.test_board_in_browser import sign_in
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import TYPED
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

NOW = at(date(2027, 3, 17), 9)


def test_a_paper_is_entered_and_a_report_accepted_without_javascript(
    served: Served, sqlite_cast: Cast, browser: Open
) -> None:
    served.now = NOW
    waits = Desk(served).hand_in("so-tai-chinh", NOW)
    paper = served.assignment("so-tu-phap")
    chromium = browser(360, 740, script=False)
    sign_in(served, chromium, sqlite_cast.officer)

    chromium.get(served.url(f"/bang/viec/{paper}"))
    follow(chromium, f"a[href$='/viec/{paper}/nhap']")
    assert not chromium.find_element(By.ID, "done_reason").is_displayed()
    given = {name: text for name, text in TYPED.items() if name != "answer"}
    for name, text in {**given, "incoming_number": "345", "received_on": "16/3/2027"}.items():
        field = chromium.find_element(By.ID, name)
        field.clear()
        field.send_keys(text)
    follow(chromium, ".main-form .actions button")
    await_focus(chromium, "#vua-xong")
    assert "Đã ghi kết quả thay đơn vị" in chromium.find_element(By.ID, "vua-xong").text
    kept = next(row for row in served.rows(Submission) if row.assignment_id == paper)
    assert (Way.STAFF, date(2027, 3, 16)) == (kept.way, kept.received_at.date())

    chromium.get(served.url(f"/bang/viec/{waits}"))
    follow(chromium, "form[action$='/chap-nhan'] button")

    await_focus(chromium, "#vua-xong")
    assert [DecisionKind.ACCEPTED] == [row.kind for row in served.rows(Decision)]
