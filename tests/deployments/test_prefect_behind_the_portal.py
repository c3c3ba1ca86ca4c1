"""nginx, the portal and a real Prefect server: who gets through, and with what nobody does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.portal.sign_in.prefect_requests import only_reads
from dondoc.settings import Settings
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.support.behind_the_portal import Behind, behind_the_portal
from tests.support.cast import Cast
from tests.support.nginx_front import Front
from tests.support.prefect_harness import PrefectServer

pytestmark = [pytest.mark.prefect, pytest.mark.wall, pytest.mark.xdist_group("prefect")]

API = "/don-doc/prefect/api"

ONLY_READS = (
    "Tài khoản này chỉ xem. Chạy, dừng, sửa, mở trang Blocks (có thể chứa mật khẩu) là việc của"
    " quản trị."
)


@pytest.fixture
def behind(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, tmp_path: Path
) -> Iterator[Behind]:
    with behind_the_portal(settings, sqlite_engine, rulebook, Front(tmp_path / "nginx")) as found:
        yield found


def administrator(behind: Behind) -> Account:
    account = Account(
        name="Người quản trị",
        address="quan-tri@so-noi-vu.example",
        unit_code="so-noi-vu",
        role=AccountRole.ADMINISTRATOR,
    )
    with transaction(behind.portal.engine) as session:
        session.add(account)
    return account


def a_variable(prefect: PrefectServer, name: str) -> str:
    found: dict[str, Any] = prefect.ask("/variables/", {"name": name, "value": "một"})
    return str(found["id"])


def kept(prefect: PrefectServer) -> list[str]:
    return sorted(one["name"] for one in prefect.ask("/variables/filter", {}))


def test_a_viewer_reads_and_an_administrator_does_everything(
    behind: Behind, sqlite_cast: Cast
) -> None:
    name = "mot_bien"
    number = a_variable(behind.prefect, name)
    gone = ("DELETE", f"{API}/variables/{number}")

    read = behind.ask(sqlite_cast.viewer, "POST", f"{API}/variables/filter", "{}")
    refused = behind.ask(sqlite_cast.viewer, *gone)
    assert (200, True) == (read[0], name in read[2])
    assert (403, ONLY_READS) == (
        refused[0],
        json.loads(refused[2])["detail"],
    )
    assert name in kept(behind.prefect)

    done = behind.ask(administrator(behind), *gone, headers={"Sec-Fetch-Site": "same-origin"})

    assert 204 == done[0]
    assert name not in kept(behind.prefect)


def test_who_is_not_signed_in_is_led_there_and_back(behind: Behind, sqlite_cast: Cast) -> None:
    page, asked = "/don-doc/prefect/v2/runs?page=2", f"{API}/flow_runs/filter"

    status, headers, _text = behind.ask(None, "GET", page)
    assert (303, f"{behind.front.address}/dang-nhap?tiep=/prefect/v2/runs") == (
        status,
        headers["Location"],
    )
    assert 401 == behind.ask(None, "POST", asked, "{}")[0]
    headers = {"Authorization": "Basic YTpi"}
    assert 401 == behind.ask(None, "POST", asked, "{}", headers)[0]


def test_an_account_of_a_unit_is_told_who_may(behind: Behind, sqlite_cast: Cast) -> None:
    status, headers, _text = behind.ask(sqlite_cast.stranger, "GET", "/don-doc/prefect/v2/runs")
    assert (303, f"{behind.front.address}/xem-prefect") == (status, headers["Location"])

    status, _headers, text = behind.ask(sqlite_cast.stranger, "GET", "/don-doc/xem-prefect")

    assert 403 == status
    assert "hoặc quản trị được xem các lượt chạy trong giao diện Prefect." in text


ROUNDABOUT = (
    f"{API}/variables/filter/../{{}}",
    f"{API}/variables/filter/%2e%2e/{{}}",
    f"{API}/variables/%2e%2e/variables/{{}}",
    f"{API}/variables/filter%2f..%2f{{}}",
    f"{API}//variables/{{}}",
    f"{API}/./variables/{{}}",
    f"{API}/variables%2f{{}}",
    f"{API}/variables\\{{}}",
    f"{API}/variables/{{}};/filter",
    f"{API}/variables/{{}}%3f/filter",
    f"{API}/variables/{{}}?/filter",
    f"{API}/variables/{{}}/",
    "/don-doc/prefect/v2/../api/variables/{}",
    "/don-doc/prefect/v2/%2e%2e/api/variables/{}",
    "/don-doc/bang/../prefect/api/variables/{}",
    "/don-doc//prefect//api/variables/{}",
    "/don-doc/prefect/API/variables/{}",
    "/api/variables/{}",
    f"https://x.example{API}/variables/{{}}",
)


@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_no_roundabout_way_leads_a_viewer_to_what_changes(
    behind: Behind, sqlite_cast: Cast, method: str
) -> None:
    name = f"bien_{method.lower()}"
    number = a_variable(behind.prefect, name)
    body = '{"value": "hai"}' if method == "PATCH" else ""

    answers = {
        way: behind.ask(sqlite_cast.viewer, method, way.format(number), body)[0]
        for way in ROUNDABOUT
    }

    assert {} == {way: one for way, one in answers.items() if one < 300}
    assert "một" == behind.prefect.ask(f"/variables/{number}")["value"]


def test_headers_that_name_another_method_or_address_change_nothing(
    behind: Behind, sqlite_cast: Cast
) -> None:
    number = a_variable(behind.prefect, "bien_tieu_de")
    harmless = {"X-Original-Method": "GET", "X-Original-URI": "/don-doc/prefect/v2/runs"}
    tricks = [
        ("DELETE", number, harmless),
        ("DELETE", number, harmless | {"Connection": "X-Original-Method, X-Original-URI, Cookie"}),
        *(
            ("POST", "filter", {header: "DELETE", "X-Original-URL": f"/api/variables/{number}"})
            for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
        ),
        ("GET", f"{number}?_method=DELETE", {"X-Rewrite-URL": f"/api/variables/{number}"}),
    ]

    for method, path, headers in tricks:
        behind.ask(sqlite_cast.viewer, method, f"{API}/variables/{path}", "{}", headers)

    assert "bien_tieu_de" in kept(behind.prefect)
    assert 404 == behind.ask(sqlite_cast.viewer, "GET", "/don-doc/cua-prefect")[0]


def test_a_line_that_takes_orders_is_not_opened(behind: Behind, sqlite_cast: Cast) -> None:
    """Events sent in start automations. The UI of version 2 opens no such line at all."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol": "prefect",
    }
    for who in (sqlite_cast.viewer, administrator(behind)):
        for path in ("events/in", "events/out", "work_pools/x/workers/connect"):
            assert 101 != behind.ask(who, "GET", f"{API}/{path}", "", upgrade)[0]


