"""The leaders' page on paper: one sheet of A4, whatever there is to say."""

from __future__ import annotations

import base64
import re
from datetime import date

import pytest

from dondoc.clock import at
from tests.browser.conftest import Open
from tests.browser.test_board_in_browser import sign_in
from tests.support.cast import Cast, give_clerks
from tests.support.portal import CONSOLIDATED, REPORT
from tests.support.served_portal import Served

pytestmark = pytest.mark.browser

A4 = {"preferCSSPageSize": True, "printBackground": True}
KNOWN = {"so-tai-chinh", "so-tu-phap", "so-y-te", "so-noi-vu"}  # the cast has their clerks


def test_it_prints_on_one_sheet(served: Served, sqlite_cast: Cast, browser: Open) -> None:
    """Two periods past and everybody late in both; letters and the body's own report to sign."""
    registry = served.rulebook.registry
    asked = registry.responsible(registry.plan.duty(REPORT), date(2027, 3, 1))
    give_clerks(served.engine, {unit.code for unit, _role in asked} - KNOWN)
    served.open_round(now=at(date(2027, 6, 1), 7, 30))
    served.open_round(CONSOLIDATED, now=at(date(2027, 6, 1), 7, 30))
    served.now = at(date(2027, 6, 17), 9)
    chromium = browser()
    sign_in(served, chromium, sqlite_cast.officer)
    chromium.get(served.url("/lanh-dao"))

    printed = chromium.execute_cdp_cmd("Page.printToPDF", A4)

    assert "đơn vị nữa" in chromium.page_source
    pdf = base64.b64decode(printed["data"])
    assert 1 == len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf
