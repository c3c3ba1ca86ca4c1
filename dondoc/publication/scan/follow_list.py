"""A list over several pages, and the pages of its procedures: followed on the source's own host.

Further pages always, for without them nothing is missing. The pages of single procedures only
where the source says so (`details`): they are many, and one host is asked one thing a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dondoc.clock import Watch
from dondoc.limits import FOLLOW_SECONDS, MOST_DETAILS, MOST_ONWARD
from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.join_readings import join_readings
from dondoc.publication.scan.due_sources import DueSource, KeptPage, host_of
from dondoc.web.link_check import LinkState
from models.publication_kinds import CheckVerdict, ReadingTrouble


@dataclass(frozen=True)
class FollowedPage:
    """One page of it, as it came: what it says, and what lies in the folder of snapshots."""

    reading: PageReading
    kept: KeptPage | None = None


@dataclass(frozen=True)
class FollowedList:
    """The whole list. `pages` are all that came after the first, those of procedures too; `links`
    what became of each procedure's own.
    """

    reading: PageReading
    pages: tuple[KeptPage, ...] = ()
    links: Mapping[str, LinkState] = field(default_factory=dict)


Visit = Callable[[str], FollowedPage]
"""Fetches one page of the source and reads it; never raises for what the other side does."""

_Pages = dict[str, FollowedPage]


def follow_list(first: PageReading, due: DueSource, visit: Visit) -> FollowedList:
    """The list that begins with `first`, joined; held against the rows of the last good look.

    What is left when time or number is over stays in `onward`: then the list proves nothing.
    """
    watch = Watch()
    pages = _further(first, due, visit, watch)
    joined = join_readings(first, _readings(pages), {}, last_rows=due.rows)
    proves = joined.verdict is CheckVerdict.READ and not joined.onward
    links = dict.fromkeys(row.link for row in joined.rows if row.link)
    wanted = list(links) if due.details and proves else []
    details = _details(wanted, due, visit, watch)
    if details:
        joined = join_readings(first, _readings(pages), _readings(details), last_rows=due.rows)
    came = [*pages.values(), *details.values()]
    return FollowedList(
        joined,
        tuple(one.kept for one in came if one.kept is not None),
        {address: _state(details.get(address)) for address in wanted},
    )


def _further(first: PageReading, due: DueSource, visit: Visit, watch: Watch) -> _Pages:
    """Page by page, for each may name more of them; none after one that proves nothing."""
    pages: _Pages = {}
    waiting = list(first.onward)
    while waiting and len(pages) < MOST_ONWARD and watch.elapsed() <= FOLLOW_SECONDS:
        address = waiting.pop(0)
        if address in pages or host_of(address) != due.host:
            continue
        pages[address] = visit(address)
        if pages[address].reading.verdict is not CheckVerdict.READ:
            break
        waiting += pages[address].reading.onward
    return pages


def _details(wanted: Sequence[str], due: DueSource, visit: Visit, watch: Watch) -> _Pages:
    """Those on the source's own host, as many as there is time for."""
    pages: _Pages = {}
    for address in [one for one in wanted if host_of(one) == due.host][:MOST_DETAILS]:
        if watch.elapsed() > FOLLOW_SECONDS:
            break
        pages[address] = visit(address)
    return pages


def _readings(pages: _Pages) -> dict[str, PageReading]:
    return {address: one.reading for address, one in pages.items()}


def _state(page: FollowedPage | None) -> LinkState:
    """Only an answer that says so makes a link dead; one that was not tried is as unknown."""
    if page is None:
        return LinkState.UNKNOWN
    if page.reading.trouble is ReadingTrouble.GONE:
        return LinkState.DEAD
    return LinkState.ALIVE if page.reading.verdict is CheckVerdict.READ else LinkState.UNKNOWN
