"""A line to a mail server that signs in with any password, and gives one letter so long in all."""

from __future__ import annotations

import base64
import hmac
import smtplib
import time
from typing import Any

from dondoc.limits import LETTER_SECONDS

_MOST_CHALLENGES = 5
_PIECE = 4096


class MailLine(smtplib.SMTP):
    """smtplib's, with two faults mended.

    Its login refuses a name or password with Vietnamese letters in it: they go in UTF-8, as RFC
    4616 §2 asks of PLAIN; LOGIN and CRAM-MD5 name no other encoding. And its time-out is for each
    piece of an answer: a server that drips a byte now and then would hold a letter for ever, past
    its lease. Until `until` (of the monotonic clock) everything must be over.
    """

    def __init__(self, *given: Any, until: float | None = None, **more: Any) -> None:
        self.until = until if until is not None else time.monotonic() + LETTER_SECONDS
        self._waits_to_the_end = False
        super().__init__(*given, **more)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Replies(self)
        return super().getreply()

    def send(self, s: Any) -> None:
        """TimeoutError where the letter's time is over."""
        if self.sock is not None:
            self.take_time()
        super().send(s)

    def answer_within(self, seconds: float) -> tuple[int, bytes]:
        """The reply to a letter that is out: all this time is for its one answer."""
        self.until, self._waits_to_the_end = time.monotonic() + seconds, True
        try:
            return self.getreply()
        finally:
            self._waits_to_the_end = False

    def take_time(self) -> None:
        """Give the socket what is left for its next operation; TimeoutError if nothing is."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("quá thời gian cho một thư")
        assert self.sock is not None
        self.sock.settimeout(left if self._waits_to_the_end else min(self.timeout, left))

    def auth(
        self, mechanism: str, authobject: Any, *, initial_response_ok: bool = True
    ) -> tuple[int, bytes]:
        """Raises SMTPAuthenticationError where the server does not let us in."""
        first = authobject() if initial_response_ok else None
        said = mechanism.upper() if first is None else f"{mechanism.upper()} {_encoded(first)}"
        self._auth_challenge_count = 0 if first is None else 1  # what smtplib's LOGIN goes by
        code, words = self.docmd("AUTH", said)
        while code == 334 and self._auth_challenge_count < _MOST_CHALLENGES:
            self._auth_challenge_count += 1
            code, words = self.docmd(_encoded(authobject(base64.decodebytes(words))))
        if code in (235, 503):  # 503: signed in already
            return code, words
        raise smtplib.SMTPAuthenticationError(code, words)

    def auth_cram_md5(self, challenge: Any = None) -> str | None:  # type: ignore[override] # typed as str, called with None
        """CRAM-MD5 (RFC 2195) waits for the server's challenge."""
        if challenge is None:
            return None
        proof = hmac.HMAC(str(self.password).encode(), challenge, "md5")
        return f"{self.user} {proof.hexdigest()}"


class SecureMailLine(MailLine, smtplib.SMTP_SSL):
    """The same, in TLS from the first byte."""


class _Replies:
    """What smtplib reads replies from: each piece takes its share of the letter's time."""

    def __init__(self, line: MailLine) -> None:
        self._line, self._kept = line, b""

    def readline(self, most: int) -> bytes:
        """One line with its end, or what there is when the server closes; `most` bytes."""
        while b"\n" not in self._kept and len(self._kept) < most:
            self._line.take_time()
            assert self._line.sock is not None
            piece = self._line.sock.recv(_PIECE)
            if not piece:
                break
            self._kept += piece
        end = self._kept.find(b"\n") + 1 or len(self._kept)
        line, self._kept = self._kept[: min(end, most)], self._kept[min(end, most) :]
        return line

    def close(self) -> None:
        """The socket is closed by the line."""


def _encoded(words: str) -> str:
    return base64.b64encode(words.encode()).decode()
