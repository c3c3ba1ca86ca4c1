"""Reading the feeds whose items count as what a unit did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dondoc.activities.feeds import FeedRead, feeds_of, read_feed
from dondoc.clock import local_date
from dondoc.ledger.installation import load_installation
from tasks.dondoc_task import dondoc_task


@dondoc_task("Đọc RSS, đếm tin, bài mới")
def read_feeds(duties: Sequence[str], now: datetime) -> list[FeedRead]:
    """Record every new item of the feeds of these duties, one transaction a feed."""
    here = load_installation()
    demo = here.settings.demo
    return [
        read_feed(here.engine, here.rulebook, duty, feed, now=now, inside=demo)
        for duty, feed in feeds_of(here.rulebook, duties, local_date(now))
    ]
