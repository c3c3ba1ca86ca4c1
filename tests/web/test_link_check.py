"""A link is alive, dead, forbidden, or cannot be checked now; our own network is never reached."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.limits import MOST_FETCHES_AT_ONCE, MOST_HOPS
from dondoc.web.fetch import fetch
from dondoc.web.link_check import WHY, LinkState, check_once, link_check
from dondoc.web.site_answer import NotFetched, Why
from tests.support.wild_site import HERE, WildSite


def at(site: WildSite, path: str) -> str:
    return site.at(path, HERE)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("tot", LinkState.ALIVE),
        ("chuoi?1", LinkState.ALIVE),
        ("lon", LinkState.ALIVE),
        ("khong-co", LinkState.DEAD),
        ("mat", LinkState.DEAD),
        ("ban-mai", LinkState.UNKNOWN),
        ("vong", LinkState.UNKNOWN),
        ("ra-hong", LinkState.UNKNOWN),
        ("ra-tep", LinkState.FORBIDDEN),
    ],
)
def test_it_says_how_a_page_stands(site, path, state):
    assert state == link_check(inside=True)(at(site, path)).state


def test_it_follows_so_many_redirects_and_no_more(site):
    link_check(inside=True)(at(site, "vong"))

    assert 1 + MOST_HOPS == len(site.asked)


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://10.1.2.3/", "ftp://example.vn/"])
def test_it_never_reaches_our_own_network(address):
    assert LinkState.FORBIDDEN == link_check()(address).state


def test_nothing_is_asked_of_a_private_address(site):
    assert LinkState.FORBIDDEN == link_check()(at(site, "tot")).state
    assert [] == site.asked


def test_a_page_that_is_down_cannot_be_checked(start):
    site = start()
    address = at(site, "tot")
    site.shutdown()
    site.server_close()

    assert LinkState.UNKNOWN == link_check(inside=True)(address).state


def test_a_name_that_nobody_knows_cannot_be_checked():
    assert LinkState.UNKNOWN == link_check()("https://khong-co.invalid/tin").state


def test_it_asks_before_and_answers_later(site):
    address = at(site, "tot")
    asked_before = check_once(link_check(inside=True), address)

    assert LinkState.ALIVE == asked_before(address).state
    assert LinkState.ALIVE == asked_before(address).state
    assert ["/tot"] == site.paths()


def test_it_brings_the_day_that_the_page_states(site):
    site.file = b'<meta property="article:published_time" content="2027-03-31">'

    assert date(2027, 3, 31) == link_check(inside=True)(at(site, "tep")).published_on
    assert link_check(inside=True)(at(site, "tot")).published_on is None


def test_pages_that_drip_are_hung_up_on_and_take_nobodys_place(site):
    for _time in range(MOST_FETCHES_AT_ONCE + 1):
        with pytest.raises(NotFetched) as stopped:
            fetch(at(site, "nho-giot-than"), inside=True, most=1000, within=0.1)
        assert Why.SLOW == stopped.value.why

    assert LinkState.ALIVE == link_check(inside=True)(at(site, "tot")).state


def test_whatever_stops_a_link_has_its_words():
    asked_of_sites_alone = {Why.ROBOTS, Why.ROBOTS_UNKNOWN}

    assert set(Why) - asked_of_sites_alone == {why for why, verdict in WHY.items() if verdict.words}
