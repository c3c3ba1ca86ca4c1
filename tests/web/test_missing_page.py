"""A host's page for what is not there is asked for once a week, and is nobody's list."""

from __future__ import annotations

from datetime import timedelta

from dondoc.web.site_visitor import SiteVisitor
from tests.support.wild_site import RULES, resolve
from tests.web.conftest import THE_31ST


def visit(site, host, *, later=timedelta(), missing=None):
    visitor = SiteVisitor("x", clock=lambda: THE_31ST + later, resolve=resolve, missing=missing)
    answer = visitor.get(site.at("danh-muc", host), RULES)
    return answer.like_missing, visitor.missing.known


def test_a_page_that_the_host_shows_for_everything_is_known(site):
    site.hosts = {"a.example": "nhu-nhau"}

    assert visit(site, "a.example")[0]


def test_a_home_page_is_shown_for_everything_and_still_a_page(site, visitor):
    site.hosts = {"a.example": "nhu-nhau"}

    assert not visitor.get(site.at("", "a.example"), RULES).like_missing


def test_a_host_that_says_what_is_not_there_is_asked_once_a_week(site):
    site.hosts = {}
    visitor = SiteVisitor("x", clock=lambda: THE_31ST, resolve=resolve)
    for _time in range(2):
        assert not visitor.get(site.at("tot"), RULES).like_missing
    assert 3 == len(site.paths())

    week = timedelta(weeks=1)
    for later, more in ((week / 2, 1), (week, 2)):
        before = len(site.paths())
        again = SiteVisitor(
            "x",
            clock=lambda later=later: THE_31ST + later,
            resolve=resolve,
            missing=visitor.missing.known,
        )
        again.get(site.at("tot"), RULES)
        assert more == len(site.paths()) - before
