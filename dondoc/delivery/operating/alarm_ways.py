"""Telling the administrators by other ways than the mail channel: `DONDOC_ALARM_URLS`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from dondoc.delivery import apprise_send
from dondoc.delivery.envelope import Envelope, OutcomeKind
from dondoc.ledger.message_rows import mime_id
from dondoc.settings import Settings

NO_ADDRESS = "chưa đặt DONDOC_ALARM_URLS"


@dataclass(frozen=True)
class AlarmOutcome:
    """The schemes of the addresses that took it, and what the others said."""

    taken: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def told(self) -> bool:
        """One address that takes it is enough."""
        return bool(self.taken)

    def words(self) -> str:
        return ", ".join(self.taken) if self.told else "; ".join(self.failed)


def tell_administrators(settings: Settings, key: str, title: str, body: str) -> AlarmOutcome:
    """Try every address. The same `key` gives a mail the same Message-ID."""
    taken, failed = [], []
    for url in settings.alarm_addresses:
        whom = hashlib.sha256(url.encode()).hexdigest()  # the address itself may hold a password
        envelope = Envelope(mime_id(f"{key}|{whom}", settings), body)
        outcome = apprise_send.send(url, title=title, body=body, envelope=envelope)
        scheme = url.partition("://")[0]
        if outcome.kind is OutcomeKind.SENT:
            taken.append(scheme)
        else:
            failed.append(f"{scheme}: {outcome.words}")
    return AlarmOutcome(tuple(taken), tuple(failed))
