"""Regular work as the programs do it: a window is sent, the mailbox is read, and that is kept.

Who watches asks when either was last done. A note that cannot be written holds up no work.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dondoc.clock import Watch
from dondoc.delivery.dispatch_window import DispatchResult, dispatch_window
from dondoc.incoming.read_incoming import ReadResult, read_incoming
from dondoc.ledger import beats
from dondoc.ledger.installation import Installation
from dondoc.operations.heartbeat import Pulse, report_pulse
from models.database import transaction
from models.kinds import BeatName

LEAST_PROMISE = timedelta(minutes=30)
"""By when who reads again and again has surely read: a server's restart takes minutes."""


@dataclass
class Work:
    """What is being done. `well` until whoever does it says otherwise."""

    well: bool = True
    next_by: datetime | None = None


def send_window(here: Installation, now: datetime, watch: Watch) -> DispatchResult:
    """Send everything due, as a window does; the `watch` has run since `now` was read.

    Reported to the heartbeat's address, where one is set.
    """
    report_pulse(here.settings, Pulse.BEGUN)
    pulse = Pulse.FAILED
    try:
        with _noted(here.engine, BeatName.DISPATCH, now, watch):
            result = dispatch_window(here.engine, here.settings, here.rulebook, now, watch=watch)
        pulse = Pulse.WELL
        return result
    finally:
        report_pulse(here.settings, pulse)


def read_mailbox(
    here: Installation,
    now: datetime,
    *,
    most: int | None = None,
    every: timedelta | None = None,
    watch: Watch | None = None,
) -> ReadResult:
    """Read what waits, or `most` of it. `every`: who reads promises to do so again and again."""
    if not here.settings.incoming_url.get_secret_value():
        return read_incoming(here.engine, here.settings, here.rulebook, now, most=most)
    with _noted(here.engine, BeatName.READING, now, watch or Watch()) as work:
        work.next_by = now + max(LEAST_PROMISE, 3 * every) if every else None
        result = read_incoming(here.engine, here.settings, here.rulebook, now, most=most)
        work.well = not result.fault
        return result


def stop_reading(engine: Engine) -> None:
    """Who read again and again was told to stop: nobody waits for it."""
    with _harmless(), transaction(engine) as session:
        beats.promise_nothing(session, BeatName.READING)


@contextmanager
def _noted(engine: Engine, name: BeatName, now: datetime, watch: Watch) -> Iterator[Work]:
    work, before = Work(), watch.elapsed()
    with _harmless(), transaction(engine) as session:
        beats.begin(session, name, now=now)
    try:
        yield work
    except BaseException:
        work.well = False
        raise
    finally:
        ended = now + timedelta(seconds=watch.elapsed() - before)
        with _harmless(), transaction(engine) as session:
            beats.end(session, name, well=work.well, now=ended, next_by=work.next_by)


@contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError:
        logging.getLogger(__name__).warning("Chưa ghi được lúc làm việc định kỳ vào sổ.")
