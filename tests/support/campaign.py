"""The kill campaign: a real dispatch in a child process, SIGKILLed at drawn moments, and again.

A moment is an event, never a time: the n-th recipient named, the n-th letter taken (before its
reply), the n-th commit. So a slow machine kills at the same places as a fast one.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.calendar.sending_hours import next_office_moment
from dondoc.clock import at
from dondoc.delivery.retry import LEASE
from dondoc.delivery.workers import senders
from dondoc.notices.write import of_duty, plan_notices
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.opening import open_rounds
from models import Assignment, Contact, Message
from models.database import transaction
from models.kinds import MessageState
from tests.support.cast import VERIFIED
from tests.support.kill_child import run_dispatch
from tests.support.logging_sink import Sink

DUTY = "III.1.1.c"
OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)
CONNECTIONS = 4
EVENTS = ("RCPT", "KEPT", "COMMIT")
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([run_dispatch.__module__])


@dataclass(frozen=True)
class Report:
    """What a campaign left."""

    messages: int
    kills: int
    lines: int  # letters that may be begun at once
    lost: int
    extra: int
    unsent: int
    strangers: int  # letters whose Message-ID is in no row of the ledger
    marked: int  # messages that the ledger calls possible duplicates


def plan_messages(engine: Engine, rulebook: Rulebook, count: int) -> None:
    """A round under way, whose units have `count` contacts in all: one message each at 08:00."""
    now = at(OPENING, 7, 30)
    duty = rulebook.registry.plan.duty(DUTY)
    with transaction(engine) as session:
        open_rounds(session, rulebook, duty, now=now)
        chased = select(Assignment.unit_code).where(col(Assignment.chased).is_(True))
        units = sorted(session.exec(chased).all())
        for number in range(count):
            unit, copy = units[number % len(units)], number // len(units)
            address = f"thu-{copy}@{unit}.example"
            row = Contact(unit_code=unit, address=address, position=copy + 1, also=copy > 0)
            row.verified_at = VERIFIED
            session.add(row)
        session.flush()
        planned = plan_notices(session, rulebook, of_duty(DUTY), now=now, after_due=False)
    assert count == planned.notices


class Child:
    """One dispatch in its own process: forked from a clean one that has imported what it needs.

    Importing takes a second; a campaign starts two dozen of them.
    """

    def __init__(
        self, environment: dict[str, str], now: datetime, *, together: bool = False
    ) -> None:
        self._told, tells = _PROCESSES.Pipe(duplex=False)
        hears, self._begin = _PROCESSES.Pipe(duplex=False)
        arguments = (environment, now, tells, hears, together)
        self._process = _PROCESSES.Process(target=run_dispatch, args=arguments)
        self._process.start()
        tells.close()
        hears.close()

    def told(self, most: int = 64) -> bytes:
        """The next bytes it says; none once it has ended."""
        return os.read(self._told.fileno(), most)

    def begin(self) -> None:
        os.write(self._begin.fileno(), b"\n")

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def end(self) -> None:
        """It is gone, however it was left."""
        self._process.kill()
        self._process.join()
        self._told.close()
        self._begin.close()


class Campaign:
    """Runs dispatches in children until everything is sent; kills the first `kills` of them."""

    def __init__(
        self,
        engine: Engine,
        rulebook: Rulebook,
        folder: Path,
        *,
        messages: int,
        connections: int = 4,
    ) -> None:
        self._engine, self._rulebook, self._folder = engine, rulebook, folder
        self._messages, self._connections = messages, connections
        self._lock = threading.Lock()
        plan_messages(engine, rulebook, messages)

    def run(self, *, kills: int, seed: int, archive: bool = False) -> Report:
        drawn = random.Random(seed)
        log = self._folder / "mail.log"
        now, killed = EIGHT, 0
        with Sink(log) as sink:
            environment = self._environment(sink.port, log if archive else None)
            for _ in range(kills + 12):
                kind = drawn.choice(EVENTS)
                after = drawn.randint(1, self._messages // (kills + 1)) if killed < kills else 0
                killed += self._child(sink, environment, now, kind, after)
                sink.drained()
                if killed >= kills and not self._unsent():
                    break
                later = now + LEASE + timedelta(minutes=1)
                now = next_office_moment(later, self._rulebook.workdays)
            return self._report(sink, killed)

    def two_at_once(self, **more: str) -> Report:
        """Two dispatches of one window, side by side; `more` are settings of both."""
        with Sink(self._folder / "mail.log") as sink:
            environment = self._environment(sink.port, None) | more
            children = [Child(environment, EIGHT, together=True) for _ in range(2)]
            try:
                assert [b"!", b"!"] == [child.told(1) for child in children]
                for child in children:
                    child.begin()
                for child in children:
                    while child.told():
                        pass
                    assert child.wait() == 0
            finally:
                for child in children:
                    child.end()
            return self._report(sink, 0)

    def _child(
        self, sink: Sink, environment: dict[str, str], now: datetime, kind: str, after: int
    ) -> bool:
        """One dispatch; killed at the `after`-th event of that kind. Was it?"""
        child = Child(environment, now)
        left = [after]

        def happened(what: str, times: int = 1) -> None:
            with self._lock:
                if what == kind and left[0] > 0:
                    left[0] -= times
                    if left[0] <= 0:
                        child.kill()

        sink.on_event = happened
        try:
            while told := child.told():
                happened("COMMIT", len(told))
            ended = child.wait()
        finally:
            sink.on_event = lambda _kind: None
            child.end()
        assert ended in (0, -9), ended
        return ended == -9

    def _environment(self, port: int, archive: Path | None) -> dict[str, str]:
        sender = "don-doc@so-noi-vu.example"
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")},
            "DONDOC_DATABASE_URL": self._engine.url.render_as_string(hide_password=False),
            "DONDOC_DATA_DIR": str(self._folder),
            "DONDOC_SECRET_KEY": "khoa-kiem-thu-du-ba-muoi-hai-chu",
            "DONDOC_TRIAL": "false",
            "DONDOC_SMTP_URL": f"mailto://127.0.0.1:{port}?mode=insecure&from={sender}",
            "DONDOC_SMTP_CONNECTIONS": str(self._connections),
            "DONDOC_ARCHIVE_URL": str(archive or ""),
        }

    def _unsent(self) -> int:
        with transaction(self._engine, write=False) as session:
            states = session.exec(select(Message.state)).all()
        sent = sum(state is MessageState.SENT for state in states)
        return self._messages - sent

    def _report(self, sink: Sink, killed: int) -> Report:
        copies = Counter(letter.message["Message-ID"].strip("<>") for letter in sink.received)
        with transaction(self._engine, write=False) as session:
            rows = session.exec(select(Message.mime_id, Message.possible_duplicate)).all()
        known = {mime_id for mime_id, _marked in rows}
        return Report(
            messages=len(rows),
            kills=killed,
            lines=senders(self._connections),
            lost=sum(not copies[mime_id] for mime_id in known),
            extra=copies.total() - len(copies),
            unsent=self._unsent(),
            strangers=len(set(copies) - known),
            marked=sum(marked for _mime_id, marked in rows),
        )
