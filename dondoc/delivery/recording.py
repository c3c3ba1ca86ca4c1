"""What each try came to, kept even where the database goes away in mid-send, or its disk is full.

An outcome that cannot be written is a letter that might leave again. So nothing further is handed
to the line until the database is back, and what is known meanwhile waits here.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.outbox import paused_channels
from dondoc.delivery.outcome import record_outcome
from dondoc.plan.rulebook import Rulebook
from models.database import transaction

PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds between tries to write; all of them are far shorter than a lease."""

GONE = (OperationalError, InterfaceError)
"""What a database says that went away, restarts, is locked or has no room."""

pause: Callable[[float], None] = time.sleep
_log = logging.getLogger(__name__)


@dataclass
class Recorder:
    """Writes outcomes, each in a transaction of its own, one at a time.

    The sender of a letter calls `keep` before it takes another: so a process that dies leaves at
    most one letter on each line unwritten.
    """

    engine: Engine
    rulebook: Rulebook
    waiting: list[tuple[int, Outcome, datetime]] = field(default_factory=list)
    gave_up: bool = False
    paused: frozenset[str] = frozenset()
    """The channels that stand still, as of the last try that was not simply sent."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def stopped(self) -> bool:
        """The database does not answer: nothing more may be sent."""
        return bool(self.waiting)

    def keep(self, message_id: int, outcome: Outcome, at: datetime) -> None:
        """Write it, or keep it until `catch_up`."""
        with self.lock:
            if self.stopped or not self._written(message_id, outcome, at):
                self.waiting.append((message_id, outcome, at))

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

    def _written(self, message_id: int, outcome: Outcome, at: datetime) -> bool:
        try:
            self._write(message_id, outcome, at)
        except GONE as fault:
            _log.warning("Sổ theo dõi không ghi được, tạm dừng gửi: %s", fault.orig)
            return False
        return True

    def _write_waiting(self) -> None:
        while self.waiting:
            self._write(*self.waiting[0])
            self.waiting.pop(0)

    def _write(self, message_id: int, outcome: Outcome, at: datetime) -> None:
        with transaction(self.engine) as session:
            record_outcome(session, self.rulebook, message_id=message_id, outcome=outcome, now=at)
            if outcome.kind is not OutcomeKind.SENT:
                self.paused = frozenset(session.exec(paused_channels()))
