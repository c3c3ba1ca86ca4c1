"""Dispatch: the only part of the project that talks to the network on its own account.

It gathers, claims, prepares, sends and records until nothing is due. Every step is a transaction
of its own; nothing is held open while sending, and each outcome is committed by itself.
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, func
from sqlmodel import col, select

from dondoc.delivery import door, outbox, smtp_pool
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import Desk, Ready
from dondoc.delivery.outbox import LEASE
from dondoc.delivery.prepare import prepare
from dondoc.delivery.reconcile import reconcile
from dondoc.delivery.recording import Recorder
from dondoc.delivery.windows import in_office_hours
from dondoc.rounds.rulebook import Rulebook
from dondoc.settings import Settings
from models import Message, Notice
from models.database import transaction
from models.kinds import MessageState

BATCH = 100
"""Messages claimed at once: rendered in one transaction, well inside the lease."""

LATEST = LEASE - timedelta(minutes=6)
"""How long after its claim a letter may still be handed to a line. Six steps of a minute each, with
the longest time-out that docs/quan-tri.md suggests, then end before the lease does.
"""

Send = Callable[[Ready], Outcome]


@dataclass
class DispatchResult:
    """What one dispatch did, and what it left."""

    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    held: int = 0
    cancelled: int = 0
    found: int = 0
    waiting: int = 0
    next_attempt_at: datetime | None = None
    paused: tuple[str, ...] = ()

    @property
    def sent(self) -> int:
        return self.outcomes[OutcomeKind.SENT]

    @property
    def refused(self) -> int:
        return self.outcomes[OutcomeKind.REFUSED]

    @property
    def deferred(self) -> int:
        return self.outcomes[OutcomeKind.DEFERRED] + self.outcomes[OutcomeKind.UNKNOWN]

    def figure(self) -> str:
        """«12 đã gửi · 1 hoãn»: what the list of runs shows."""
        said = [
            (self.deferred, "hoãn"),
            (self.refused, "bị từ chối"),
            (self.held, "giữ lại"),
            (len(self.paused), "kênh tạm dừng"),
        ]
        more = [f"{count} {words}" for count, words in said if count]
        return " · ".join([f"{self.sent} đã gửi", *more])

    def sentence(self) -> str:
        """The whole of it, for the run's message and log."""
        said = [
            (self.deferred, "hoãn, sẽ gửi lại"),
            (self.refused, "bị máy chủ từ chối"),
            (self.held, "giữ lại vì chế độ thử"),
            (self.cancelled, "thôi không gửi vì đơn vị đã trả lời hoặc hạn đã đổi"),
            (self.found, "đã đi từ trước, tìm thấy ở nơi lưu"),
            (self.waiting, "còn chờ đến giờ gửi"),
        ]
        parts = [f"{self.sent} tin đã gửi"] + [f"{n} {words}" for n, words in said if n]
        paused = f"; kênh tạm dừng: {', '.join(self.paused)}" if self.paused else ""
        return ", ".join(parts) + paused


def dispatch_window(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    send: Send | None = None,
) -> DispatchResult:
    """Send everything due at `now`: digests and what is immediate; at night, receipts alone."""
    return _Dispatch(engine, Desk(settings, rulebook, now), send or _through_door).run(
        windowed=True
    )


def deliver_immediate(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    send: Send | None = None,
) -> DispatchResult:
    """Send what somebody just committed; if this process dies first, the next window finds it."""
    return _Dispatch(engine, Desk(settings, rulebook, now), send or _through_door).run(
        windowed=False
    )


def _owner() -> str:
    return f"{os.uname().nodename}:{os.getpid()}"


def _through_door(ready: Ready) -> Outcome:
    return door.send(ready.url, title=ready.title, body=ready.body, envelope=ready.envelope)


