"""Until when the certificate of an address holds, as a visitor is shown it."""

from __future__ import annotations

import socket
import ssl
from datetime import datetime

from cryptography import x509

from dondoc.text import parse_link

SECONDS = 3.0
"""For the connection, and again for the handshake: an office's own server takes milliseconds."""


def certificate_end(url: str, *, seconds: float = SECONDS) -> datetime | None:
    """The instant (UTC) at which it ends; None for an address without one, or out of reach.

    Nothing is trusted here: one that has ended, or of an authority of the office's own, is what is
    looked for.
    """
    parts = parse_link(url)
    if parts is None or parts.scheme != "https" or not parts.hostname:
        return None
    look = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    look.check_hostname, look.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), timeout=seconds) as line,
            look.wrap_socket(line, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
        return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None
    except (OSError, ValueError):
        return None
