"""What a page carries and gives back to us unchanged: signed, for one purpose, with an end.

`itsdangerous` signs; the clock is the request's own, so that a test can let time pass.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

_SKEW = timedelta(minutes=1)
"""How far the clocks of two machines that serve the portal may differ."""


class Expired(Exception):
    """Ours, for this purpose, and too old. `value` is what was signed."""

    def __init__(self, value: Any) -> None:
        super().__init__("signed too long ago")
        self.value = value


@dataclass(frozen=True)
class Seal:
    """Signs values for one purpose; what is signed for another is worth nothing here."""

    key: bytes
    purpose: str
    lasts: timedelta
    now: datetime

    def sign(self, value: Any) -> str:
        """The value as a text for a hidden field; anything that JSON can say."""
        return str(self._serializer(self.now).dumps(value))

    def read(self, text: str) -> Any:
        """What was signed; None where it is not ours or of another purpose. Raises Expired."""
        serializer = self._serializer(self.now + _SKEW)
        try:
            return serializer.loads(text, max_age=int((self.lasts + _SKEW).total_seconds()))
        except SignatureExpired as late:
            raise Expired(serializer.load_payload(late.payload or b"")) from None
        except (BadSignature, UnicodeError):  # a text of a stranger may be no text at all
            return None

    def _serializer(self, now: datetime) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self.key,
            salt=self.purpose,
            signer=_SignerAt,
            signer_kwargs={
                "now": now,
                "key_derivation": "hmac",
                "digest_method": hashlib.sha256,
            },
        )


class _SignerAt(TimestampSigner):
    """Signs and checks at a given instant."""

    def __init__(self, *given: Any, now: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self._now = now

    def get_timestamp(self) -> int:
        return int(self._now.timestamp())
