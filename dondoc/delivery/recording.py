"""What each try came to, kept even where the database goes away in mid-send, or its disk is full.

An outcome that cannot be written is a letter that might leave again. So nothing further is handed
to the line until the database is back, and what is known meanwhile waits here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session

from dondoc.delivery import outbox
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.lease_owner import this_process
from dondoc.delivery.outbox import standing_channels
from dondoc.delivery.outcome import record_outcome, record_sent
from dondoc.plan.rulebook import Rulebook
from models.database import transaction

PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds between tries to write; all of them are far shorter than a lease."""

GONE = (OperationalError, InterfaceError)
"""What a database says that went away, restarts, is locked or has no room."""

pause: Callable[[float], None] = time.sleep
_log = logging.getLogger(__name__)


@dataclass
class LetterMark:
    """One line for the ledger: that a letter is put on a connection, or what came of it.

    `ours` says that the letter may be begun: its lease may have lapsed while this process slept,
    and another has it.
    """

    message_id: int
    at: datetime
    outcome: Outcome | None = None
    ours: bool = False
    done: bool = False
    fault: Exception | None = None


@dataclass
class Recorder:
    """Writes what happens to letters: what comes in one instant, in one transaction.

    The sender of a letter waits until it is written that the letter is on its way, and again until
    its outcome is, before it takes another: so a process that dies leaves at most one letter on
    each line in doubt. Many lines share one commit, which costs a disk the same for all of them.
    """

    engine: Engine
    rulebook: Rulebook
    waiting: list[LetterMark] = field(default_factory=list)
    gave_up: bool = False
    paused: frozenset[str] = frozenset()
    """The channels that stand still, as of the last try that was not simply sent."""
    _arrived: list[LetterMark] = field(default_factory=list)
    _arriving: threading.Lock = field(default_factory=threading.Lock)
    _writing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def stopped(self) -> bool:
        """The database does not answer: nothing more may be sent."""
        return bool(self.waiting)

    def write(self, entries: Sequence[LetterMark]) -> None:
        """Write these, together, or keep them until `catch_up`; what went wrong stands in each.

        Who comes first writes for all that have come meanwhile; the others find it done.
        """
        if not entries:
            return
        with self._arriving:
            self._arrived += entries
        with self._writing:
            if not entries[-1].done:
                with self._arriving:
                    together, self._arrived = self._arrived, []
                self._write_or_keep(together)

    def catch_up(self) -> bool:
        """Write what waits, once the database is back; false if nothing waited, or it stayed away.

        Raises one of GONE after the last try, once: the letters' leases then lapse.
        """
        if not self.stopped or self.gave_up:
            return False
        for seconds in PAUSES:
            pause(seconds)
            try:
                self._write_waiting()
            except GONE:
                continue
            return True
        self.gave_up = True
        self._write_waiting()
        self.gave_up = False
        return True

    def _write_or_keep(self, entries: list[LetterMark]) -> None:
        try:
            if self.stopped:
                self.waiting += entries
            else:
                self._write(entries)
        except GONE as fault:
            _log.warning("Sổ theo dõi không ghi được, tạm dừng gửi: %s", fault.orig)
            self.waiting += entries
        except Exception as fault:  # noqa: BLE001 - raised by the sender whose letter it is
            if len(entries) == 1:
                entries[0].fault = fault
            else:
                for entry in entries:
                    self._write_or_keep([entry])
        for entry in entries:
            entry.done = True

    def _write_waiting(self) -> None:
        while self.waiting:
            self._write(self.waiting[:1])
            self.waiting.pop(0)

    def _write(self, entries: list[LetterMark]) -> None:
        with transaction(self.engine) as session:
            begun = [entry for entry in entries if entry.outcome is None]
            marks = {entry.message_id: entry.at for entry in begun}
            ours = outbox.begin(session, marks, owner=this_process())
            ended = [(one.message_id, one.outcome, one.at) for one in entries if one.outcome]
            record_sent(session, [one for one in ended if one[1].kind is OutcomeKind.SENT])
            for message_id, outcome, at in ended:
                if outcome.kind is not OutcomeKind.SENT:
                    self._record(session, message_id, outcome, at)
        for entry in begun:
            entry.ours = entry.message_id in ours

    def _record(self, session: Session, message_id: int, outcome: Outcome, at: datetime) -> None:
        record_outcome(session, self.rulebook, message_id=message_id, outcome=outcome, now=at)
        self.paused = frozenset(session.exec(standing_channels(at)))
