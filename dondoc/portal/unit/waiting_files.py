"""What a unit has laid down and not handed in: how much it is, and by which form it came.

A mark beside the files for each, on the disk: a form that is refused writes nothing to the ledger.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dondoc.retention_periods import UNCLAIMED
from dondoc.submissions.files import StoredFile, stored_path

_FOLDER = "unclaimed"


@dataclass(frozen=True)
class WaitingFile:
    """One file that waits: its hash, its size, the form that brought it, and since when."""

    sha256: str
    size: int
    form: str
    since: datetime


@dataclass(frozen=True)
class Unclaimed:
    """The files of one unit that no submission has taken."""

    files: Path
    unit: str
    now: datetime

    def size(self) -> int:
        """Bytes that wait; what has waited too long no longer counts and loses its mark."""
        return sum(mark.size for mark in self._marks())

    def add(self, file: StoredFile, form: str) -> None:
        path = self._path(file.sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {"size": file.size, "form": _short(form), "since": self.now.timestamp()}
        path.write_text(json.dumps(said), encoding="utf-8")

    def taken(self, hashes: Collection[str]) -> None:
        """A submission has them now."""
        for sha256 in hashes:
            self._path(sha256).unlink(missing_ok=True)

    def left_behind(self, form: str, still: Collection[str]) -> list[str]:
        """What the same form brought before and brings no more."""
        brought = [mark.sha256 for mark in self._marks() if form and mark.form == _short(form)]
        return [sha256 for sha256 in brought if sha256 not in still]

    def drop(self, sha256: str, *, claimed: bool) -> None:
        """Let go of one; its bytes too, where neither the ledger nor another unit has them."""
        self._path(sha256).unlink(missing_ok=True)
        if not claimed and not any((self.files / _FOLDER).glob(f"*/{sha256}")):
            stored_path(self.files, sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.files / _FOLDER / self.unit / sha256

    def _marks(self) -> Iterator[WaitingFile]:
        for path in sorted((self.files / _FOLDER / self.unit).glob("*")):
            mark = _read(path)
            if mark is None or mark.since < self.now - UNCLAIMED:
                path.unlink(missing_ok=True)
            else:
                yield mark


def _read(path: Path) -> WaitingFile | None:
    with suppress(OSError, ValueError, KeyError, TypeError, OverflowError):
        said = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromtimestamp(float(said["since"]), UTC)
        return WaitingFile(path.name, int(said["size"]), str(said["form"]), since)
    return None


def _short(form: str) -> str:
    return hashlib.sha256(form.encode()).hexdigest()[:32] if form else ""