@dataclass
class _Dispatch:
    engine: Engine
    desk: Desk
    send: Send
    result: DispatchResult = field(default_factory=DispatchResult)
    tried: set[int] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)
    counting: threading.Lock = field(default_factory=threading.Lock)
    recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.engine, self.desk.rulebook)

    def run(self, *, windowed: bool) -> DispatchResult:
        with transaction(self.engine) as session:
            outbox.settle_held(session, self.desk.settings, now=self.desk.now)
        self.result.found = reconcile(self.engine, self.desk.settings, self.desk.now)
        try:
            while self._round(windowed=windowed):
                pass
        finally:
            smtp_pool.close_all()
        self._look_at_the_rest()
        return self.result

    def _round(self, *, windowed: bool) -> bool:
        """One gathering and everything it brought; true if a further one may bring more."""
        office = in_office_hours(self.desk.now, self.desk.rulebook.workdays)
        with transaction(self.engine) as session:
            gathered = outbox.gather(
                session, self.desk.settings, now=self._moment(), office=office, windowed=windowed
            )
        batches = 0
        for batch in self._batches(office=office):
            batches += 1
            self._send_all(batch)
        return bool(gathered or batches)

    def _batches(self, *, office: bool) -> Iterator[list[Ready]]:
        while True:
            with transaction(self.engine) as session:
                ids = outbox.claim(
                    session,
                    now=self._moment(),
                    office=office,
                    owner=_owner(),
                    limit=BATCH,
                    tried=self.tried,
                )
            if not ids:
                return
            self.tried.update(ids)
            with transaction(self.engine) as session:
                ready = prepare(session, self.desk, ids)
                states = select(Message.state).where(col(Message.id).in_(ids))
                self._count_closed(session.exec(states).all())
            yield ready

    def _send_all(self, batch: list[Ready]) -> None:
        latest = self._moment() + LATEST
        with ThreadPoolExecutor(self.desk.settings.smtp_connections) as pool:
            tried = list(pool.map(lambda ready: self._send_one(ready, latest), batch))
        unsent = [ready.message_id for ready, sent in zip(batch, tried, strict=True) if not sent]
        if self.recorder.catch_up():
            self.tried.difference_update(unsent)  # the database is back: they may leave after all
        if unsent:
            with transaction(self.engine) as session:
                outbox.release(session, unsent, owner=_owner(), now=self._moment())

    def _send_one(self, ready: Ready, latest: datetime) -> bool:
        """Send and write what came of it, before this line takes another; false if not tried.

        A wrong password must not be tried a hundred times; what was sent must be written before
        more is sent; and a slow line must not carry a letter whose lease is about to lapse.
        """
        held_back = ready.channel in self.result.paused or self.recorder.stopped
        if held_back or self._moment() > latest:
            return False
        outcome = self.send(ready)
        self.recorder.keep(ready.message_id, outcome, self._moment())
        with self.counting:
            self.result.outcomes[outcome.kind] += 1
            if outcome.kind is OutcomeKind.CHANNEL and ready.channel not in self.result.paused:
                self.result.paused = (*self.result.paused, ready.channel)
        return True

    def _count_closed(self, states: Sequence[str]) -> None:
        self.result.held += states.count(MessageState.HELD)
        self.result.cancelled += states.count(MessageState.CANCELLED)

    def _look_at_the_rest(self) -> None:
        with transaction(self.engine) as session:
            later = col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN])
            retries = select(func.min(Message.next_attempt_at)).where(
                later, col(Message.channel).not_in(outbox.paused_channels())
            )
            self.result.next_attempt_at = session.exec(retries).one()
            waits = select(func.count()).select_from(Notice)
            self.result.waiting = session.exec(
                waits.where(col(Notice.message_id).is_(None), col(Notice.cancelled_at).is_(None))
            ).one()

    def _moment(self) -> datetime:
        """`now`, plus how long this dispatch has been at work: a lease starts when it is taken."""
        return self.desk.now + timedelta(seconds=time.monotonic() - self.started)
