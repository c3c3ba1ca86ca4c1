"""News counted by RSS: each item of a feed is an activity in the period of its day (III.1.5).

Looked at before the ledger is touched: nothing goes over the network while a row is held. An item
is one by its link, also where the unit took it back: what it said does not count stays so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.activities.entry import GivenActivity, same_link
from dondoc.activities.record_activity import record_activity
from dondoc.activities.slots import Slot, slots_of
from dondoc.calendar.date_words import short_date
from dondoc.clock import local_date
from dondoc.ledger.actors import Actor
from dondoc.limits import LARGEST_FEED, LONGEST_TITLE, MOST_FEED_ITEMS
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Feed, Unit
from dondoc.problems import Refused
from dondoc.text import fold
from dondoc.web.feed import FeedItem, NoFeed, feed_items
from dondoc.web.fetch import fetch
from dondoc.web.link_check import WHY, LinkCheck, LinkVerdict, link_check
from dondoc.web.site_answer import NotFetched
from models import Activity
from models.database import transaction

BY = Actor.flow("rss")
"""Who entered it, as the audit names it."""

_NAMED = 2


@dataclass(frozen=True)
class FeedRead:
    """What reading one feed brought: how many are new, and what could not be counted, and why."""

    unit: Unit
    new: int = 0
    refused: tuple[str, ...] = ()
    why: str = ""  # why the feed itself could not be read

    def words(self) -> str:
        """«RSS của Sở …: 5 tin mới, 1 tin không tính (…)»"""
        return phrases("day").feed(self, self.refused[:_NAMED])


@dataclass
class _Looked:
    items: list[FeedItem] = field(default_factory=list)
    verdicts: dict[str, LinkVerdict] = field(default_factory=dict)


def feeds_of(rulebook: Rulebook, codes: Iterable[str], on: date) -> list[tuple[Duty, Feed]]:
    """The feeds that hold on that day, of these duties."""
    duties = [rulebook.registry.plan.duty(code) for code in codes]
    return [(duty, feed) for duty in duties for feed in duty.feeds if feed.covers(on)]


def read_feed(
    engine: Engine, rulebook: Rulebook, duty: Duty, feed: Feed, *, now: datetime, inside: bool
) -> FeedRead:
    """Read the feed and record what is new; a second reading records nothing."""
    unit = rulebook.registry.unit(feed.unit)
    with transaction(engine, write=False) as session:
        known = _known(session, slots_of(session, rulebook, duty, unit.code))
    try:
        looked = _look(feed, _is_new(known), check=link_check(inside=inside), inside=inside)
    except NotFetched as stopped:
        return FeedRead(unit, why=WHY[stopped.why].words)
    except NoFeed as error:
        return FeedRead(unit, why=str(error))
    with transaction(engine) as session:
        return _record(session, rulebook, duty, unit, looked, now=now)


def _look(feed: Feed, is_new: Callable[[str], bool], *, check: LinkCheck, inside: bool) -> _Looked:
    """The new items about the matter, and of each whether its page is alive."""
    answer = fetch(feed.address, inside=inside, most=LARGEST_FEED)
    if answer.status >= 400:
        raise NoFeed(f"trang trả lời mã {answer.status}")
    found = _Looked()
    for item in feed_items(answer.body, address=feed.address)[:MOST_FEED_ITEMS]:
        if is_new(item.link) and _is_about(feed, item):
            found.items.append(item)
            found.verdicts[item.link] = check(item.link)
    return found


def _is_about(feed: Feed, item: FeedItem) -> bool:
    """Does the item hold one of the feed's words? Without any, the whole feed is about it."""
    text = fold(f"{item.title} {item.summary}")
    return not feed.words or any(fold(word) in text for word in feed.words)


def _record(
    session: Session, rulebook: Rulebook, duty: Duty, unit: Unit, looked: _Looked, *, now: datetime
) -> FeedRead:
    slots = slots_of(session, rulebook, duty, unit.code)
    new, refused = 0, []
    for item in looked.items:
        slot = _slot(slots, item, looked.verdicts[item.link], today=local_date(now))
        if slot is None or not _is_new(_known(session, slots))(item.link):
            continue  # of no period that is open, or read by somebody else meanwhile
        try:
            with session.begin_nested():
                _add(session, rulebook, slot, item, looked.verdicts, now=now)
        except Refused as error:
            refused.append(f"«{item.title[:60]}»: {error.problems[0].wanted}")
        else:
            new += 1
    return FeedRead(unit, new, tuple(refused))


def _add(
    session: Session,
    rulebook: Rulebook,
    slot: tuple[Slot, date],
    item: FeedItem,
    verdicts: dict[str, LinkVerdict],
    *,
    now: datetime,
) -> None:
    title = (
        item.title if len(item.title) <= LONGEST_TITLE else f"{item.title[: LONGEST_TITLE - 1]}…"
    )
    record_activity(
        session,
        rulebook,
        assignment_id=slot[0].assignment_id,
        given=GivenActivity(done_on=short_date(slot[1]), title=title, link=item.link),
        by=BY,
        now=now,
        link_check=lambda link: verdicts[link],
    )


def _slot(
    slots: Sequence[Slot], item: FeedItem, verdict: LinkVerdict, *, today: date
) -> tuple[Slot, date] | None:
    """The open period of the item's day, as the feed states it, else its page."""
    on = item.published_on or verdict.published_on
    if on is None or on > today:
        return None
    holding = [one for one in slots if one.from_on <= on <= one.to_on]
    usable = [one for one in holding if not (one.closed or one.waived)]
    return (min(usable, key=lambda one: one.period), on) if usable else None


def _known(session: Session, slots: Sequence[Slot]) -> list[str]:
    """Every link ever entered in these periods, what was taken back too."""
    ids = [one.assignment_id for one in slots]
    query = select(Activity.link).where(col(Activity.assignment_id).in_(ids))
    return [link for link in session.exec(query) if link]


def _is_new(known: Sequence[str]) -> Callable[[str], bool]:
    return lambda link: not any(same_link(link, one) for one in known)
