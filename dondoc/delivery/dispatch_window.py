"""Dispatch: the only part of the project that talks to the network on its own account.

It gathers, claims, prepares, sends and records until nothing is due. Every step is a transaction
of its own; nothing is held open while sending. The next batch is prepared while the present one
is on its way, and the sender of a message commits its outcome before it takes another: a process
that dies leaves at most one message in doubt on each connection.
"""

from __future__ import annotations

import contextlib
from asyncio import CancelledError
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from dondoc.calendar.sending_hours import in_office_hours
from dondoc.clock import Watch, local_date
from dondoc.delivery import apprise_send, outbox, quota
from dondoc.delivery.after_restore.settle_holds import ask_archive
from dondoc.delivery.batch import make_ready
from dondoc.delivery.build_messages import gather_messages
from dondoc.delivery.channels.channel_list import CHANNELS
from dondoc.delivery.check_address import leads_inside
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.lease_owner import this_process
from dondoc.delivery.letter import ReadyMessage
from dondoc.delivery.officer_mail import queue_at_once, queue_mornings
from dondoc.delivery.operating.pause_alarm import tell_of_pauses
from dondoc.delivery.pending import note_what_waits
from dondoc.delivery.reconcile import reconcile
from dondoc.delivery.recording import GONE
from dondoc.delivery.result import DispatchResult
from dondoc.delivery.retry import WINDOW_PATIENCE
from dondoc.delivery.sender_threads import SenderThreads
from dondoc.delivery.settle_refusals import settle_refusals
from dondoc.delivery.verification import hold
from dondoc.delivery.workers import Lines, Send, senders
from dondoc.ledger.in_plan import Strangers, strangers
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from models.database import transaction

__all__ = ["DispatchResult", "Send", "deliver_immediate", "dispatch_window"]

BATCH = 32
"""Messages claimed at once: rendered in one short transaction, well inside the lease."""

ANSWER_PATIENCE = timedelta(minutes=1)
"""The same for what is immediate: somebody may be waiting for the command to end."""


def dispatch_window(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    send: Send | None = None,
    *,
    watch: Watch | None = None,
) -> DispatchResult:
    """Send everything due: digests and what is immediate; at night, receipts alone.

    Which moment it is: `now`, and how long the `watch` has run since. What is known: the ledger.
    """
    dispatch = _Dispatch(engine, Context(settings, rulebook, engine, now), send or _through_door)
    return dispatch.run(watch, windowed=True, patience=WINDOW_PATIENCE)


def deliver_immediate(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    send: Send | None = None,
    *,
    watch: Watch | None = None,
) -> DispatchResult:
    """Send what somebody just committed; if this process dies first, the next window finds it."""
    dispatch = _Dispatch(engine, Context(settings, rulebook, engine, now), send or _through_door)
    return dispatch.run(watch, windowed=False, patience=ANSWER_PATIENCE)


def _through_door(ready: ReadyMessage) -> Outcome:
    inside = leads_inside(ready.url)
    if inside is not None:
        return inside
    return apprise_send.send(ready.url, title=ready.title, body=ready.body, envelope=ready.envelope)


