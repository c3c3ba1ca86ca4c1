"""Dispatch: the only part of the project that talks to the network on its own account.

It gathers, claims, prepares, sends and records until nothing is due. Every step is a transaction
of its own; nothing is held open while sending, and each outcome is committed by itself.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, func
from sqlmodel import col, select

from dondoc.delivery import door, gate, outbox, smtp_pool
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import Desk, Ready
from dondoc.delivery.outcome import record_outcome
from dondoc.delivery.prepare import prepare
from dondoc.delivery.windows import in_office_hours
from dondoc.delivery.zalo_token import ZaloAccount
from dondoc.rounds.rulebook import Rulebook
from dondoc.settings import Settings
from models import Contact, Message, Notice
from models.database import transaction
from models.kinds import MessageState

BATCH = 100
"""Messages claimed at once: rendered in one transaction, well inside the lease."""

Send = Callable[[Ready], Outcome]


@dataclass
class DispatchResult:
    """What one dispatch did, and what it left."""

    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    held: int = 0
    cancelled: int = 0
    waiting: int = 0
    unverified: int = 0
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
            (self.waiting, "còn chờ đến giờ gửi"),
            (self.unverified, "chờ đầu mối xác nhận địa chỉ"),
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

    def run(self, *, windowed: bool) -> DispatchResult:
        with transaction(self.engine) as session:
            outbox.settle_held(session, self.desk.settings, now=self.desk.now)
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
            gate.keep(session, self.desk, now=self._moment(), office=office)
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
                    owner=f"{os.uname().nodename}:{os.getpid()}",
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
        with ThreadPoolExecutor(self.desk.settings.smtp_connections) as pool:
            futures = {pool.submit(self._send_one, ready): ready for ready in batch}
            for future in as_completed(futures):
                outcome = future.result()
                if outcome is not None:
                    self._record(futures[future], outcome)

    def _send_one(self, ready: Ready) -> Outcome | None:
        if ready.channel in self.result.paused:
            return None  # released below: a wrong password must not be tried a hundred times
        ready.envelope.zalo = ZaloAccount.of(self.desk.settings, self.engine)
        return self.send(ready)

    def _record(self, ready: Ready, outcome: Outcome) -> None:
        self.result.outcomes[outcome.kind] += 1
        with transaction(self.engine) as session:
            record_outcome(
                session,
                self.desk.rulebook,
                message_id=ready.message_id,
                outcome=outcome,
                now=self._moment(),
            )
        if outcome.kind is OutcomeKind.CHANNEL and ready.channel not in self.result.paused:
            self.result.paused = (*self.result.paused, ready.channel)

    def _count_closed(self, states: Sequence[str]) -> None:
        self.result.held += states.count(MessageState.HELD)
        self.result.cancelled += states.count(MessageState.CANCELLED)

    def _look_at_the_rest(self) -> None:
        with transaction(self.engine) as session:
            if self.result.paused:
                outbox.release(session, sorted(self.tried))
            self.result.next_attempt_at = session.exec(_RETRIES).one()
            if self.desk.settings.verify_contacts:
                self.result.unverified = session.exec(_UNVERIFIED).one()
            self.result.waiting = session.exec(_WAITING).one() - self.result.unverified

    def _moment(self) -> datetime:
        """`now`, plus how long this dispatch has been at work: a lease starts when it is taken."""
        return self.desk.now + timedelta(seconds=time.monotonic() - self.started)


_RETRIES = select(func.min(Message.next_attempt_at)).where(
    outbox.MAY_LEAVE,
    col(Message.state).in_([MessageState.PENDING, MessageState.UNKNOWN]),
    col(Message.channel).not_in(outbox.paused_channels()),
)

_WAITING = (
    select(func.count())
    .select_from(Notice)
    .where(col(Notice.message_id).is_(None), col(Notice.cancelled_at).is_(None))
)

_UNVERIFIED = _WAITING.join(Contact).where(col(Contact.verified_at).is_(None))
