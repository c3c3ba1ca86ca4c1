"""A ledger that cannot be used is told of too, though it can keep nothing of that."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.ledger.installation import Installation
from dondoc.operations.watchman import Watchman
from models.database import make_engine
from tests.support.mail_servers import mail_url
from tests.support.stamped_ledger import stamp

SUNDAY_NOON = at(date(2027, 2, 28), 12)
MINUTE = timedelta(minutes=1)
OUT, BACK = "[Đôn Đốc] Không dùng được sổ theo dõi", "[Đôn Đốc] Đã trở lại: sổ theo dõi"

pytestmark = pytest.mark.one_database


@pytest.fixture
def ledger(sqlite_engine):
    """Where the ledger lies, to be taken away and put back."""
    stamp(sqlite_engine)
    return Path(sqlite_engine.url.database)


@pytest.fixture
def process(settings, rulebook, ledger, smtp):
    """Another process that watches the same ledger."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = mail_url(smtp.port, "quan-tri@noi-khac.example")
    told = settings.model_copy(update={"alarm_urls": SecretStr(url)})

    def start():
        here = Installation(told, rulebook, make_engine(f"sqlite:///{ledger}"))
        return Watchman.of(here, since=SUNDAY_NOON)

    return start


def _subjects(smtp):
    return [one.message["Subject"] for one in smtp.received]


def test_two_processes_tell_once_after_five_minutes_and_once_when_it_is_back(process, ledger, smtp):
    portal, reader = process(), process()
    aside = ledger.rename(ledger.with_suffix(".aside"))
    for minutes in (0, 4, 5, 6, 90):
        for one in (portal, reader):
            one.look(SUNDAY_NOON + minutes * MINUTE)
    assert [OUT] == _subjects(smtp)
    assert not ledger.exists()  # looking made none

    aside.rename(ledger)
    for one in (reader, portal):
        one.look(SUNDAY_NOON + 91 * MINUTE)
    assert [OUT, BACK] == _subjects(smtp)


def test_a_restart_of_the_database_is_told_to_nobody(process, ledger, smtp):
    portal = process()
    aside = ledger.rename(ledger.with_suffix(".aside"))
    portal.look(SUNDAY_NOON)
    aside.rename(ledger)
    portal.look(SUNDAY_NOON + 4 * MINUTE)
    aside = ledger.rename(ledger.with_suffix(".aside"))
    portal.look(SUNDAY_NOON + 6 * MINUTE)

    assert [] == smtp.received


def test_with_the_data_folder_gone_as_well_it_is_told_all_the_same(process, ledger, smtp, settings):
    portal = process()
    ledger.rename(ledger.with_suffix(".aside"))
    settings.data_dir.rename(settings.data_dir.with_name("gone"))
    for minutes in (0, 5, 6):
        portal.look(SUNDAY_NOON + minutes * MINUTE)

    assert [OUT] == _subjects(smtp)


def test_who_could_not_be_told_is_told_after_an_hour(process, ledger, smtp):
    portal = process()
    ledger.rename(ledger.with_suffix(".aside"))
    smtp.answer("RCPT", "451 4.3.0 try later")
    for minutes in (0, 5, 64, 65, 66):
        portal.look(SUNDAY_NOON + minutes * MINUTE)

    assert [OUT] == _subjects(smtp)
