"""Open SMTP connections, kept for the next letter; one SSL context for the process.

A fresh connection costs several round trips, a fresh SSL context 20–34 ms of CPU for the CA
bundle; both are paid once instead of per letter.
"""

from __future__ import annotations

import contextlib
import functools
import smtplib
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from dondoc.delivery.channels.smtp.mail_line import MailLine, SecureMailLine
from dondoc.limits import DOT_SECONDS


class Security(StrEnum):
    """How the line is protected; the words are those of Apprise's `mode=`."""

    INSECURE = "insecure"
    STARTTLS = "starttls"
    SSL = "ssl"


@dataclass(frozen=True)
class SmtpAccount:
    """A mail server and how to log in there; `timeout` is in seconds, for each socket operation,
    `dot_seconds` for the answer to a whole letter.

    The password is part of the key: a wrong one must not ride on a line that a right one opened.
    """

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    security: Security = Security.STARTTLS
    verify: bool = True
    timeout: float = 15.0
    dot_seconds: float = DOT_SECONDS


@dataclass
class Connection:
    """A logged-in connection; `idle_since` is on the pool's own clock."""

    smtp: MailLine
    letters: int = 0
    idle_since: float = 0.0

    def hang_up(self) -> None:
        """Say goodbye without waiting for the answer: the other side may be gone."""
        with contextlib.suppress(OSError):
            self.smtp.putcmd("QUIT")
        self.smtp.close()


class Pool:
    """Idle connections by account. A connection is taken out for a letter and given back after it.

    `idle_seconds` is shorter than the minute after which servers start to hang up;
    `letters` bounds how many go over one connection.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = 50.0,
        letters: int = 100,
    ) -> None:
        self._clock = clock
        self._idle_seconds = idle_seconds
        self._letters = letters
        self._lock = threading.Lock()
        self._idle: dict[SmtpAccount, list[Connection]] = {}
        self._contexts: dict[bool, ssl.SSLContext] = {}
        self._ca_file: Path | None = None

    def trust(self, ca_file: Path | None) -> None:
        """Accept also certificates signed by the authorities in this PEM file (None: no more)."""
        with self._lock:
            self._ca_file = ca_file
            self._contexts.clear()
        self.close_all()

    def ssl_context(self, *, verify: bool) -> ssl.SSLContext:
        """The process's one context, made at first use; without `verify`, its unchecking twin."""
        with self._lock:
            if verify not in self._contexts:
                self._contexts[verify] = _new_context(self._ca_file, verify=verify)
            return self._contexts[verify]

    def idle(self, account: SmtpAccount) -> Connection | None:
        """The connection used last, taken out of the pool; None if there is no fresh one."""
        oldest = self._clock() - self._idle_seconds
        with self._lock:
            lines = self._idle.get(account, [])
            stale = [line for line in lines if line.idle_since < oldest]
            lines[:] = [line for line in lines if line.idle_since >= oldest]
            found = lines.pop() if lines else None
        for line in stale:
            line.hang_up()
        return found

    def connect(self, account: SmtpAccount, *, until: float | None = None) -> Connection:
        """A new connection, protected and logged in as asked, by `until` (monotonic).

        OSError (smtplib's and ssl's errors are of that family) or ValueError if it fails.
        """
        context = None
        if account.security is not Security.INSECURE:
            context = self.ssl_context(verify=account.verify)
        smtp = _dial(account, context, until)
        try:
            if account.security is Security.STARTTLS:
                smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
            if account.user and account.password:
                smtp.login(account.user, account.password)
        except BaseException:
            smtp.close()
            raise
        return Connection(smtp)

    def give_back(self, account: SmtpAccount, connection: Connection) -> None:
        """Keep it for the next letter, or hang up after its last one."""
        connection.letters += 1
        if connection.letters >= self._letters:
            connection.hang_up()
            return
        connection.idle_since = self._clock()
        with self._lock:
            self._idle.setdefault(account, []).append(connection)

    def close_all(self) -> None:
        """Hang up every idle connection; those in use come back later."""
        with self._lock:
            lines = [line for lines in self._idle.values() for line in lines]
            self._idle.clear()
        for line in lines:
            line.hang_up()


POOL = Pool()


def close_all() -> None:
    """Hang up the process's idle connections (end of a dispatch, changed settings)."""
    POOL.close_all()


@functools.cache
def _own_name() -> str:
    # smtplib asks the resolver for it on every connection; seconds each where DNS is broken
    return str(smtplib.SMTP().local_hostname)


def _dial(account: SmtpAccount, context: ssl.SSLContext | None, until: float | None) -> MailLine:
    if account.security is Security.SSL:
        return SecureMailLine(
            account.host,
            account.port,
            _own_name(),
            timeout=account.timeout,
            context=context,
            until=until,
        )
    return MailLine(account.host, account.port, _own_name(), timeout=account.timeout, until=until)


def _new_context(ca_file: Path | None, *, verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
