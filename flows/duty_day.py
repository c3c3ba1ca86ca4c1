"""A duty's day, in the order in which every duty's flow goes through it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from prefect.client.schemas.objects import State

from dondoc.activities.feeds import FeedRead, feeds_of
from dondoc.ledger.installation import load_installation
from dondoc.reporting.day_words import day_figure, day_sentence
from flows.day import Day, settle_day
from flows.ending import done
from tasks.move_dates import settle_moved_dates
from tasks.open_rounds import open_due_rounds
from tasks.plan_notices import plan_due_notices
from tasks.publish_progress import publish_progress
from tasks.read_feeds import read_feeds
from tasks.settle_completions import settle_completed


@dataclass(frozen=True)
class OwnPart:
    """What a duty's flow does besides: its figure goes before the round's, its words come last."""

    figure: str = ""
    said: tuple[str, ...] = ()


def duty_day(
    duty_code: str, as_of: date | None, own: Callable[[Day], OwnPart] | None = None
) -> State[None]:
    """Open, settle, plan up to T, publish; `follow_up` chases after T, and `dispatch` sends.

    `own` is what this duty alone does, once the day is settled.
    """
    day = settle_day(as_of)
    # The code that the plan has now, whatever the schedule was made with (decision 0030).
    duty = [load_installation().rulebook.registry.plan.duty(duty_code).code]
    moved = settle_moved_dates(duty, day.now)
    opened = open_due_rounds(duty, day.now)
    settled = settle_completed(duty, day.now)
    read = feeds_read(duty, day)
    part = own(day) if own else OwnPart()
    planning = plan_due_notices(duty, day.now, after_due=False)
    shown = publish_progress(duty, day.now)
    sentence = day_sentence(
        load_installation().rulebook,
        moved=moved,
        opened=opened,
        settled=settled,
        read=read,
        planning=planning,
        shown=shown,
        own=part.said,
        now=day.now,
    )
    return done(part.figure or day_figure(shown), sentence)


def feeds_read(duties: Sequence[str], day: Day) -> Sequence[FeedRead]:
    """Read the feeds of these duties, where there are any; a day that is over is not on the net."""
    if day.past or not feeds_of(load_installation().rulebook, duties, day.on):
        return ()
    return read_feeds(duties, day.now)
