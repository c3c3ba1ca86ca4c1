"""The demo's mail server: real SMTP on this machine, keeping what it receives as .eml files.

Used by `make run` alone; it relays nothing and listens on the loopback address only.
"""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Inbox:
    """aiosmtpd's handler: every mail becomes `<number>.eml`, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        kept = (int(path.stem) for path in folder.glob("*.eml") if path.stem.isdigit())
        self._number = max(kept, default=0)

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail, then say so."""
        self._number += 1
        content: Any = envelope.content
        target = self.folder / f"{self._number:06d}.eml"
        unfinished = target.with_suffix(".part")
        unfinished.write_bytes(content if isinstance(content, bytes) else content.encode())
        unfinished.replace(target)
        return f"250 2.0.0 queued as {self._number:06d}"


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    controller = Controller(Inbox(given.folder), hostname="127.0.0.1", port=given.port)
    controller.start()
    try:
        stop.wait()
    finally:
        controller.stop()


if __name__ == "__main__":
    main()
