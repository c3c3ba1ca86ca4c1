"""Sending and housekeeping as runs."""

from __future__ import annotations

from datetime import date

import pytest

from flows.dispatch import dispatch
from flows.housekeeping import housekeeping
from flows.periodic_report import periodic_report
from models.migrations.run import newest, present
from tests.flows.conftest import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


def test_dispatch_for_a_past_day_opens_its_first_window(office: Office):
    periodic_report(as_of=date(2021, 3, 1), return_state=True)
    state = dispatch(as_of=date(2021, 3, 1), return_state=True)

    assert state.is_completed()
    assert state.name == "0 đã gửi · 3 giữ lại"
    assert state.message == "0 tin đã gửi, 3 giữ lại vì chế độ thử."


def test_housekeeping_applies_the_plan_and_keeps_a_copy(office: Office):
    state = housekeeping(return_state=True)

    copies = sorted((office.settings.data_dir / "backups").iterdir())
    assert state.is_completed()
    assert 1 == len(copies)
    assert f"đã sao lưu vào {copies[0].name}" in state.message
    assert newest() == present(office.engine)
    assert "không đổi" == housekeeping(return_state=True).name
