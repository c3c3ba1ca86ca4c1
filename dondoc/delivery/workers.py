"""The lines to the servers: so many letters on their way at once, each one's outcome kept.

The sender of a letter writes what came of it before it takes another, so a process that dies
leaves at most one letter in doubt on each line.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from threading import Semaphore

from sqlalchemy import Engine

from dondoc.delivery.batch import give_back
from dondoc.delivery.channels.channel_list import channel_of
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.last_look import FRESH, may_leave, still_to_be_said
from dondoc.delivery.letter import ReadyMessage
from dondoc.delivery.recording import LetterMark, Recorder
from dondoc.delivery.retry import LATEST
from dondoc.ledger.installation import Context
from models.database import transaction

LAST_MOMENTS = 10.0
"""Seconds that a letter on its way still gets when time is over: most take one or two."""

Send = Callable[[ReadyMessage], Outcome]


def senders(connections: int) -> int:
    """How many threads keep so many lines busy: a quarter more, whose letters are written as begun
    while the others are on the line, so that no line waits for the disk.
    """
    return connections + connections // 4


class Untried(Enum):
    """Why a letter that was claimed was not tried."""

    LEDGER_GONE = auto()
    """Another in this dispatch may be: what is known is written first."""
    NOT_NOW = auto()
    """Its channel stands still, the office has closed, or its lease is about to lapse: not again in
    this dispatch.
    """
    OUTDATED = auto()
    """It waited for its line, and something happened meanwhile: to be written anew."""


@dataclass
class _Turn:
    """A letter that waits for a line, and what is to be written of it."""

    ready: ReadyMessage
    latest: datetime
    future: Future[Outcome | Untried]
    entry: LetterMark | None = None


@dataclass
class Lines:
    """`moment` is the time for this dispatch; what is `unsent` came back and may not go again."""

    engine: Engine
    context: Context
    send: Send
    pool: Executor
    moment: Callable[[], datetime]
    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    unsent: set[int] = field(default_factory=set)
    _paused: set[str] = field(default_factory=set)
    _untried: list[int] = field(default_factory=list)  # claimed, then not begun: given back
    _flying: dict[Future[Outcome | Untried], ReadyMessage] = field(default_factory=dict)
    _turns: deque[_Turn] = field(default_factory=deque)
    _recorder: Recorder = field(init=False)
    _free: Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = Semaphore(self.context.settings.smtp_connections)
        self._recorder = Recorder(self.engine, self.context.rulebook)

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
        return len(self._flying) <= 2 * self.context.settings.smtp_connections

    def take(self, batch: Iterable[ReadyMessage]) -> None:
        """Put a batch just claimed on its way."""
        latest = self.moment() + LATEST
        for ready in batch:
            future: Future[Outcome | Untried] = Future()
            self._flying[future] = ready
            self._turns.append(_Turn(ready, latest, future))
            self.pool.submit(self._serve)

    def land(self) -> None:
        """Wait until something has come back, and count it. Raises what a sender broke on."""
        done, _others = wait(self._flying, return_when=FIRST_COMPLETED)
        for future in done:
            self._count(self._flying[future], future.result())
            del self._flying[future]

    def bring_home(self) -> bool:
        """What is on its way ends and is recorded; what was claimed and not tried goes back.

        True if the ledger had gone and is back. Raises what it says if it stays away, or what a
        sender broke on: nobody knows how far its letter came, so the lease lapses.
        """
        begun = [future for future in self._flying if not future.cancel()]
        wait(begun)
        broken = None
        for future, ready in self._flying.items():
            fault = None if future.cancelled() else future.exception()
            broken = broken or fault
            if future.cancelled():
                self._untried.append(ready.message_id)
            elif fault is None:
                self._count(ready, future.result())
        self._flying.clear()
        back = self._recorder.catch_up()
        if self._untried:
            give_back(self.engine, self._untried, now=self.moment())
            self._untried.clear()
        if broken is not None:
            raise broken
        return back

    def leave(self) -> None:
        """Time is over: what was not begun goes back at once, and nothing is waited for any longer.

        A letter that is still on its way keeps its lease; when that lapses it is in doubt.
        """
        begun = [future for future in self._flying if not future.cancel()]
        wait(begun, timeout=LAST_MOMENTS)
        back = [ready.message_id for future, ready in self._flying.items() if future.cancelled()]
        self._flying.clear()
        if back + self._untried:
            give_back(self.engine, back + self._untried, now=self.moment())

    def _serve(self) -> None:
        """In a thread of its own: one letter after another over one line, while there are any.

        That a letter was sent is written together with the beginning of the next, or alone where
        there is none: one wait for the disk a letter, and never more than one in doubt.
        """
        before: _Turn | None = None
        while self._turns:
            try:
                turn = self._turns.popleft()
            except IndexError:  # another line was quicker
                break
            if turn.future.set_running_or_notify_cancel():
                before = self._one(turn, before)
        self._settle(before)

    def _one(self, turn: _Turn, before: _Turn | None) -> _Turn | None:
        """Try this letter; returned if it was sent, and that is still to be written.

        A wrong password must not be tried a hundred times, so any other end is written at once.
        """
        try:
            untried = self._why_not(turn.ready, turn.latest)
            if untried is None:
                self._sign_in(turn.ready)
                untried, before = self._begin(turn, before), None
        except BaseException as fault:  # noqa: BLE001 - the main thread raises it
            turn.future.set_exception(fault)
            self._settle(before)
            return None
        if untried is not None:
            self._settle(before)
            turn.future.set_result(untried)
            return None
        try:
            outcome = self._over_a_line(turn)
        except BaseException as fault:  # noqa: BLE001 - as above
            turn.future.set_exception(fault)
            return None
        if isinstance(outcome, Untried):
            turn.future.set_result(outcome)
            return None
        turn.entry = LetterMark(turn.ready.message_id, self.moment(), outcome)
        if outcome.kind is OutcomeKind.SENT:
            return turn
        if outcome.kind is OutcomeKind.CHANNEL:
            self._paused.add(turn.ready.channel)
        self._settle(turn)
        return None

    def _over_a_line(self, turn: _Turn) -> Outcome | Untried:
        """Send it as soon as a line is free; what held when it was begun is asked again there."""
        with self._free:
            untried = self._why_not(turn.ready, turn.latest)
            return self.send(turn.ready) if untried is None else untried

    def _begin(self, turn: _Turn, before: _Turn | None) -> Untried | None:
        """Write that the letter is put on the line now; why it may not be, None if it may."""
        mark = LetterMark(turn.ready.message_id, self.moment())
        self._settle(before, mark)
        if mark.fault is not None:
            raise mark.fault
        if mark.ours:
            return None
        return Untried.LEDGER_GONE if self.stopped else Untried.NOT_NOW

    def _settle(self, turn: _Turn | None, *others: LetterMark) -> None:
        """Write what came of a letter, and then say so."""
        mine = turn.entry if turn else None
        self._recorder.write([*([mine] if mine else []), *others])
        if turn is None or mine is None or mine.outcome is None:
            return
        if mine.fault is None:
            turn.future.set_result(mine.outcome)
        else:
            turn.future.set_exception(mine.fault)

    def _why_not(self, ready: ReadyMessage, latest: datetime) -> Untried | None:
        """Why it may not be tried now; None if it may.

        What was sent must be written before more is sent; and a slow line must not carry a letter
        whose lease is about to lapse: lines as slow as this would come no further with it in this
        dispatch.
        """
        paused = self._paused | self._recorder.paused
        if ready.channel in paused or self.moment() > latest:
            return Untried.NOT_NOW
        if self.stopped:
            return Untried.LEDGER_GONE
        if not self._may_leave(ready):
            return Untried.NOT_NOW
        return None if self._still_true(ready) else Untried.OUTDATED

    def _may_leave(self, ready: ReadyMessage) -> bool:
        """The hours hold here, at the envelope: the letters before it took their time."""
        return may_leave(
            ready.channel, self.moment(), self.context.rulebook.workdays, any_hour=ready.any_hour
        )

    def _still_true(self, ready: ReadyMessage) -> bool:
        """The last look, for a letter that waited for a line since it was written."""
        now = self.moment()
        if now - ready.looked_at < FRESH:
            return True
        with transaction(self.engine, write=False) as session:
            return still_to_be_said(session, ready.message_id, now=now)

    def _sign_in(self, ready: ReadyMessage) -> None:
        channel = channel_of(ready.channel)
        if channel and channel.credentials:
            ready.envelope.credentials = channel.credentials(self.context.settings, self.engine)

    def _count(self, ready: ReadyMessage, outcome: Outcome | Untried) -> None:
        """In the main thread alone: no list of this class is touched by two."""
        if isinstance(outcome, Untried):
            self._untried.append(ready.message_id)
        else:
            self.outcomes[outcome.kind] += 1
        if outcome not in _AGAIN and not _sent(outcome):
            self.unsent.add(ready.message_id)


_AGAIN = (Untried.LEDGER_GONE, Untried.OUTDATED)


def _sent(outcome: Outcome | Untried) -> bool:
    return isinstance(outcome, Outcome) and outcome.kind is OutcomeKind.SENT
