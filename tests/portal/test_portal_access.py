"""Every route asks who is there: a unit's link, a signed-in account, or it is on the short list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi.routing import APIRoute

from dondoc.portal.sign_in.session import signed_in
from dondoc.portal.unit.link import unit_link
from tests.support.portal import Portal, address_of

PUBLIC = {
    ("GET", "/"),
    ("GET", "/robots.txt"),
    ("GET", "/dang-nhap"),  # asks for an address
    ("POST", "/dang-nhap"),  # mails a link to it
    ("GET", "/dang-nhap/{token}"),  # shows a button
    ("POST", "/dang-nhap/{token}"),  # checks the one-time link itself
    ("GET", "/xac-nhan/{token}"),  # checks the contact's link itself, shows a button
    ("POST", "/xac-nhan/{token}"),
    ("GET", "/xin-lam/{token}"),  # checks the account's link itself, shows a button
    ("POST", "/xin-lam/{token}"),
    ("GET", "/duong-dan-moi"),  # asks for an address
    ("POST", "/duong-dan-moi"),  # mails a link to it where it is a unit's
    ("GET", "/suc-khoe"),  # one word
    ("GET", "/suc-khoe/san-sang"),  # one word; the parts by a setting
    ("GET", "/metrics"),  # checks a token or the visitor's address itself
    ("GET", "/cua-prefect"),  # tells who asks what he himself may do; changes nothing
    ("POST", "/moc-bao/{token}"),  # checks the Prefect server's token itself
}
"""Open to everybody on purpose. The demo's inbox is not among them: it exists in the demo alone."""


def calls(dependant: Any) -> Iterator[Any]:
    yield dependant.call
    for part in dependant.dependencies:
        yield from calls(part)


def routes(portal: Portal) -> Iterator[tuple[str, APIRoute]]:
    for route in portal.routes():
        yield from ((method, route) for method in route.methods)


def test_every_route_checks_a_link_or_an_account_or_is_public_on_purpose(portal: Portal) -> None:
    unchecked = {
        (method, route.path)
        for method, route in routes(portal)
        if not {unit_link, signed_in} & set(calls(route.dependant))
    }

    assert PUBLIC == unchecked


def test_every_page_under_v_checks_the_link(portal: Portal) -> None:
    mine = [route for _method, route in routes(portal) if route.path.startswith("/v/")]

    assert len(mine) >= 10
    assert all(unit_link in set(calls(route.dependant)) for route in mine)


def test_without_an_account_no_page_of_the_board_says_anything(portal: Portal) -> None:
    for method, route in routes(portal):
        if signed_in not in set(calls(route.dependant)):
            continue
        answer = portal.client.request(method, address_of(route))
        assert answer.status_code in (303, 403, 404), (method, route.path)
        assert "Sở Tài chính" not in answer.text
