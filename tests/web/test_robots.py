"""robots.txt is asked once a day, and kept to; where it cannot be asked, nothing is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dondoc.web.site_answer import NotFetched, Why
from dondoc.web.site_visitor import SiteVisitor
from tests.support.wild_site import RULES, resolve
from tests.web.conftest import THE_31ST

NOBODY = "User-agent: *\nDisallow: /\n"


def why(visitor, address, rules=RULES) -> Why:
    with pytest.raises(NotFetched) as stopped:
        visitor.get(address, rules)
    return stopped.value.why


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (None, True),
        ("", True),
        (NOBODY, False),
        ("User-agent: *\nDisallow: /admin\n", True),
        ("User-agent: *\nDisallow: /\nAllow: /tot$\n", True),
        ("\ufeffUser-agent: DonDoc\nDisallow: /t*t\n", False),
        (f"<!doctype html><title>Trang chủ</title>\n{NOBODY}", True),
        ("# x\n" * 600_000 + NOBODY, True),  # more than is read
        (NOBODY + "Disallow: /x\n" * 200_000, False),
    ],
)
def test_it_is_kept_to(site, visitor, robots, allowed):
    site.robots = robots

    if allowed:
        assert 200 == visitor.get(site.at("tot"), RULES).status
    else:
        assert Why.ROBOTS == why(visitor, site.at("tot"))
        assert [] == site.paths()


def test_where_it_cannot_be_asked_nothing_is_read(site, visitor):
    site.hosts = {"loi.example": "ban-mai", "treo.example": "treo"}

    assert Why.ROBOTS_UNKNOWN == why(visitor, site.at("tot", "loi.example"))
    assert Why.SLOW == why(visitor, site.at("tot", "treo.example"), replace(RULES, within=0.3))
    assert [] == site.paths()


def test_it_is_asked_once_a_day_of_each_host(site):
    now = [THE_31ST]
    visitor = SiteVisitor("DonDoc", clock=lambda: now[0], resolve=resolve)
    for host, later in (("a.example", 0), ("a.example", 23), ("b.example", 23), ("a.example", 24)):
        now[0] = THE_31ST + timedelta(hours=later)
        visitor.get(site.at("tot", host), RULES)

    asked = [host for host, path in site.asked if path == "/robots.txt"]
    assert ["a.example", "b.example", "a.example"] == asked


def test_it_is_asked_of_where_a_redirect_leads_too(site, visitor):
    site.robots = "User-agent: *\nDisallow: /chuoi?0\n"

    assert Why.ROBOTS == why(visitor, site.at("chuoi?2"))
    assert ["/chuoi?2", "/chuoi?1"] == site.paths()
