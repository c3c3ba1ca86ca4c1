"""Every answer, of every route and every error, carries the headers that keep a link private."""

from __future__ import annotations

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.support.portal import Portal, address_of

WANTED = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def carried(answer: httpx.Response) -> dict[str, str | None]:
    return {name: answer.headers.get(name) for name in WANTED}


def test_every_route_answers_with_them(portal: Portal) -> None:
    home = portal.link()
    known = {"token": home.rsplit("/", 1)[-1], "assignment_id": str(portal.assignment())}

    for route in portal.routes():
        path = address_of(route, **known)
        for method in sorted(route.methods):
            answer = portal.client.request(method, path)
            assert carried(answer) == WANTED, (method, route.path)


def test_errors_carry_them_too(portal: Portal) -> None:
    def broken() -> None:
        raise RuntimeError("mật khẩu là 123")

    portal.own_app().add_api_route("/hong", broken, methods=["GET"])
    client = TestClient(portal.app, raise_server_exceptions=False)

    for path in ("/khong-co", "/v/khong-co", "/hong"):
        assert carried(client.get(path)) == WANTED, path


def test_styles_may_be_kept_but_are_asked_for_again(portal: Portal) -> None:
    answer = portal.get("/static/dondoc.css")

    assert 200 == answer.status_code
    assert "no-cache" == answer.headers["cache-control"]
    assert "nosniff" == answer.headers["x-content-type-options"]


def test_nothing_is_for_search_engines(portal: Portal) -> None:
    assert "User-agent: *\nDisallow: /\n" == portal.get("/robots.txt").text


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/"])
def test_the_styles_folder_gives_nothing_else(portal: Portal, path: str) -> None:
    assert 404 == portal.get(path).status_code


def test_no_page_loads_anything_from_elsewhere(portal: Portal) -> None:
    page = portal.page(portal.link())

    loaded = [
        str(attributes.get("src") or attributes.get("href"))
        for tag, attributes in page.elements
        if tag in ("link", "script", "img", "iframe")
    ]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert "script" not in {tag for tag, _attributes in page.elements}
    assert [] == [tag for tag, attributes in page.elements if "style" in attributes]