def test_no_address_that_gives_secrets_away_is_for_readers(prefect_server: PrefectServer) -> None:
    """As Prefect's own description of its API has them, so that a new one is seen."""
    api = prefect_server.ask("/openapi.json")
    schemas = api["components"]["schemas"]
    telling = {name for name, one in schemas.items() if "include_secret" in str(one)}
    found = set()
    for path, methods in api["paths"].items():
        for method, one in methods.items():
            asked = json.dumps(one.get("requestBody", {}))
            tells = "include_secret" in str(one.get("parameters"))
            if tells or any(f'/{name}"' in asked for name in telling):
                found.add(
                    (method.upper(), "api" + re.sub(r"{\w+}", "5", path.removeprefix("/api")))
                )

    assert ("POST", "api/block_documents/filter") in found
    assert [] == [one for one in found if only_reads(*one)]


def test_the_ui_is_told_all_that_the_server_tells_it_and_asks_for_no_password(
    behind: Behind, sqlite_cast: Cast
) -> None:
    """The proxy answers in the server's place: with the same fields, and no password asked for."""
    home = behind.prefect.api_url.removesuffix("/api")
    with urlopen(f"{home}/don-doc/prefect/ui-settings") as answer:
        own = json.load(answer)

    told = json.loads(behind.ask(None, "GET", "/don-doc/prefect/ui-settings")[2])

    changed = {"api_url": API, "auth": None, "available_uis": ["v2"], "v1_base_url": None}
    assert own | changed == told


def test_an_open_page_keeps_its_neighbours_out(behind: Behind, sqlite_cast: Cast) -> None:
    accept = {"Accept": "text/html"}
    page = "/don-doc/prefect/v2/runs"

    status, headers, _text = behind.ask(sqlite_cast.viewer, "GET", page, "", accept)

    assert (200, "text/html; charset=utf-8") == (status, headers["Content-Type"])
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
