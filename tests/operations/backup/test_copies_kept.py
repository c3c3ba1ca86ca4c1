"""Which copies are kept: the newest of seven days, four weeks, twelve months."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import pytest

from dondoc.clock import at, local_date
from dondoc.operations.backup.copy_place import kept_instants, list_copies
from dondoc.operations.backup.nightly_backup import nightly_backup
from tests.operations.backup.conftest import NIGHT, Office

LAST = at(date(2027, 12, 31), 1, 30)


def test_a_year_of_nights_leaves_days_weeks_and_months():
    nights = [LAST - timedelta(days=days) for days in range(400)]

    kept = sorted((local_date(one) for one in kept_instants(nights)), reverse=True)

    days = [date(2027, 12, 31 - back) for back in range(7)]
    sundays = [date(2027, 12, 26), date(2027, 12, 19), date(2027, 12, 12)]
    months = [date(2027, month + 1, 1) - timedelta(days=1) for month in range(11, 0, -1)]
    assert sorted({*days, *sundays, *months}, reverse=True) == kept


def test_a_machine_that_stood_still_keeps_what_it_has():
    nights = [LAST - timedelta(days=days) for days in (0, 90, 91, 800)]

    assert {nights[0], nights[1], nights[2], nights[3]} == kept_instants(nights)


@pytest.mark.one_database
def test_the_night_copies_and_lets_go_of_our_own_alone(office: Office):
    place = office.settings.backup_dir
    for days in range(10):
        said = nightly_backup(office.engine, office.settings, NIGHT + timedelta(days=days))
        if not days:
            stranger = place / "dondoc-20270101-000000"
            shutil.copytree(place / "dondoc-20270301-013000", stranger)
            manifest = stranger / "manifest.json"
            named = manifest.read_text().replace('"mark": "', '"mark": "x')
            manifest.write_text(named)

    kept = [one.path.name for one in list_copies(place) if one.path != stranger]
    assert [f"dondoc-202703{day:02}-013000" for day in (4, 5, 6, 7, 8, 9, 10)] == kept
    assert stranger.exists()
    assert not said.failed
    assert "xóa 1 bản sao đã cũ" in said.sentence


@pytest.mark.one_database
def test_a_night_without_a_copy_says_why(office: Office):
    office.settings.backup_dir.write_text("một tệp")

    said = nightly_backup(office.engine, office.settings, NIGHT)

    assert said.failed
    assert said.sentence.startswith("chưa sao lưu được: nơi sao lưu")
