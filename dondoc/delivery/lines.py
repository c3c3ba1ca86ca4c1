"""The lines to the servers: so many letters on their way at once, each one's outcome kept.

Whoever sends a letter writes what came of it before it takes another, so a process that dies
leaves at most one letter in doubt on each line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from dondoc.delivery.batch import give_back
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.letter import Desk, Ready
from dondoc.delivery.outbox import LEASE
from dondoc.delivery.recording import Recorder
from dondoc.delivery.zalo_token import ZaloAccount

LATEST = LEASE - timedelta(minutes=6)
"""How long after its claim a letter may still be handed to a line. Six steps of a minute each, with
the longest time-out that docs/quan-tri.md suggests, then end before the lease does.
"""

Send = Callable[[Ready], Outcome]


@dataclass
class Lines:
    """`moment` is the time for this dispatch; what is `unsent` came back and may not go again."""

    engine: Engine
    desk: Desk
    send: Send
    pool: ThreadPoolExecutor
    moment: Callable[[], datetime]
    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    unsent: set[int] = field(default_factory=set)
    _paused: set[str] = field(default_factory=set)
    _untried: list[int] = field(default_factory=list)  # claimed, then not begun: given back
    _flying: dict[Future[Outcome | None], Ready] = field(default_factory=dict)
    _recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self._recorder = Recorder(self.engine, self.desk.rulebook)

    @property
    def idle(self) -> bool:
        return not self._flying

    @property
    def stopped(self) -> bool:
        """The ledger does not answer: what is known must be written before more is sent."""
        return self._recorder.stopped

    @property
    def hungry(self) -> bool:
        """Is it time for the next batch?"""
        return len(self._flying) <= 2 * self.desk.settings.smtp_connections

    def take(self, batch: Iterable[Ready]) -> None:
        """Put a batch just claimed on its way."""
        latest = self.moment() + LATEST
        for ready in batch:
            self._flying[self.pool.submit(self._send_one, ready, latest)] = ready

    def land(self) -> None:
        """Wait until something has come back, and count it."""
        done, _others = wait(self._flying, return_when=FIRST_COMPLETED)
        for future in done:
            self._count(self._flying.pop(future), future.result())

    def bring_home(self) -> bool:
        """What is on its way ends and is recorded; what was claimed and not tried goes back.

        True if the ledger had gone and is back. Raises what it says if it stays away: the leases
        then lapse.
        """
        begun = [future for future in self._flying if not future.cancel()]
        wait(begun)
        self._untried += [
            ready.message_id for future, ready in self._flying.items() if future.cancelled()
        ]
        for future in begun:
            if future.exception() is None:
                self._count(self._flying[future], future.result())
        self._flying.clear()
        back = self._recorder.catch_up()
        if self._untried:
            give_back(self.engine, self._untried, now=self.moment())
            self._untried.clear()
        return back

    def _send_one(self, ready: Ready, latest: datetime) -> Outcome | None:
        """In a thread of its own: send and write what came of it; None if it was not tried.

        A wrong password must not be tried a hundred times; what was sent must be written before
        more is sent; and a slow line must not carry a letter whose lease is about to lapse.
        """
        too_late = self.moment() > latest
        if ready.channel in self._paused or self.stopped or too_late:
            self._untried.append(ready.message_id)
            if too_late:  # lines as slow as this would come no further with it in this dispatch
                self.unsent.add(ready.message_id)
            return None
        ready.envelope.zalo = ZaloAccount.of(self.desk.settings, self.engine)
        outcome = self.send(ready)
        if outcome.kind is OutcomeKind.CHANNEL:
            self._paused.add(ready.channel)
        self._recorder.keep(ready.message_id, outcome, self.moment())
        return outcome

    def _count(self, ready: Ready, outcome: Outcome | None) -> None:
        if outcome is None:
            return
        self.outcomes[outcome.kind] += 1
        if outcome.kind is not OutcomeKind.SENT:
            self.unsent.add(ready.message_id)
