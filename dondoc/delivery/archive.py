"""Where a letter that left can be found again by its Message-ID: a mail log, an IMAP folder.

Read only when a message is in doubt (`reconcile`). Neither is written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from dondoc.limits import SOCKET_SECONDS
from dondoc.mailbox.mailbox_address import ImapAddress, read_imap
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings

_FIELD = "DONDOC_ARCHIVE_URL"
_ENTRY = re.compile(r"\]: (?P<queue>[0-9A-Za-z]+): (?P<rest>.+)")
_ID = re.compile(r"message-id=<(?P<id>[^>]+)>")
_TAKEN = re.compile(r"\(queue active\)|status=.*")


class ArchiveUnreachable(Exception):
    """The archive could not be read just now; says why, in Vietnamese, without a password."""


class Archive(Protocol):
    """A place that keeps what left."""

    def find(self, mime_ids: Iterable[str]) -> dict[str, str]:
        """Those of the Message-IDs that it holds, each with where and how, in words.

        Raises ArchiveUnreachable.
        """


def open_archive(settings: Settings) -> Archive | None:
    """The archive that the settings name; None without one. Nothing is opened yet."""
    url = settings.archive_url.get_secret_value()
    if not url:
        return None
    return ImapFolder(read_imap(url)) if "://" in url else MailLog(Path(url))


def check_archive(settings: Settings) -> None:
    """Raises Refused where the archive named in the settings cannot be read."""
    archive = open_archive(settings)
    try:
        if archive:
            archive.find(["kiem-tra@don-doc.example"])
    except ArchiveUnreachable as fault:
        raise Refused(Problem(_FIELD, "(không hiện)", str(fault))) from None


class MailLog:
    """Postfix's log: a queue id names the Message-ID first, what became of it later.

    A letter counts from «queue active» on: what a broken-off sending leaves is never queued. The
    file that was rotated away last is read first.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, mime_ids: Iterable[str]) -> dict[str, str]:
        wanted, named = set(mime_ids), dict[str, str]()
        found: dict[str, str] = {}
        for queue, rest in self._entries():
            if said := _ID.search(rest):
                named[queue] = said["id"]  # queue ids are used again
            elif (taken := _TAKEN.search(rest)) and named.get(queue) in wanted:
                found[named[queue]] = phrases("delivery").found_in_log(queue, taken[0])
        return found

    def _entries(self) -> Iterator[tuple[str, str]]:
        rotated = self._path.with_name(f"{self._path.name}.1")
        try:
            for path in (rotated, self._path) if rotated.exists() else (self._path,):
                with path.open(encoding="utf-8", errors="replace") as lines:
                    for line in lines:
                        if entry := _ENTRY.search(line):
                            yield entry["queue"], entry["rest"]
        except OSError as fault:
            words = "không đọc được nhật ký máy chủ thư này; hãy xem đường dẫn và quyền đọc"
            raise ArchiveUnreachable(f"{words} ({fault.strerror})") from None


class ImapFolder:
    """A folder that gets a copy of every letter: `imaps://user:password@host/Sent`."""

    def __init__(self, where: ImapAddress) -> None:
        self._where = where

    def find(self, mime_ids: Iterable[str]) -> dict[str, str]:
        from imap_tools import AND, H  # noqa: PLC0415 - loaded only where there is an archive

        from dondoc.mailbox.imap import MailboxRefused, logged_in  # noqa: PLC0415 - as above

        words = phrases("delivery").found_in_folder(self._where.folder)
        try:
            with logged_in(self._where, timeout=SOCKET_SECONDS, readonly=True) as box:
                wanted = [one for one in mime_ids if box.uids(AND(header=H("Message-ID", one)))]
        except (OSError, MailboxRefused) as fault:
            raise ArchiveUnreachable(self._said(fault)) from None
        return dict.fromkeys(wanted, words)

    def _said(self, fault: Exception) -> str:
        place = f"{self._where.host}, thư mục {self._where.folder}"
        reason = " ".join(str(fault).split())[:200] or type(fault).__name__
        return f"không đọc được hộp thư lưu {place}; hãy xem tài khoản, thư mục ({reason})"
