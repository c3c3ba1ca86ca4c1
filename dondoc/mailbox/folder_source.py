"""A folder of mail, read like a mailbox."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from os import stat_result
from pathlib import Path

from dondoc.clock import local_date
from dondoc.limits import LARGEST_MAIL
from dondoc.mailbox.mail_source import FetchedMail, HowFar
from dondoc.mailbox.whole_mail import patience
from dondoc.problems import Problem, Refused

READ = "da-doc"
"""The folder below, into which a mail goes once it is kept."""

_MAIL = ".eml"
_UNDER_WAY = (".tmp", ".part", ".new", ".filepart", ".crdownload")
_SHOWN = 3


@dataclass
class FolderSource:
    """A folder of `.eml` files, as a mail server's delivery rule or the demo leaves them.

    A mail is taken when it is at rest and whole: whoever writes it may not have finished.
    """

    folder: Path
    from_on: date | None = None
    _beside: list[str] = field(default_factory=list, init=False, repr=False)

    def fetch(
        self, known: dict[str, HowFar], now: datetime | None = None
    ) -> Generator[FetchedMail]:
        """The files, the oldest first; the time of the file is when the mail came.

        One that cannot be opened, is being written or is no mail stays there; `beside` says so.
        """
        self.check()
        self._beside.clear()
        for path, state in self._files():
            received_at = datetime.fromtimestamp(state.st_mtime, UTC)
            if self.from_on is not None and local_date(received_at) < self.from_on:
                continue
            mail = self._mail(path, state, received_at)
            if mail is None:
                continue
            wait = patience(mail.raw) if mail.whole else timedelta()
            if wait and (now is None or received_at <= now < received_at + wait):
                continue  # taken when it is whole, or when nobody has touched it for long
            yield mail

    def beside(self) -> str:
        """What lies there and is no mail, or could not be opened; empty where nothing does."""
        names = ", ".join(self._beside[:_SHOWN])
        more = len(self._beside) - _SHOWN
        return f"{names}{f' và {more} tệp khác' if more > 0 else ''}" if names else ""

    def kept(self, mail: FetchedMail) -> None:
        """Out of the way, so that the next reading does not see it."""
        done = self.folder / READ
        done.mkdir(exist_ok=True)
        try:
            (self.folder / mail.mailbox).replace(done / mail.mailbox)
        except FileNotFoundError:
            return  # another reader was here first

    def check(self) -> None:
        if not self.folder.is_dir():
            wanted = "không có thư mục này; hãy lập thư mục hoặc sửa đường dẫn"
            raise Refused(Problem("DONDOC_INCOMING_URL", str(self.folder), wanted))

    def _files(self) -> list[tuple[Path, stat_result]]:
        found = []
        for path in self.folder.iterdir():
            suffix = path.suffix.lower()
            if path.name.startswith(".") or suffix in _UNDER_WAY or path.is_dir():
                continue
            if suffix != _MAIL:
                self._beside.append(path.name)
                continue
            try:
                found.append((path, path.stat()))
            except OSError:  # gone meanwhile, or a link to nothing
                continue
        return sorted(found, key=lambda one: (one[1].st_mtime_ns, one[0].name))

    def _mail(self, path: Path, before: stat_result, received_at: datetime) -> FetchedMail | None:
        """The mail; None where it is being written, is gone or cannot be opened."""
        whole = before.st_size <= LARGEST_MAIL
        try:
            raw = path.read_bytes() if whole else _head(path)
            after = path.stat()
        except FileNotFoundError:
            return None
        except OSError:
            self._beside.append(path.name)
            return None
        if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
            return None
        return FetchedMail(raw, received_at, before.st_size, whole=whole, mailbox=path.name)


def _head(path: Path) -> bytes:
    """The header alone: it ends at the first empty line."""
    with path.open("rb") as file:
        return b"".join(iter(lambda: file.readline(LARGEST_MAIL).strip(b"\r\n") + b"\n", b"\n"))
