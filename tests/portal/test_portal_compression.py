"""Text goes out compressed; what is a file of its own, or too small, or not wanted so, does not."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal


@pytest.mark.parametrize("path", ["/bang", "/static/dondoc.css"])
def test_a_page_and_a_style_are_compressed(portal: Portal, sqlite_cast: Cast, path: str) -> None:
    desk = Desk(portal, sqlite_cast.officer)

    with desk.client.stream("GET", path, headers={"accept-encoding": "br, gzip;q=0.8"}) as answer:
        raw = b"".join(answer.iter_raw())
    plain = desk.client.get(path, headers={"accept-encoding": "identity"})

    assert "gzip" == answer.headers["content-encoding"]
    assert len(raw) == int(answer.headers["content-length"])
    assert len(raw) < len(plain.content) / 2
    assert gzip.decompress(raw)[:500] == plain.content[:500]
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize("accepts", ["gzip;q=0", "br", "x-gzip2"])
def test_who_takes_no_gzip_gets_none(portal: Portal, accepts: str) -> None:
    answer = portal.client.get("/static/dondoc.css", headers={"accept-encoding": accepts})

    assert "content-encoding" not in answer.headers


def test_what_is_short_goes_as_it_is(portal: Portal) -> None:
    answer = portal.get("/robots.txt")

    assert (200, False) == (answer.status_code, "content-encoding" in answer.headers)


def test_head_says_the_same_without_the_body(portal: Portal) -> None:
    answer = portal.client.head("/static/dondoc.css")

    assert ("gzip", b"") == (answer.headers["content-encoding"], answer.content)


def test_two_pages_never_carry_the_same_form_token(portal: Portal, sqlite_cast: Cast) -> None:
    """So compressed lengths of many pages tell nothing about one secret (BREACH)."""
    desk = Desk(portal, sqlite_cast.officer)

    tokens = [re.findall(r'name="form_token" value="([^"]+)"', desk.get("/bang"))[0] for _ in "12"]

    assert tokens[0] != tokens[1]
    answer = desk.client.post("/dang-xuat", data={"form_token": tokens[0]})
    assert (303, "/dang-nhap") == (answer.status_code, answer.headers["location"])
