"""Whether the portal lives and is ready: to strangers one word, the parts to who may measure."""

from __future__ import annotations

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from dondoc.ledger.own_mark import know_installation
from models.database import make_engine, transaction
from tests.support.portal import Portal
from tests.support.stamped_ledger import stamp

TOKEN = "mat-khau-cua-prometheus"
READY = "/suc-khoe/san-sang"


@pytest.fixture
def ready(portal: Portal):
    stamp(portal.engine)
    with transaction(portal.engine) as session:
        know_installation(session, portal.settings.signing_key())
    return portal


def _set(portal: Portal, **settings):
    portal.app.state.settings = portal.settings.model_copy(update=settings)


def test_it_lives_without_a_ledger(portal: Portal, tmp_path):
    portal.app.state.engine = make_engine(f"sqlite:///{tmp_path / 'khong-co.sqlite3'}")

    answer = portal.client.get("/suc-khoe")
    assert (200, {"status": "ok"}) == (answer.status_code, answer.json())
    assert "no-store" == answer.headers["cache-control"]


def test_it_is_ready(ready: Portal):
    answer = ready.client.get(READY)

    assert (200, {"status": "ready"}) == (answer.status_code, answer.json())
    assert 200 == ready.client.head(READY).status_code


def _no_ledger(portal: Portal, tmp_path):
    portal.app.state.engine = make_engine(f"sqlite:///{tmp_path / 'khong-co.sqlite3'}")


def _damaged(portal: Portal, tmp_path):
    (tmp_path / "hong.sqlite3").write_bytes(b"hong" * 4096)
    portal.app.state.engine = make_engine(f"sqlite:///{tmp_path / 'hong.sqlite3'}")


def _older(portal: Portal, _tmp_path):
    stamp(portal.engine, "0001_create_ledger")


def _other_key(portal: Portal, _tmp_path):
    with portal.engine.begin() as ledger:
        ledger.execute(text("update installation set key_fingerprint = 'khac'"))


@pytest.mark.parametrize(
    ("fault", "parts"),
    [
        (_no_ledger, (False, False, False)),
        (_damaged, (False, False, False)),
        (_older, (True, False, False)),
        (_other_key, (True, True, False)),
    ],
)
def test_what_is_wrong_is_told_where_the_settings_say_so(ready: Portal, tmp_path, fault, parts):
    fault(ready, tmp_path)

    shut = ready.client.get(READY)
    assert (503, {"status": "unready"}) == (shut.status_code, shut.json())
    _set(ready, health_details=True)
    told = ready.client.get(READY)
    assert 503 == told.status_code
    assert dict(zip(("ledger", "revision", "key"), parts, strict=True)) == told.json()["checks"]
    assert not (tmp_path / "khong-co.sqlite3").exists()


def test_who_may_measure_sees_the_parts(ready: Portal):
    _set(ready, metrics_token=SecretStr(TOKEN))

    assert "checks" not in ready.client.get(READY).json()
    told = ready.client.get(READY, headers={"Authorization": f"Bearer {TOKEN}"})
    assert {"ledger": True, "revision": True, "key": True} == told.json()["checks"]
