"""What every source of mail gives, a mailbox or a folder: one mail as it was found there."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol


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
    behind_a_gap: bool = False  # an earlier one was not given out: the mailbox is kept up to that


class HowFar(NamedTuple):
    """How far a mailbox is kept: all up to `last_uid`, and beyond a mail that was not given out."""

    uid_validity: int
    last_uid: int
    beyond: frozenset[int] = frozenset()


class Source(Protocol):
    """Gives mail oldest first; nothing is marked there before `kept` is called."""

    def fetch(
        self, known: dict[str, HowFar], now: datetime | None = None
    ) -> Generator[FetchedMail]:
        """What is not kept and whole by `now`; `known` is how far each mailbox is."""
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
