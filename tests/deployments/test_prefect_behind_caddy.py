"""Caddy in front of the portal and a real Prefect server: the same door as with nginx."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.deployments.test_prefect_behind_the_portal import (
    ONLY_READS,
    ROUNDABOUT,
    a_variable,
    kept,
)
from tests.support.behind_the_portal import Behind, behind_the_portal
from tests.support.caddy_front import CaddyFront
from tests.support.cast import Cast
from tests.support.nginx_front import FILES, ROOT

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]

API = "/prefect/api"


@pytest.fixture
def behind(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, tmp_path: Path
) -> Iterator[Behind]:
    front = CaddyFront(tmp_path / "caddy")
    with behind_the_portal(settings, sqlite_engine, rulebook, front) as found:
        yield found


def test_a_viewer_reads_and_an_administrator_does_everything(
    behind: Behind, sqlite_cast: Cast
) -> None:
    number = a_variable(behind.prefect, "bien_caddy")
    gone = ("DELETE", f"{API}/variables/{number}")

    assert 200 == behind.ask(sqlite_cast.viewer, "POST", f"{API}/variables/filter", "{}")[0]
    status, _headers, text = behind.ask(sqlite_cast.viewer, *gone)
    assert (403, ONLY_READS) == (status, json.loads(text)["detail"])
    assert 401 == behind.ask(None, "POST", f"{API}/variables/filter", "{}")[0]
    assert "bien_caddy" in kept(behind.prefect)
    with transaction(behind.portal.engine) as session:
        session.get_one(Account, sqlite_cast.viewer.id).role = AccountRole.ADMINISTRATOR

    assert 204 == behind.ask(sqlite_cast.viewer, *gone)[0]
    assert "bien_caddy" not in kept(behind.prefect)


@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_no_roundabout_way_leads_a_viewer_to_what_changes(
    behind: Behind, sqlite_cast: Cast, method: str
) -> None:
    number = a_variable(behind.prefect, f"vong_{method.lower()}")
    body = '{"value": "hai"}' if method == "PATCH" else ""
    here = [way for way in ROUNDABOUT if way.startswith("/")]  # of another host it answers nothing
    ways = [way.replace(ROOT, "").format(number) for way in here]
    harmless = {"X-Original-Method": "GET", "X-Original-URI": "/prefect/v2/runs"}

    answers = {way: behind.ask(sqlite_cast.viewer, method, way, body, harmless)[0] for way in ways}

    assert {} == {way: one for way, one in answers.items() if one < 300}
    assert "một" == behind.prefect.ask(f"/variables/{number}")["value"]


def test_a_page_leads_to_sign_in_or_to_who_may(behind: Behind, sqlite_cast: Cast) -> None:
    page = "/prefect/v2/runs"

    assert "/dang-nhap?tiep=/prefect/v2/runs" == behind.ask(None, "GET", page)[1]["Location"]
    assert "/xem-prefect" == behind.ask(sqlite_cast.stranger, "GET", page)[1]["Location"]
    headers = behind.ask(sqlite_cast.viewer, "GET", page)[1]  # its own UI lies under /don-doc here
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert 404 == behind.ask(sqlite_cast.viewer, "GET", "/cua-prefect")[0]
    assert 200 == behind.ask(sqlite_cast.viewer, "GET", "/bang")[0]


def test_the_ui_is_told_what_nginx_tells_it() -> None:
    told = [
        re.search(r"\{\"api_url.*\}", (FILES / name).read_text(encoding="utf-8"))
        for name in ("Caddyfile", "locations.conf")
    ]

    caddy, nginx = (json.loads(one[0].replace(ROOT, "")) for one in told if one)
    assert caddy == nginx


def test_no_log_holds_a_signed_link_also_when_the_portal_is_down(tmp_path: Path) -> None:
    token = "abcdefghijklmnopqrstuvwxyz234567"
    front = CaddyFront(tmp_path / "caddy")
    front.write()
    with front.running():
        for path in (f"/v/{token}", f"/dang-nhap/{token}?tiep=/v/{token}", f"/prefect/v2/{token}"):
            front.ask("GET", path, "", {"Referer": f"https://x.example/{token}"})

    assert token not in front.log
    assert "/v/***" in front.log