@dataclass
class _Dispatch:
    engine: Engine
    context: Context
    send: Send
    watch: Watch = field(default_factory=Watch)
    result: DispatchResult = field(default_factory=DispatchResult)
    tried: set[int] = field(default_factory=set)  # came back unsent: not again in this dispatch
    morning_told: bool = False  # what waits for officers was looked up

    def run(self, watch: Watch | None, *, windowed: bool, patience: timedelta) -> DispatchResult:
        self.watch = watch or self.watch
        until = self.watch.elapsed() + patience.total_seconds()
        with transaction(self.engine) as session:
            outbox.settle_held(session, self.context.settings, now=self._moment())
        self.result.found = reconcile(self.engine, self.context.settings, self._moment())
        ask_archive(self.engine, self.context.settings, self._moment())
        try:
            with SenderThreads(senders(self.context.settings.smtp_connections)) as threads:
                lines = Lines(
                    self.engine,
                    self.context,
                    self.send,
                    threads,
                    self._moment,
                    outcomes=self.result.outcomes,
                    unsent=self.tried,
                )
                while self._round(lines, windowed=windowed) or self._wait_for_room(until):
                    pass
        finally:
            for channel in CHANNELS:
                channel.hang_up()
        with transaction(self.engine) as session:
            note_what_waits(session, self.context, self.result, now=self._moment())
        self.result.untold = tell_of_pauses(self.engine, self.context.settings, now=self._moment())
        return self.result

    def _round(self, lines: Lines, *, windowed: bool) -> bool:
        """Everything there is to say now; true if a further round may bring more."""
        busy = False
        batches = self._batches(windowed=windowed)
        try:
            while True:
                if lines.stopped:
                    lines.bring_home()
                try:
                    batch = next(batches, None) if lines.hungry else None
                except GONE:
                    if not lines.bring_home():
                        raise
                    batches = self._batches(windowed=windowed)  # the ledger is back
                    continue
                lines.take(batch or ())
                busy = busy or batch is not None
                if batch is None and lines.idle:
                    break
                if batch is None:
                    lines.land()
            lines.bring_home()
        except CancelledError:  # the limit of this Prefect run is over
            with contextlib.suppress(Exception):  # as below
                lines.leave()
            raise
        except BaseException:
            with contextlib.suppress(Exception):  # what broke first is told; the leases lapse
                lines.bring_home()
            raise
        return busy

    def _batches(self, *, windowed: bool) -> Iterator[list[ReadyMessage]]:
        """What is claimed and prepared, batch by batch, once everything is gathered."""
        now = self._moment()
        with transaction(self.engine) as session:
            settle_refusals(session, self.context.rulebook, now=now)
            hold.settle_unverified(session, self.context, now=now, office=self._office(now))
        after: int | None = 0
        with transaction(self.engine, write=False) as session:
            lost = strangers(session, self.context.rulebook.registry, local_date(now))
        if self._office(now):
            self._tell_officers(now, windowed=windowed)
        while after is not None:
            after = self._gather(windowed=windowed, after=after, lost=lost)
        yield from self._claimed()

    def _tell_officers(self, now: datetime, *, windowed: bool) -> None:
        context = self.context.at(now)
        with transaction(self.engine) as session:
            if windowed and not self.morning_told:
                queue_mornings(session, context)
                self.morning_told = True
            queue_at_once(session, context)

    def _gather(self, *, windowed: bool, after: int, lost: Strangers) -> int | None:
        now = self._moment()
        with transaction(self.engine) as session:
            return gather_messages(
                session,
                self.context.settings,
                now=now,
                office=self._office(now),
                windowed=windowed,
                after=after,
                lost=lost,
                workdays=self.context.rulebook.workdays,
            ).after

    def _claimed(self) -> Iterator[list[ReadyMessage]]:
        while True:
            now = self._moment()
            with transaction(self.engine) as session:
                ids = quota.claim(
                    session,
                    self.context.settings,
                    now=now,
                    office=self._office(now),
                    owner=this_process(),
                    limit=BATCH,
                    tried=self.tried,
                )
            if not ids:
                return
            yield self._ready(ids)

    def _ready(self, ids: Sequence[int]) -> list[ReadyMessage]:
        batch = make_ready(self.engine, self.context.at(self._moment()), ids)
        self.result.held += batch.held
        self.result.cancelled += batch.cancelled
        self.result.outcomes[OutcomeKind.DEFERRED] += len(batch.unwritten)
        self.tried.update(batch.unwritten)
        return batch.ready

    def _wait_for_room(self, until: float) -> bool:
        """Where the account's minute is full: wait for the next one, while patience lasts."""
        now = self._moment()
        with transaction(self.engine) as session:
            office = self._office(now)
            full = quota.mark_waiting(
                session, self.context.settings, now=now, office=office, tried=self.tried
            )
        if full is None or full.opens_at is None:
            return False
        pause = max((full.opens_at - now).total_seconds(), 1.0)
        if self.watch.elapsed() + pause > until:
            return False
        self.watch.wait(pause)
        return True

    def _office(self, now: datetime) -> bool:
        """Asked again for each batch: a long dispatch must not run into the noon break."""
        return in_office_hours(now, self.context.rulebook.workdays)

    def _moment(self) -> datetime:
        """`now`, plus how long this dispatch has been at work: a lease starts when it is taken.

        So it goes on where the clock on the wall is put back or forward meanwhile.
        """
        return self.context.now + timedelta(seconds=self.watch.elapsed())
