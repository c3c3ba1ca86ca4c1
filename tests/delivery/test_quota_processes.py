"""Two operating-system processes on one PostgreSQL keep the account's cap between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from tests.support.campaign import Campaign

MESSAGES, CAP = 40, 15


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_processes_send_no_more_than_the_cap_and_lose_nothing(
    engine: Engine, rulebook: Rulebook, tmp_path: Path
):
    campaign = Campaign(engine, rulebook, tmp_path, messages=MESSAGES)

    report = campaign.two_at_once(DONDOC_SMTP_PER_DAY=str(CAP))

    assert (MESSAGES, MESSAGES - CAP) == (report.messages, report.unsent)
    assert (0, 0, 0) == (report.extra, report.marked, report.strangers)
