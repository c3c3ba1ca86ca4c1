"""The week's scan as a run: its sentence, one task run a host, the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import select

from dondoc import clock
from dondoc.clock import at
from flows.publication_scan import AGAIN, publication_scan
from models import Assignment, Scan
from models.database import transaction
from tests.support.flow_office import Office
from tests.support.list_site import ListSite
from tests.support.sample_procedures import lay_source, sample_list
from tests.support.scan_office import WHOLE

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]


@pytest.fixture
def site(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[ListSite]:
    monkeypatch.setenv("DONDOC_DEMO", "true")
    with ListSite() as site:
        with transaction(office.engine) as session:
            session.delete(sample_list(session).site)
            for number in (2, 3):
                lay_source(session, "so-y-te", site.address(number), gap_seconds=0.0)
        for number in (2, 3):
            site.show(number, WHOLE)
        yield site


def _on(monkeypatch: pytest.MonkeyPatch, on: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(on, 6))


def test_a_week_is_scanned_and_what_is_open_is_looked_at_again(
    office: Office, site: ListSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on(monkeypatch, date(2026, 11, 16))
    first = publication_scan(return_state=True)
    site.show(3, WHOLE[:2])
    _on(monkeypatch, date(2026, 11, 23))
    second = publication_scan(return_state=True)
    site.show(3, WHOLE)
    _on(monkeypatch, date(2026, 11, 25))
    third = publication_scan(scope=AGAIN, return_state=True)

    said = "2 nguồn: 2 kiểm chứng được, 0 không; 0 sai lệch mới, 0 đã khắc phục."
    assert ("2/2 nguồn", said) == (first.name, first.message)
    assert "2/2 nguồn · 1 mới" == second.name
    assert "1 nguồn: 1 kiểm chứng được, 0 không; 0 sai lệch mới, 1 đã khắc phục." == third.message
    assert {"Quét công khai TTHC · tuần 47/2026", "Quét công khai TTHC · tuần 48/2026"} <= set(
        office.run_names("Quét công khai TTHC")
    )
    [unit] = json.loads(office.artifact("cong-khai-tthc")["data"])
    assert ("Sở Y tế", "6/6") == (unit["Đơn vị"], unit["Đăng đủ"])
    weeks = json.loads(office.artifact("cong-khai-tthc-theo-tuan")["data"])
    assert ["23/11/2026", "16/11/2026"] == [week["Tuần từ"] for week in weeks]
    with transaction(office.engine, write=False) as session:
        assert [True] == [one.completed_at is not None for one in session.exec(select(Assignment))]


def test_a_day_that_is_over_is_not_on_the_net(office: Office, site: ListSite) -> None:
    state = publication_scan(as_of=date(2026, 11, 16), return_state=True)

    assert "không quét" == state.name
    assert [] == site.asked
    with transaction(office.engine, write=False) as session:
        assert [] == list(session.exec(select(Scan)))


def test_a_source_that_there_is_not_is_refused_in_words(office: Office, site: ListSite) -> None:
    state = publication_scan(source=999, return_state=True)

    assert state.is_failed()
    assert "Nguồn công khai «999»: không có nguồn này" in (state.message or "")
