"""An IMAP mailbox, read by UID: what is on our disk is marked as seen there, nothing before.

Never «UNSEEN»: another program or a person may read the same mailbox (replies.md §2.6).
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from imap_tools import AND, BaseMailBox, U

from dondoc.clock import local_date
from dondoc.limits import LARGEST_MAIL, MAILBOX_SECONDS
from dondoc.mailbox.imap import MailboxRefused, logged_in
from dondoc.mailbox.mail_source import FetchedMail, HowFar
from dondoc.mailbox.mailbox_address import ImapAddress
from dondoc.problems import Problem, Refused

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_CAME = re.compile(rb'INTERNALDATE "([^"]+)"')


_SHOWN = 5


class _NotGiven(Exception):
    """The server has this mail and does not give it out now."""


@dataclass
class ImapSource:
    """Opens a connection for each reading, and keeps it until the last mail is marked."""

    where: ImapAddress
    from_on: date | None = None
    _open: BaseMailBox | None = field(default=None, init=False, repr=False)

    def fetch(
        self, known: dict[str, HowFar], _now: datetime | None = None
    ) -> Generator[FetchedMail]:
        """The mail after the last UID that is known; all of it where the mailbox was made anew.

        Raises Refused where the server takes neither the login nor the folder, OSError where the
        line breaks.
        """
        with self._connected():
            uid_validity = self._uid_validity()
            far = known.get(self.where.name)
            if far is None or far.uid_validity != uid_validity:
                far = HowFar(uid_validity, 0)
            missing: list[int] = []
            for uid in self._uids(far.last_uid):
                if uid in far.beyond:
                    continue
                try:
                    mail = self._fetch(uid, uid_validity)
                except _NotGiven:
                    missing.append(uid)
                    continue
                if mail is not None:
                    yield replace(mail, behind_a_gap=bool(missing))
            if missing:  # passed over they would be lost: the next reading asks for them again
                numbers = ", ".join(str(uid) for uid in missing[:_SHOWN])
                raise self._refused(f"máy chủ không đưa thư số {numbers}")

    def beside(self) -> str:
        """A mailbox holds nothing but mail."""
        return ""

    def kept(self, mail: FetchedMail) -> None:
        """Marked as seen, for people who look into the mailbox; nothing of ours depends on it."""
        assert self._open is not None
        self._open.client.uid("STORE", str(mail.uid), "+FLAGS", "(\\Seen)")

    def check(self) -> None:
        with self._connected(readonly=True):
            pass

    @contextmanager
    def _connected(self, *, readonly: bool = False) -> Iterator[None]:
        wait = MAILBOX_SECONDS
        try:
            with logged_in(self.where, timeout=wait, readonly=readonly) as self._open:
                yield
        except MailboxRefused as refused:
            raise self._refused(str(refused)) from None
        finally:
            self._open = None

    def _uid_validity(self) -> int:
        assert self._open is not None
        _name, values = self._open.client.response("UIDVALIDITY")
        return int(values[0]) if values and values[0] else 0

    def _uids(self, after: int) -> list[int]:
        assert self._open is not None
        # The server's own day may begin earlier than ours.
        since = self.from_on - timedelta(days=1) if self.from_on else None
        wanted = AND(uid=U(str(after + 1), "*"), date_gte=since)
        found = self._open.uids(wanted, charset=None)
        return sorted(int(uid) for uid in found if int(uid) > after)  # «n:*» gives the last, always

    def _fetch(self, uid: int, uid_validity: int) -> FetchedMail | None:
        """One mail; None where it is older than wanted, or was deleted meanwhile."""
        about, _nothing = self._ask(uid, "(UID RFC822.SIZE INTERNALDATE)")
        size, came = _SIZE.search(about), _CAME.search(about)
        if size is None or came is None:
            return None
        received_at = datetime.strptime(came[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z")
        if self.from_on is not None and local_date(received_at) < self.from_on:
            return None
        whole = int(size[1]) <= LARGEST_MAIL
        _about, raw = self._ask(uid, "(UID BODY.PEEK[])" if whole else "(UID BODY.PEEK[HEADER])")
        name = self.where.name
        return FetchedMail(
            raw,
            received_at.astimezone(UTC),
            int(size[1]),
            whole=whole,
            mailbox=name,
            uid_validity=uid_validity,
            uid=uid,
        )

    def _ask(self, uid: int, parts: str) -> tuple[bytes, bytes]:
        """What the server says of a mail, and the literal that it sends with it."""
        assert self._open is not None
        status, answers = self._open.client.uid("FETCH", str(uid), parts)
        if status != "OK":
            raise _NotGiven
        said, literal = b"", b""
        for one in answers:
            if isinstance(one, tuple):
                said, literal = said + one[0], one[1]
            elif one:
                said += one
        return said, literal

    def _refused(self, wanted: str) -> Refused:
        return Refused(Problem("DONDOC_INCOMING_URL", self.where.name, wanted, "Hộp thư đến"))
