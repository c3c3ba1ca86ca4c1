"""Quý I/2027 with two reports in, on each of the two databases."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.settings import Settings
from tests.support.life import Life
from tests.support.report_desk import ReportDesk


@pytest.fixture
def desk(life: Life, settings: Settings) -> ReportDesk:
    found = ReportDesk(life, settings)
    found.hand_in("so-tai-chinh", at(date(2027, 3, 12), 9))
    found.hand_in("so-y-te", at(date(2027, 3, 15), 9), tin_bai="5")
    return found
