"""The portal's news, counted by RSS from a real server: each item once, in its month (III.1.5)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from dondoc.activities.feeds import FeedRead, feeds_of, read_feed
from dondoc.activities.record_activity import activities_of
from dondoc.clock import at
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Feed
from models.database import transaction
from tests.support.counting import Counting
from tests.support.feed_site import Site

DUTY, PORTAL = "III.1.5.a", "so-khoa-hoc-cong-nghe"
NOW = at(date(2027, 3, 15), 9)


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Reading(Counting):
    """March 2027 of the portal's keeper, whose feed is that of the site."""

    def __init__(self, engine: Any, rulebook: Rulebook, site: Site, **feed: Any) -> None:
        given = {"unit": PORTAL, "address": site.url("/rss"), **feed}
        super().__init__(engine, with_feed(rulebook, Feed.model_validate(given)), DUTY)
        self.open(date(2027, 3, 1))

    def read(self, now: datetime = NOW, *, inside: bool = True) -> FeedRead:
        duty, feed = feeds_of(self.rulebook, [DUTY], date(2027, 3, 15))[0]
        return read_feed(self.engine, self.rulebook, duty, feed, now=now, inside=inside)

    def kept(self) -> list[str]:
        with transaction(self.engine, write=False) as session:
            found = activities_of(session, self.id(unit=PORTAL), as_of=at(date(2028, 1, 1), 9))
            return sorted(f"{one.done_on:%d/%m} {one.title}" for one in found)


def with_feed(rulebook: Rulebook, feed: Feed) -> Rulebook:
    registry = rulebook.registry
    duties = tuple(
        one.model_copy(update={"feeds": (feed,)}) if one.code == DUTY else one
        for one in registry.plan.duties
    )
    plan = registry.plan.model_copy(update={"duties": duties})
    return Rulebook(Registry(plan, registry.roles, registry.units), rulebook.workdays)


@pytest.fixture
def month(engine, rulebook: Rulebook, site: Site) -> Reading:
    return Reading(engine, rulebook, site)


def test_every_item_of_the_month_is_an_activity_once(month: Reading, site: Site) -> None:
    site.publish(1)
    site.publish(2, "12 Mar 2027")
    assert "RSS của Sở Khoa học và Công nghệ: 2 tin mới" == month.read().words()
    site.publish(3, "14 Mar 2027")

    assert [1, 0] == [month.read().new, month.read().new]
    titles = [f"Cải cách hành chính số {n}" for n in (1, 2, 3)]
    assert [f"{d}/03 {t}" for d, t in zip((10, 12, 14), titles, strict=True)] == month.kept()


def test_what_the_unit_entered_itself_is_not_counted_again(month: Reading, site: Site) -> None:
    site.publish(1)
    month.add(NOW, unit=PORTAL, title="Tự ghi", done_on="10/03/2027", link=site.url("/tin/1/"))

    assert 0 == month.read().new
    assert ["10/03 Tự ghi"] == month.kept()


def test_what_the_unit_took_back_stays_taken_back(month: Reading, site: Site) -> None:
    site.publish(1)
    month.read()
    with transaction(month.engine, write=False) as session:
        first = activities_of(session, month.id(unit=PORTAL), as_of=NOW)[0]
    month.withdraw(first.id or 0, NOW)

    assert 0 == month.read().new


def test_items_of_no_open_month_are_nobodys(month: Reading, site: Site) -> None:
    site.publish(1, "29 Jan 2027")
    site.publish(2, "16 Mar 2027")  # not yet

    assert (0, ()) == (month.read().new, month.read().refused)


def test_a_page_that_is_gone_is_not_counted_and_said(month: Reading, site: Site) -> None:
    site.publish(1)
    site.gone.add("/tin/1")

    read = month.read()

    assert 0 == read.new
    assert "1 tin không tính («Cải cách hành chính số 1»: trang trả lời không còn" in read.words()


def test_of_a_whole_portals_feed_only_the_matter_counts(engine, rulebook, site: Site) -> None:
    month = Reading(engine, rulebook, site, words=("cải cách hành chính", "thủ tục"))
    site.publish(1)
    site.publish(2, title="Thời tiết")
    site.publish(3, title="CAI CACH HANH CHINH o xa")

    assert 2 == month.read().new


def test_a_feed_that_is_down_or_no_feed_says_so(month: Reading, site: Site) -> None:
    site.items.append("<hỏng")
    assert "không đọc được RSS của Sở Khoa học và Công nghệ: trang không phải" in (
        month.read().words()
    )
    site.gone.add("/rss")
    assert month.read().words().endswith("trang trả lời mã 404")


def test_a_feed_never_leads_into_our_own_network(month: Reading, site: Site) -> None:
    site.publish(1)

    assert "không thuộc mạng Internet công cộng" in month.read(inside=False).words()
    assert [] == month.kept()


def test_a_feed_holds_from_one_day_to_another(rulebook: Rulebook) -> None:
    feed = Feed.model_validate(
        {"unit": PORTAL, "address": "https://cong.example/rss", "to": date(2027, 3, 31)}
    )
    plan = with_feed(rulebook, feed)

    assert 1 == len(feeds_of(plan, [DUTY], date(2027, 3, 31)))
    assert [] == feeds_of(plan, [DUTY], date(2027, 4, 1))
    assert [] == feeds_of(rulebook, [DUTY], date(2027, 3, 31)), "no address is shipped"
