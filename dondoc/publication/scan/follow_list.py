"""A list over several pages, and the pages of its procedures: followed on the source's own host.

Further pages always, for without them nothing is missing. The pages of single procedures only
where the source says so (`details`) and the whole province is looked at: they are many, and one
host is asked one thing a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dondoc.clock import Watch
from dondoc.limits import FOLLOW_SECONDS, MOST_DETAILS, MOST_ONWARD
from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.join_readings import join_readings
from dondoc.publication.scan.due_sources import DueSource, KeptPage
from dondoc.text import parse_link
from dondoc.web.link_check import LinkState
from models.publication_kinds import CheckVerdict, ReadingTrouble


@dataclass(frozen=True)
class FollowedPage:
    """One page of it, as it came: what it says, and what lies in the folder of snapshots."""

    reading: PageReading
    kept: KeptPage | None = None


@dataclass(frozen=True)
class FollowedList:
    """The whole list. `pages` are those after the first; `links` what came of each detail's."""

    reading: PageReading
    pages: tuple[KeptPage, ...] = ()
    links: Mapping[str, LinkState] = field(default_factory=dict)


Visit = Callable[[str], FollowedPage]
"""Fetches one page of the source and reads it; never raises for what the other side does."""


def follow_list(first: PageReading, due: DueSource, visit: Visit) -> FollowedList:
    """The list that begins with `first`, joined; held against the rows of the last good look.

    What is left when time or number is over stays in `onward`: then the list proves nothing.
    """
    watch = Watch()
    pages = dict(_further(first, due, visit, watch))
    rows = (row for one in (first, *_readings(pages.values())) for row in one.rows)
    wanted = dict.fromkeys(row.link for row in rows if row.link) if due.details else {}
    details = dict(_each(wanted, due, visit, watch, most=MOST_DETAILS))
    joined = join_readings(
        first,
        {address: one.reading for address, one in pages.items()},
        {address: one.reading for address, one in details.items()},
        last_rows=due.rows,
    )
    kept = tuple(one.kept for one in pages.values() if one.kept is not None)
    links = {
        address: _state(details[address].reading) if address in details else LinkState.UNKNOWN
        for address in wanted
    }
    return FollowedList(joined, kept, links)


def _further(
    first: PageReading, due: DueSource, visit: Visit, watch: Watch
) -> Iterator[tuple[str, FollowedPage]]:
    """Page by page, for each may name more of them; none after one that proves nothing."""
    waiting, known = list(first.onward), {due.address}
    while waiting and len(known) <= MOST_ONWARD:
        address = waiting.pop(0)
        if address in known:
            continue
        known.add(address)
        for one_address, page in _each([address], due, visit, watch, most=1):
            yield one_address, page
            if page.reading.verdict is not CheckVerdict.READ:
                return
            waiting += page.reading.onward


def _each(
    addresses: Iterable[str], due: DueSource, visit: Visit, watch: Watch, *, most: int
) -> Iterator[tuple[str, FollowedPage]]:
    """Those on the source's own host, as long as there is time."""
    asked = 0
    for address in addresses:
        if asked == most or watch.elapsed() > FOLLOW_SECONDS:
            return
        if _host(address) == due.host:
            asked += 1
            yield address, visit(address)


def _readings(pages: Iterable[FollowedPage]) -> Iterator[PageReading]:
    return (one.reading for one in pages)


def _state(reading: PageReading) -> LinkState:
    """Only an answer that says so makes a link dead."""
    if reading.trouble is ReadingTrouble.GONE:
        return LinkState.DEAD
    return LinkState.ALIVE if reading.verdict is CheckVerdict.READ else LinkState.UNKNOWN


def _host(address: str) -> str:
    parts = parse_link(address)
    return (parts.hostname or "").lower() if parts is not None else ""
