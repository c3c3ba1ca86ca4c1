"""The portal's news: the flow reads the feed that the plan names, and never our own network."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from dondoc.plan.registry import DATA_FOLDER
from flows.portal_news import portal_news
from models import Activity
from models.database import transaction
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

FEED = '    feeds: [{unit: so-khoa-hoc-cong-nghe, address: "http://127.0.0.1:9/rss"}]\n'


@pytest.fixture
def named(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office's plan names a feed, of an address inside our own network."""
    folder = tmp_path / "plan"
    shutil.copytree(DATA_FOLDER, folder)
    plan = folder / "plan.yaml"
    head, tail = plan.read_text(encoding="utf-8").split("  - code: III.1.5.a\n")
    plan.write_text(f"{head}  - code: III.1.5.a\n{FEED}{tail}", encoding="utf-8")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(folder))
    return office


def test_a_feed_inside_our_network_is_not_read_and_the_run_says_so(named: Office):
    state = portal_news(return_state=True)

    assert state.is_completed()
    assert (
        "không đọc được RSS của Sở Khoa học và Công nghệ: địa chỉ này không thuộc mạng Internet"
        " công cộng"
    ) in state.message


def test_a_day_that_is_over_reads_nothing(named: Office):
    state = portal_news(as_of=date(2026, 3, 4), return_state=True)

    assert "RSS" not in state.message
    with transaction(named.engine, write=False) as session:
        assert session.exec(select(Activity)).first() is None


def test_the_shipped_plan_names_no_feed(office: Office):
    assert "RSS" not in portal_news(return_state=True).message
