"""The door to Prefect: who may pass with what, asked as the proxy asks."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from dondoc.plan.rulebook import Rulebook
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

READS = ("POST", "/prefect/api/flow_runs/filter")
STARTS = ("POST", "/prefect/api/deployments/5/create_flow_run")
LOOKS = ("GET", "/prefect/v2/runs")
PEOPLE = {
    "viewer": (AccountRole.VIEWER, "so-noi-vu"),
    "officer": (AccountRole.OFFICER, "van-phong-ubnd"),  # of a body that watches over a duty
    "unit": (AccountRole.OFFICER, "so-tai-chinh"),
    "unit_viewer": (AccountRole.VIEWER, "so-tai-chinh"),
    "administrator": (AccountRole.ADMINISTRATOR, "so-tai-chinh"),
}


def person(portal: Portal, name: str) -> Account:
    role, unit = PEOPLE[name]
    account = Account(name="Người thử", address="thu@x.example", unit_code=unit, role=role)
    with transaction(portal.engine) as session:
        session.add(account)
    return account


def ask(portal: Portal, method: str, address: str, **headers: str) -> httpx.Response:
    asked = {"X-Original-Method": method, "X-Original-URI": address}
    return portal.client.get("/cua-prefect", headers={**asked, **headers})


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("viewer", [204, 204, 403]),
        ("officer", [204, 204, 403]),
        ("unit", [403, 403, 403]),  # what Prefect shows is of every unit
        ("unit_viewer", [403, 403, 403]),
        ("administrator", [204, 204, 204]),
    ],
)
def test_who_may_pass_with_what(
    portal: Portal, sqlite_cast: Cast, name: str, statuses: list[int]
) -> None:
    account = person(portal, name)
    Desk(portal, account)
    before = portal.dump()

    answers = [ask(portal, *one) for one in (LOOKS, READS, STARTS)]

    assert statuses == [answer.status_code for answer in answers]
    assert {str(account.id)} == {answer.headers["X-Dondoc-Account"] for answer in answers}
    assert before == portal.dump()


def test_who_has_no_session_is_asked_to_sign_in(portal: Portal, sqlite_cast: Cast) -> None:
    assert [401, 401] == [ask(portal, *one).status_code for one in (LOOKS, STARTS)]

    Desk(portal, sqlite_cast.viewer)
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.viewer.id).disabled_at = portal.now

    assert 401 == ask(portal, *LOOKS).status_code


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 204),  # no browser: nobody else's cookie
        ({"Sec-Fetch-Site": "same-origin"}, 204),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "http://127.0.0.1:8450"}, 204),  # a browser that knows no Sec-Fetch
        ({"Origin": "http://khac.tinh.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_neighbours_page_does_nothing_in_an_administrators_name(
    portal: Portal, sqlite_cast: Cast, asked: dict[str, str], status: int
) -> None:
    Desk(portal, person(portal, "administrator"))

    assert status == ask(portal, *STARTS, **asked).status_code
    assert 204 == ask(portal, *LOOKS, **asked).status_code


@pytest.mark.parametrize(
    "address",
    ["", "/bang", "/prefect/api/../bang", "/prefect/api//flow_runs", "/prefect/%2e%2e/bang"],
)
def test_an_address_that_is_not_plainly_prefects_passes_for_nobody(
    portal: Portal, sqlite_cast: Cast, address: str
) -> None:
    Desk(portal, person(portal, "administrator"))

    assert 403 == ask(portal, "GET", address).status_code


def test_a_question_without_method_and_address_is_no(portal: Portal, sqlite_cast: Cast) -> None:
    Desk(portal, person(portal, "administrator"))

    assert 403 == portal.get("/cua-prefect").status_code


def test_the_way_in_leads_to_the_runs_or_says_who_may_see_them(
    portal: Portal, sqlite_cast: Cast
) -> None:
    Desk(portal, sqlite_cast.viewer)
    assert "http://127.0.0.1:4450/v2/" == portal.get("/xem-prefect").headers["location"]

    Desk(portal, sqlite_cast.stranger)
    refused = portal.get("/xem-prefect")

    assert 403 == refused.status_code
    assert "hoặc quản trị được xem các lượt chạy trong giao diện Prefect." in refused.text


@pytest.fixture
def behind(portal: Portal, rulebook: Rulebook) -> Iterator[Portal]:
    """The portal where a web server in front of both leads `/prefect` through the door."""
    address = {"prefect_ui_url": f"{portal.settings.base_url}/prefect"}
    built = Portal(portal.settings.model_copy(update=address), portal.engine, rulebook)
    yield built
    built.close()


def test_the_menu_leads_to_the_runs_whoever_may_see_them(behind: Portal, sqlite_cast: Cast) -> None:
    found = [_in_menu(behind, one) for one in (sqlite_cast.viewer, sqlite_cast.stranger)]
    found += [_in_menu(behind, person(behind, "administrator"))]

    assert [True, False, True] == found


def test_the_menu_has_no_way_to_a_prefect_that_asks_for_its_own_password(
    portal: Portal, sqlite_cast: Cast
) -> None:
    assert not _in_menu(portal, person(portal, "administrator"))


def _in_menu(portal: Portal, account: Account) -> bool:
    return 'href="/xem-prefect">Lượt chạy</a>' in Desk(portal, account).get("/bang/tim-kiem")


def test_who_is_not_signed_in_comes_back_after_it(portal: Portal) -> None:
    assert "/dang-nhap?tiep=/xem-prefect" == portal.get("/xem-prefect").headers["location"]
