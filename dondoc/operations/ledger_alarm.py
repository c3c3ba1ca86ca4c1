"""The alarm that the ledger cannot keep: it does not answer, or is not this program's own.

Who tells is claimed by a file beside the ledger; where not even that can be made, twice is better
than never.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dondoc.delivery.operating.alarm_ways import AlarmOutcome, tell_administrators
from dondoc.messages.environment import phrases
from dondoc.settings import Settings

UNREADY = timedelta(minutes=5)
"""A database that restarts, or a migration, is over before that."""

AGAIN_AFTER = timedelta(hours=1)
_CLAIM = "bao-dong-so"


@dataclass
class LedgerAlarm:
    """What one process knows of it: since when, and whether somebody has been told."""

    settings: Settings
    since_at: datetime | None = None
    tried_at: datetime | None = None
    told: bool = False
    unclaimable: bool = False  # no file could be made: it tells, whatever others do

    def out_of_order(self, now: datetime) -> bool:
        """The ledger cannot be used; returns whether this process told somebody now."""
        self.since_at = self.since_at or now
        lately = self.tried_at is not None and now - self.tried_at < AGAIN_AFTER
        if self.told or lately or now - self.since_at < UNREADY or not self._mine():
            return False
        book = phrases("silence")
        self.tried_at = now
        outcome = self._send(book.ledger_subject(), book.ledger(self.since_at, self._board()), now)
        self.told = outcome.told
        if not outcome.told:
            self._drop_claim()
        return outcome.told

    def in_order(self, now: datetime) -> bool:
        """It can be used; returns whether this process told somebody that it can again."""
        mine = self.told and self.unclaimable
        since, self.since_at, self.tried_at, self.told = self.since_at, None, None, False
        if not self._drop_claim() and not mine:
            return False
        book = phrases("silence")
        subject, body = book.ledger_over_subject(), book.ledger_over(now, self._board())
        return self._send(subject, body, since or now).told

    def _send(self, subject: str, body: str, at: datetime) -> AlarmOutcome:
        key = f"{subject}|{at.isoformat()}"
        return tell_administrators(self.settings, key, subject, f"{body}\n")

    def _board(self) -> str:
        return f"{self.settings.base_url}/bang"

    @property
    def _file(self) -> Path:
        return self.settings.data_dir / _CLAIM

    def _mine(self) -> bool:
        if not self.settings.alarm_addresses:
            return False
        try:
            os.close(os.open(self._file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return False
        except OSError:
            self.unclaimable = True
        return True

    def _drop_claim(self) -> bool:
        with suppress(OSError):
            self._file.unlink()
            return True
        return False
