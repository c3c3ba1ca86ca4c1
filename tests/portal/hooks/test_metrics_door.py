"""`/metrics`: who may read it, and what Prometheus reads there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from dondoc.clock import at
from dondoc.ledger import beats
from models import Silence
from models.database import transaction
from models.kinds import BeatName, MessageState, SilenceKind
from tests.support.cast import give_clerks
from tests.support.portal import REPORT, Portal

TOKEN = "mat-khau-cua-prometheus"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
EIGHT = at(date(2027, 3, 15), 8)


def _set(portal: Portal, **settings):
    portal.app.state.settings = portal.settings.model_copy(update=settings)


@pytest.fixture
def measured(portal: Portal):
    """The samples by name and labels, read as Prometheus reads them."""
    portal.settings.data_dir.mkdir(parents=True, exist_ok=True)
    _set(portal, metrics_token=SecretStr(TOKEN))

    def read():
        answer = portal.client.get("/metrics", headers=BEARER)
        assert 200 == answer.status_code
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return read


def test_unless_a_setting_opens_it_there_is_no_such_page(portal: Portal):
    assert 404 == portal.client.get("/metrics").status_code
    assert 404 == portal.client.get("/metrics", headers=BEARER).status_code
    assert 404 == portal.client.get("/metrics", headers={"Authorization": "Bearer "}).status_code


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 404),
        ({"Authorization": "Bearer sai"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": "Bearer ữ".encode()}, 401),
        ({"Authorization": f"bearer {TOKEN}"}, 200),
    ],
)
def test_by_its_token(portal: Portal, header, status):
    _set(portal, metrics_token=SecretStr(TOKEN))

    assert status == portal.client.get("/metrics", headers=header).status_code


@pytest.mark.parametrize(
    ("visitor", "status"), [("10.0.0.7", 200), ("10.0.1.7", 404), ("::1", 200), ("unix:", 404)]
)
def test_by_the_address_of_who_asks(portal: Portal, visitor, status):
    _set(portal, metrics_from=("10.0.0.0/24", "::1"))

    with TestClient(portal.app, client=(visitor, 40000)) as client:
        assert status == client.get("/metrics").status_code


def test_every_kind_of_message_and_every_duty_is_there(portal: Portal, measured):
    found = measured()

    assert {state.value for state in MessageState} == {
        key[1] for key in found if key[0] == "dondoc_messages"
    }
    duties = {duty.code for duty in portal.rulebook.registry.plan.duties}
    assert duties == {key[1] for key in found if key[0] == "dondoc_overdue_assignments"}
    assert 0 == found["dondoc_overdue_assignments", REPORT]
    assert 0 == found["dondoc_oldest_due_message_age_seconds",]
    assert 0 < found["dondoc_data_free_bytes",]


def test_regular_work_the_window_due_and_what_is_silent(portal: Portal, measured):
    assert EIGHT.timestamp() == measured()["dondoc_window_timestamp_seconds",]
    with transaction(portal.engine) as session:
        beats.begin(session, BeatName.DISPATCH, now=EIGHT)
        beats.end(session, BeatName.READING, well=False, now=EIGHT, next_by=portal.now)
        session.add(Silence(kind=SilenceKind.READING, since_at=EIGHT))
    found = measured()

    assert EIGHT.timestamp() == found["dondoc_work_begun_timestamp_seconds", "dispatch"]
    assert ("dondoc_work_well_timestamp_seconds", "reading") not in found
    assert 1 == found["dondoc_work_failing", "reading"]
    promised = "dondoc_work_promised_timestamp_seconds", "reading"
    assert portal.now.timestamp() == found[promised]
    assert (1, 0) == (found["dondoc_silence", "reading"], found["dondoc_silence", "dispatch"])


def test_what_is_overdue_is_counted_anew_after_five_minutes(portal: Portal, measured):
    give_clerks(portal.engine, ["so-tai-chinh"])
    measured()
    portal.now = at(date(2027, 3, 17), 9)
    late = measured()["dondoc_overdue_assignments", REPORT]
    portal.now += timedelta(minutes=4)
    with portal.engine.begin() as ledger:
        ledger.exec_driver_sql("update assignment set due_on = '2027-12-31'")

    assert 0 < late == measured()["dondoc_overdue_assignments", REPORT]
    portal.now += timedelta(minutes=1)
    assert 0 == measured()["dondoc_overdue_assignments", REPORT]


def test_nobodys_name_or_address_stands_there(portal: Portal, measured):
    measured()
    text = portal.client.get("/metrics", headers=BEARER).text

    assert "@" not in text
    assert TOKEN not in text
    assert "Sở Tài chính" not in text
