"""A line to a mail server that signs in with any password."""

from __future__ import annotations

import base64
import hmac
import smtplib
from typing import Any

_MOST_CHALLENGES = 5


class MailLine(smtplib.SMTP):
    """smtplib's, whose own login refuses a name or password with Vietnamese letters in it.

    They go in UTF-8, as RFC 4616 §2 asks of PLAIN; LOGIN and CRAM-MD5 name no other encoding.
    """

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

    def auth_cram_md5(self, challenge: Any = None) -> str | None:  # type: ignore[override]
        """CRAM-MD5 (RFC 2195) waits for the server's challenge."""
        if challenge is None:
            return None
        proof = hmac.HMAC(str(self.password).encode(), challenge, "md5")
        return f"{self.user} {proof.hexdigest()}"


class SecureMailLine(MailLine, smtplib.SMTP_SSL):
    """The same, in TLS from the first byte."""


def _encoded(words: str) -> str:
    return base64.b64encode(words.encode()).decode()
