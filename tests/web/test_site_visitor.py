"""A site is visited within bounds, whatever it does, and what went wrong is said truly."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from dondoc.limits import KEPT_OF_LARGER, LARGEST_PAGE, MOST_HOPS
from dondoc.web.site_answer import NotFetched, Tls, Why
from tests.support.wild_site import ETAG, HERE, PAGE, RULES

HURRIED = replace(RULES, within=0.3)


def why(visitor, address, rules=RULES) -> Why:
    with pytest.raises(NotFetched) as stopped:
        visitor.get(address, rules)
    return stopped.value.why


def test_it_brings_the_page_and_what_the_line_said(site, visitor):
    answer = visitor.get(site.at("tot"), RULES)

    assert (200, PAGE.encode(), False) == (answer.status, answer.body, answer.truncated)
    assert (site.at("tot"), HERE, Tls.NONE) == (answer.address, answer.ip, answer.tls)
    assert ("text/html", "text/html", "utf-8") == (
        *(answer.media_type, answer.declared_type, answer.charset),
    )
    assert (ETAG, "Wed, 31 Mar 2027 08:00:00 GMT") == (answer.etag, answer.last_modified)
    assert len(PAGE.encode()) == answer.wire_bytes


def test_it_says_who_asks(site, visitor):
    visitor.get(site.at("tot"), RULES)

    said = "(compatible; DonDoc; van phong ubnd tinh; don-doc@so-noi-vu.example)"
    assert {f"Mozilla/5.0 {said}"} == {one["User-Agent"] for one in site.headers}


def test_what_is_as_before_brings_no_body(site, visitor):
    answer = visitor.get(site.at("tot"), RULES, etag=ETAG)

    assert (True, b"") == (answer.not_modified, answer.body)


@pytest.mark.parametrize("path", ["treo", "nho-giot-dau", "nho-giot-than"])
def test_who_hangs_or_drips_is_slow(site, visitor, path):
    assert Why.SLOW == why(visitor, site.at(path), HURRIED)


@pytest.mark.parametrize("path", ["gzip", "deflate", "deflate-tran"])
def test_a_packed_page_is_unpacked(site, visitor, path):
    answer = visitor.get(site.at(path), RULES)

    assert PAGE.encode() == answer.body
    assert len(PAGE) > answer.wire_bytes


@pytest.mark.parametrize("size", [0, 1, 16_383, 16_384, 16_385, 300_000])
def test_a_packed_page_of_any_size_is_whole(site, visitor, size):
    site.file = gzip.compress(b"a" * size)
    answer = visitor.get(site.at("tep-gzip"), RULES)

    assert (b"a" * size, False) == (answer.body, answer.truncated)


def test_a_bomb_is_stopped_at_the_cap(site, visitor):
    answer = visitor.get(site.at("bom"), RULES)

    assert (True, KEPT_OF_LARGER) == (answer.truncated, len(answer.body))
    assert LARGEST_PAGE // 100 > answer.wire_bytes


@pytest.mark.parametrize(
    ("path", "kept"), [("lon", KEPT_OF_LARGER), ("dut", len(PAGE.encode())), ("gzip-dut", None)]
)
def test_what_is_too_large_or_breaks_off_is_known_to_be_no_whole(site, visitor, path, kept):
    answer = visitor.get(site.at(path), RULES)

    assert answer.truncated
    assert kept in (None, len(answer.body))


@pytest.mark.parametrize("path", ["gzip-hong", "nen-la"])
def test_what_does_not_unpack_is_damaged(site, visitor, path):
    assert Why.DAMAGED == why(visitor, site.at(path))


def test_redirects_are_followed_so_far_and_no_further(site, visitor):
    assert site.at("chuoi?0") == visitor.get(site.at(f"chuoi?{MOST_HOPS}"), RULES).address
    assert Why.TOO_MANY == why(visitor, site.at(f"chuoi?{MOST_HOPS + 1}"))
    assert Why.TOO_MANY == why(visitor, site.at("vong"))


def test_a_cookie_is_worn_to_the_end_of_the_redirects_and_no_longer(site, visitor):
    assert 200 == visitor.get(site.at("banh"), RULES).status
    assert "Cookie" in site.headers[-2]

    visitor.get(site.at("tot"), RULES)
    assert "Cookie" not in site.headers[-1]


@pytest.mark.parametrize(
    ("path", "status", "times"), [("ban", 200, 2), ("ban-mai", 503, 2), ("ban-lau", 503, 1)]
)
def test_who_is_busy_is_asked_once_more_unless_that_is_long(site, visitor, path, status, times):
    assert status == visitor.get(site.at(path), RULES).status
    assert [f"/{path}"] * times == site.paths()[:times]
