"""Looks every minute whether what should happen happens: portal, reader of mail and worker do so.

All may look at once: what is told is claimed, so it is told once (`tell_of_silence`).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from dondoc.ledger import beats
from dondoc.ledger.installation import Installation, as_decided
from dondoc.operations.ledger_alarm import LedgerAlarm
from dondoc.operations.portal_health import portal_answers
from dondoc.operations.prefect_health import prefect_answers, prefect_health_url
from dondoc.operations.readiness import readiness
from dondoc.operations.silence import silent_at
from dondoc.operations.tell_of_silence import tell_of_silence
from dondoc.settings import Settings
from models.database import transaction
from models.kinds import BeatName, SilenceKind

EVERY = 60.0
"""Seconds between two looks."""

_log = logging.getLogger(__name__)


@dataclass
class Watchman:
    """One process's look, since when it has looked, and what it knows of the ledger."""

    here: Installation
    since: datetime
    ledger: LedgerAlarm

    @classmethod
    def of(cls, here: Installation, since: datetime) -> Watchman:
        return cls(here, since, LedgerAlarm(here.settings))

    def look(self, now: datetime) -> None:
        """Once: note who answers, tell what is silent and what is so no longer."""
        engine, settings = self.here.engine, self.here.settings
        try:
            if not readiness(engine, settings).ready:
                self._say(self.ledger.out_of_order(now), "sổ theo dõi không dùng được")
                return
            self._say(self.ledger.in_order(now), "sổ theo dõi đã trở lại")
            expected = expected_here(settings)
            if SilenceKind.PREFECT in expected:
                _note(engine, BeatName.PREFECT, prefect_answers(prefect_health_url(settings)), now)
            _note(engine, BeatName.PORTAL, portal_answers(settings), now)
            with transaction(engine, write=False) as session:
                known = beats.beats(session)
            workdays = as_decided(self.here.rulebook, engine).workdays
            silent = silent_at(now, known, workdays, watched_since=self.since, expected=expected)
            for kind in tell_of_silence(engine, settings, silent, now=now):
                _log.warning("Đã báo động quản trị: %s", kind.value)
        except SQLAlchemyError:
            self._say(self.ledger.out_of_order(now), "sổ theo dõi không dùng được")

    @staticmethod
    def _say(told: bool, what: str) -> None:
        if told:
            _log.warning("Đã báo động quản trị: %s", what)


def expected_here(settings: Settings) -> frozenset[SilenceKind]:
    """What this installation is to do: Prefect only where somebody said where it is."""
    found = {SilenceKind.DISPATCH, SilenceKind.PORTAL}
    if settings.incoming_url.get_secret_value():
        found.add(SilenceKind.READING)
    if os.environ.get("PREFECT_API_URL") or "prefect_ui_url" in settings.model_fields_set:
        found.add(SilenceKind.PREFECT)
    return frozenset(found)


def keep_watching(
    watchman: Watchman,
    clock: Callable[[], datetime],
    stop: threading.Event,
    every: float = EVERY,
) -> None:
    """Look again and again until told to stop; a look that fails is logged and not the last."""
    while not stop.wait(every):
        try:
            watchman.look(clock())
        except Exception:  # noqa: BLE001 - whatever it was, the next look is due
            _log.exception("Chưa xem được việc định kỳ có chạy không")


def start_watching(here: Installation, clock: Callable[[], datetime]) -> threading.Event:
    """In a thread of its own beside what the process does; set the event to end it.

    The demo lives other days than the clock's: nobody waits for its windows.
    """
    stop = threading.Event()
    if not here.settings.demo:
        looking = (Watchman.of(here, clock()), clock, stop)
        threading.Thread(target=keep_watching, args=looking, daemon=True).start()
    return stop


def _note(engine: Engine, name: BeatName, well: bool, now: datetime) -> None:
    with transaction(engine) as session:
        beats.end(session, name, well=well, now=now)
