"""A folder of mail, read like a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dondoc.clock import local_date
from dondoc.limits import LARGEST_MAIL
from dondoc.mailbox.mail_source import FetchedMail
from dondoc.problems import Problem, Refused

READ = "da-doc"
"""The folder below, into which a mail goes once it is kept."""


@dataclass(frozen=True)
class FolderSource:
    """A folder of `.eml` files, as a mail server's delivery rule or the demo leaves them."""

    folder: Path
    from_on: date | None = None

    def fetch(self, known: dict[str, tuple[int, int]]) -> Iterator[FetchedMail]:
        """The files, the oldest first; the time of the file is when the mail came."""
        self.check()
        found = [(path.stat(), path) for path in self.folder.glob("*.eml") if path.is_file()]
        for state, path in sorted(found, key=lambda one: (one[0].st_mtime_ns, one[1].name)):
            received_at = datetime.fromtimestamp(state.st_mtime, UTC)
            whole = state.st_size <= LARGEST_MAIL
            if self.from_on is not None and local_date(received_at) < self.from_on:
                continue
            with suppress(FileNotFoundError):  # another reader was here first
                raw = path.read_bytes() if whole else _head(path)
                yield FetchedMail(raw, received_at, state.st_size, whole=whole, mailbox=path.name)

    def kept(self, mail: FetchedMail) -> None:
        """Out of the way, so that the next reading does not see it."""
        done = self.folder / READ
        done.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            (self.folder / mail.mailbox).replace(done / mail.mailbox)

    def check(self) -> None:
        if not self.folder.is_dir():
            wanted = "không có thư mục này; hãy lập thư mục hoặc sửa đường dẫn"
            raise Refused(Problem("DONDOC_INCOMING_URL", str(self.folder), wanted))


def _head(path: Path) -> bytes:
    """The header alone: it ends at the first empty line."""
    with path.open("rb") as file:
        return b"".join(iter(lambda: file.readline(LARGEST_MAIL).strip(b"\r\n") + b"\n", b"\n"))
