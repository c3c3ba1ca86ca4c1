"""What a site answered, or why nothing came. Values alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why nothing was fetched. Whatever the server itself answers is a `SiteAnswer`, 503 too."""

    INSIDE = "inside"  # not an address of the public Internet, and not allowed
    ODD_PORT = "odd_port"
    TOO_MANY = "too_many"  # redirects
    SLOW = "slow"  # no answer, or no end of it, in time
    UNREACHED = "unreached"  # no connection, or it broke off before the answer
    DAMAGED = "damaged"  # packed in a way that we did not ask for, or that does not unpack
    TLS_EXPIRED = "tls_expired"  # or not valid yet
    TLS_OTHER_NAME = "tls_other_name"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_UNTRUSTED = "tls_untrusted"  # of an issuer that nobody vouches for, nor can be found
    TLS_BROKEN = "tls_broken"  # the two found no way to speak: mostly an old protocol
    ROBOTS = "robots"  # robots.txt asks not to be read
    ROBOTS_UNKNOWN = "robots_unknown"  # … or gives an error: not read this time


TLS_FAULTS = frozenset(
    {
        Why.TLS_EXPIRED,
        Why.TLS_OTHER_NAME,
        Why.TLS_SELF_SIGNED,
        Why.TLS_UNTRUSTED,
        Why.TLS_BROKEN,
    }
)
"""A line that cannot be trusted: nothing is read over it."""


class NotFetched(Exception):
    """Nothing came; `why` says why.

    No OSError and no exception of `requests`: on its way out nobody takes it for a lost connection.
    """

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why

    @property
    def is_silence(self) -> bool:
        """Did nothing at all come? Everything else was said over a line that is up."""
        return self.why in (Why.SLOW, Why.UNREACHED)


class Tls(StrEnum):
    """How the line was protected. What cannot be verified is never read."""

    NONE = "none"  # plain http
    COMPLETE = "complete"
    COMPLETED = "completed"  # the site forgot a certificate; it was found, and verified


@dataclass(frozen=True)
class SiteAnswer:
    """What stood at the end of the redirects.

    `address` is that end, `ip` where the connection went. `media_type` is what the bytes are and
    `declared_type` what the server calls them, both of our own list; `charset` is the declared
    codec, "" where none of our list is declared. `body` is unpacked; `truncated` says that there
    was more: then nothing may be called missing. `seconds` are without the wait for the host's
    turn. `like_missing` says that the host shows this same page for a path that cannot exist.
    """

    status: int
    address: str
    ip: str = ""
    media_type: str = ""
    declared_type: str = ""
    charset: str = ""
    body: bytes = b""
    truncated: bool = False
    tls: Tls = Tls.NONE
    etag: str = ""
    last_modified: str = ""
    seconds: float = 0.0
    wire_bytes: int = 0
    off_host: bool = False
    like_missing: bool = False

    @property
    def not_modified(self) -> bool:
        """The page is the one whose validators were sent; no body came."""
        return self.status == 304
