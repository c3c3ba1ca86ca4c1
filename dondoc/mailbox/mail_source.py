"""What every source of mail gives, a mailbox or a folder: one mail as it was found there."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class FetchedMail:
    """One mail as the server has it; `received_at` is when the server got it.

    Of a mail over `LARGEST_MAIL` only the header is in `raw`; `size` is that of the whole.
    """

    raw: bytes
    received_at: datetime
    size: int
    whole: bool = True
    mailbox: str = ""
    uid_validity: int | None = None
    uid: int | None = None


class Source(Protocol):
    """Gives mail oldest first; nothing is marked there before `kept` is called."""

    def fetch(
        self, known: dict[str, tuple[int, int]], now: datetime | None = None
    ) -> Generator[FetchedMail]:
        """What is not kept and whole by `now`; `known`: each mailbox's UIDVALIDITY, last UID."""
        ...

    def beside(self) -> str:
        """What the last reading left there because it is no mail; empty where nothing is."""
        ...

    def kept(self, mail: FetchedMail) -> None:
        """It is on our disk and in the ledger now."""
        ...

    def check(self) -> None:
        """Raises Refused or OSError where it cannot be read; touches nothing."""
        ...
