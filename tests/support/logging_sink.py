"""A mail server that tells what happens to it, and keeps a log as Postfix writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.smtp_server import SmtpServer


class Sink(SmtpServer):
    """Takes every letter; `on_event` hears RCPT, and KEPT before the letter is answered."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self.on_event: Any = lambda _kind: None
        self._log = log
        log.touch()

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.on_event("RCPT")
        return await super().handle_RCPT(*given)

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802 - aiosmtpd's name
        reply = await super().handle_DATA(*given)
        self.on_event("KEPT")
        return reply

    def drained(self) -> None:
        """Returns when what dead clients had still put on the line has been read."""
        self._do(self._all_gone())

    async def _all_gone(self) -> None:
        for session in list(self._open):
            await session.gone.wait()

    def _keep(self, envelope: Any) -> None:
        super()._keep(envelope)
        mime_id = self.received[-1].message["Message-ID"]
        queue = f"{len(self.received):08X}"
        head = "Mar  1 08:00:00 mx postfix"
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{head}/cleanup[11]: {queue}: message-id={mime_id}\n")
            log.write(f"{head}/smtp[12]: {queue}: to=<x@y.example>, status=sent (250 Ok)\n")
