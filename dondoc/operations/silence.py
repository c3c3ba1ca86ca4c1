"""What should have happened by an instant and has not: a window, a reading, an answer.

A pure rule over what the ledger keeps of regular work (`models.Beat`) and the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dondoc.calendar.sending_hours import last_window
from dondoc.calendar.workdays import Workdays
from models import Beat
from models.kinds import BeatName, SilenceKind

GRACE = timedelta(minutes=30)
"""After a window's hour: by 08:30 of a working day the run of 08:00 has begun."""

EARLY = timedelta(minutes=5)
"""A run by hand just before its window is that window's."""

LONGEST_WINDOW = timedelta(minutes=70)
"""A window's run is broken off after an hour (`flows.dondoc_flow.DISPATCH_LIMIT`)."""

SETTLES = timedelta(minutes=10)
"""A machine that was off makes up what it missed within them, before anybody is told."""

UNREAD = timedelta(minutes=30)
"""A mail server's maintenance is over before that."""

UNANSWERED = timedelta(minutes=10)
"""A restart of the Prefect server, or of the portal, takes one."""


class Miss(StrEnum):
    """How it is missing."""

    NOT_BEGUN = "not_begun"
    UNENDED = "unended"
    FAILED = "failed"


@dataclass(frozen=True)
class Silent:
    """One kind of work that is missed since an instant."""

    kind: SilenceKind
    since_at: datetime
    miss: Miss


def silent_at(
    now: datetime,
    beats: Mapping[BeatName, Beat],
    workdays: Workdays,
    *,
    watched_since: datetime,
    expected: Iterable[SilenceKind],
) -> list[Silent]:
    """What is silent at `now`, of what is expected here, by one who has watched so long."""
    if now - watched_since < SETTLES:
        return []
    wanted = set(expected)
    found = (
        _window(now, beats.get(BeatName.DISPATCH), workdays, watched_since),
        _reading(now, beats.get(BeatName.READING)),
        _prefect(now, beats.get(BeatName.PREFECT)),
        _portal(now, beats.get(BeatName.PORTAL)),
    )
    return [one for one in found if one is not None and one.kind in wanted]


def _window(
    now: datetime, beat: Beat | None, workdays: Workdays, watched_since: datetime
) -> Silent | None:
    opened = last_window(now - GRACE, workdays)
    begun = beat.begun_at if beat else None
    if begun is None and opened < watched_since:
        return None  # a new installation: nothing was to run before somebody watched
    if beat is None or begun is None or begun < opened - EARLY:
        return Silent(SilenceKind.DISPATCH, opened, Miss.NOT_BEGUN)
    if beat.ended_at is None or beat.ended_at < begun:
        late = now - begun > LONGEST_WINDOW
        return Silent(SilenceKind.DISPATCH, begun, Miss.UNENDED) if late else None
    failed = beat.failing_since
    return Silent(SilenceKind.DISPATCH, failed, Miss.FAILED) if failed else None


def _reading(now: datetime, beat: Beat | None) -> Silent | None:
    if beat is None:
        return None
    if beat.next_by is not None and beat.next_by < now:
        return Silent(SilenceKind.READING, beat.next_by, Miss.NOT_BEGUN)
    return next(_long_failing(beat, SilenceKind.READING, UNREAD, now), None)


def _prefect(now: datetime, beat: Beat | None) -> Silent | None:
    found = _long_failing(beat, SilenceKind.PREFECT, UNANSWERED, now) if beat else iter(())
    return next(found, None)


def _portal(now: datetime, beat: Beat | None) -> Silent | None:
    """Where it never answered, whoever watches may not be able to go there at all."""
    if beat is None or beat.well_at is None:
        return None
    return next(_long_failing(beat, SilenceKind.PORTAL, UNANSWERED, now), None)


def _long_failing(
    beat: Beat, kind: SilenceKind, patience: timedelta, now: datetime
) -> Iterator[Silent]:
    since = beat.failing_since
    if since is not None and now - since >= patience:
        yield Silent(kind, since, Miss.FAILED)
