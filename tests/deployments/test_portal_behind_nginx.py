"""The whole portal under a sub-path, with nginx and TLS in front of it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import Engine

from dondoc.delivery.sign_in_mail import sign_in_link
from dondoc.limits import LARGEST_UPLOAD, MEGABYTE
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models import Submission
from models.database import transaction
from tests.support.cast import Cast
from tests.support.nginx_front import ROOT, Front
from tests.support.portal import TYPED
from tests.support.reading import Page
from tests.support.served_portal import Served, serving

VISITOR = "10.9.9.9"


@pytest.fixture
def front(tmp_path: Path) -> Front:
    return Front(tmp_path / "nginx")


@pytest.fixture
def portal(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, front: Front
) -> Iterator[Served]:
    given = {"base_url": front.address, "metrics_from": (VISITOR,)}
    with serving(settings, sqlite_engine, rulebook, **given) as found:
        front.write(portal=urlsplit(found.address).netloc)
        with front.running():
            yield found


@pytest.fixture
def client(portal: Served, front: Front) -> Iterator[httpx.Client]:
    known = ssl.create_default_context(cafile=str(front.folder / "root.pem"))
    with httpx.Client(verify=known, trust_env=False, timeout=60) as found:
        yield found


def test_an_officer_signs_in_walks_and_signs_out_and_every_address_is_below_the_sub_path(
    portal: Served, front: Front, client: httpx.Client, sqlite_cast: Cast
) -> None:
    with transaction(portal.engine) as session:
        link = sign_in_link(session, portal.settings, sqlite_cast.officer, portal.now)
    assert link.startswith(f"{front.address}/dang-nhap/")

    answer = client.post(link, data={"tiep": "/bang"})

    assert (303, f"{ROOT}/bang") == (answer.status_code, answer.headers["Location"])
    cookie = answer.headers["Set-Cookie"]
    assert {"HttpOnly", f"Path={ROOT}", "Secure", "SameSite=strict"} <= set(cookie.split("; "))
    board = client.get(f"{front.address}/bang")
    assert 200 == board.status_code
    led = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', board.text))
    assert {one for one in led if not one.startswith(f"{ROOT}/")} == set()
    broken = {one for one in led if client.get(front.host + one).status_code not in (200, 303, 405)}
    assert set() == broken
    assert len(led) >= 12


def test_a_unit_hands_in_by_its_link(portal: Served, front: Front, client: httpx.Client) -> None:
    home = front.host + ROOT + portal.link().removeprefix(ROOT)
    file = {"files": ("bao-cao.pdf", b"%PDF-1.4\n" + bytes(3 * MEGABYTE), "application/pdf")}

    form = Page(client.get(f"{home}?sua=1").text).values()
    answer = client.post(f"{home}/nop", data=form | TYPED, files=file, follow_redirects=True)

    assert 200 == answer.status_code
    assert 1 == len(portal.rows(Submission))
    assert str(answer.url).startswith(front.address)


def test_what_is_too_large_is_refused_by_the_portal_in_words(
    portal: Served, front: Front, client: httpx.Client
) -> None:
    home = front.host + ROOT + portal.link().removeprefix(ROOT)

    answer = client.post(f"{home}/nop", content=bytes(LARGEST_UPLOAD + 1))

    assert 413 == answer.status_code
    assert "MB" in answer.text
    assert "nginx" not in answer.text


def test_the_visitors_address_is_what_the_web_server_saw_not_what_he_says(
    portal: Served, front: Front, client: httpx.Client
) -> None:
    """Who may read figures is settled by address; the portal believes the web server alone."""
    said = {"X-Forwarded-For": VISITOR, "Forwarded": f"for={VISITOR}", "X-Real-IP": VISITOR}

    by_nginx = client.get(f"{front.address}/metrics", headers=said)
    beside_it = httpx.get(f"{portal.address}/metrics", headers=said, trust_env=False)

    assert by_nginx.status_code in (401, 403, 404)
    assert 200 == beside_it.status_code  # nobody but the web server reaches this port
    assert 200 == httpx.get(f"{portal.address}/suc-khoe", trust_env=False).status_code
